package dev.fairlead.bot.watch;

import dev.fairlead.bot.agenda.Agenda;
import dev.fairlead.bot.agenda.Order;
import dev.fairlead.bot.hear.Hearing;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.UpdateReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The bot's metrics. Every label has few values: those of an enumeration, the configured names, and at most
 * {@value #MOST_REGISTRIES} registries, beyond which they count together.
 */
public final class BotMetrics implements AutoCloseable {
    /** A registry's host comes from files in repositories: how many there may be is not for others to say. */
    static final int MOST_REGISTRIES = 50;

    private static final String OTHER = "other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<String, AtomicLong> successes = new HashMap<>();
    private final Set<String> hosts = new HashSet<>();
    private final Timer runs = Timer.builder("fairlead.run.duration")
            .description("How long runs take")
            .register(registry);

    /** @param repositories their configured names */
    public BotMetrics(Collection<String> repositories) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        gauge("fairlead.repositories", "Config repositories in the configuration", repositories::size);
        for (String name : repositories) {
            AtomicLong success = new AtomicLong();
            successes.put(name, success);
            TimeGauge.builder("fairlead.repository.last.success.timestamp", success, TimeUnit.SECONDS, AtomicLong::get)
                    .description("When a run of the whole repository last ended without failure; 0 before the first")
                    .tag("repository", name)
                    .register(registry);
        }
    }

    /** Watches the agenda, and which replica works. */
    public void watch(Agenda agenda, BooleanSupplier leads) {
        gauge("fairlead.repositories.running", "Repositories that are worked on now", agenda::running);
        gauge("fairlead.repositories.waiting", "Repositories that are due and wait for a worker", agenda::waiting);
        gauge(
                "fairlead.leader",
                "1 where this replica works, 0 where another does",
                () -> leads.getAsBoolean() ? 1 : 0);
    }

    private void gauge(String name, String description, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** A run is over. */
    public void ran(Order order, UpdateReport report, Duration took, Instant now) {
        count(order, word(report.status()));
        runs.record(took);
        for (GroupReport group : report.groups()) {
            counter("fairlead.groups", "Groups of runs, by what became of them", "result", word(group.result()));
        }
        AtomicLong success = successes.get(order.repository());
        if (success != null && order.wanted().everything() && report.status() != UpdateReport.Status.FAILED) {
            success.set(now.getEpochSecond());
        }
    }

    /** A run ended without a report. */
    public void failed(Order order, Duration took) {
        count(order, "failed");
        runs.record(took);
    }

    /** A run was broken off, since the bot stops or another replica works. */
    public void broken(Order order) {
        count(order, "broken_off");
    }

    private void count(Order order, String result) {
        counter(
                "fairlead.runs",
                "Runs, by their cause and how they ended",
                "cause",
                word(order.cause()),
                "result",
                result);
    }

    /** A question to a registry. */
    public void asked(String host, String result) {
        counter(
                "fairlead.registry.questions",
                "Questions of runs to registries: answered, failed, or spared by what was known",
                "registry",
                bounded(host),
                "result",
                result);
    }

    private synchronized String bounded(String host) {
        if (hosts.contains(host) || hosts.size() < MOST_REGISTRIES) {
            hosts.add(host);
            return host;
        }
        return OTHER;
    }

    /** An event of a configured webhook. */
    public void heard(String webhook, Hearing.Outcome outcome) {
        counter(
                "fairlead.webhook.events",
                "Events, by what became of them",
                "webhook",
                webhook,
                "outcome",
                word(outcome));
    }

    private void counter(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Everything, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
