package dev.fairlead.bot;

import dev.fairlead.FairleadException;
import dev.fairlead.bot.agenda.Agenda;
import dev.fairlead.bot.agenda.Order;
import dev.fairlead.bot.watch.BotMetrics;
import dev.fairlead.bot.watch.Traces;
import dev.fairlead.bot.work.RepositoryWork;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Does orders: each is a run with an id of its own, which every line of its log, and its trace, has. */
final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int ID_BYTES = 6;

    private final Map<String, RepositoryWork> works;
    private final Agenda agenda;
    private final BotMetrics metrics;
    private final Traces traces;
    private final Clock clock;

    Runs(Map<String, RepositoryWork> works, Agenda agenda, BotMetrics metrics, Traces traces, Clock clock) {
        this.works = works;
        this.agenda = agenda;
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
    }

    /** Does one order and tells the agenda how it ended. */
    void run(Order order) {
        String id = id();
        Traces.RunTrace trace = traces.begin(order, id);
        MDC.put("run", id);
        MDC.put("repository", order.repository());
        if (!trace.id().isEmpty()) {
            MDC.put("trace_id", trace.id());
        }
        try {
            run(order, trace);
        } finally {
            MDC.clear();
        }
    }

    private void run(Order order, Traces.RunTrace trace) {
        long start = System.nanoTime();
        boolean fine = false;
        boolean brokenOff = false;
        String result = "failed";
        try {
            LOG.debug("begins, for {}: {}", order.cause(), order.wanted());
            UpdateReport report = work(order).run(order.wanted(), listener(trace));
            fine = report.status() != UpdateReport.Status.FAILED;
            result = report.status().name().toLowerCase(Locale.ROOT);
            metrics.ran(order, report, since(start), clock.instant());
            tell(report, since(start));
        } catch (RuntimeException e) {
            brokenOff = Thread.currentThread().isInterrupted();
            result = brokenOff ? "broken_off" : result;
            failed(order, e, since(start), brokenOff);
        } finally {
            trace.ended(result);
            if (brokenOff) {
                // An interruption closes files under whoever reads them: the next run opens them anew.
                work(order).close();
                agenda.broken(order.repository());
            } else {
                agenda.done(order.repository(), fine);
            }
        }
    }

    private RepositoryWork work(Order order) {
        RepositoryWork work = works.get(order.repository());
        if (work == null) {
            throw new IllegalArgumentException("no repository is called " + order.repository());
        }
        return work;
    }

    private void failed(Order order, RuntimeException e, Duration took, boolean brokenOff) {
        if (brokenOff) {
            metrics.broken(order);
            LOG.info("broken off, to be begun again");
            return;
        }
        metrics.failed(order, took);
        if (e instanceof FairleadException told) {
            LOG.warn("failed after {} ms: {}", took.toMillis(), told.problem());
            LOG.debug("failed", e);
        } else {
            LOG.error("failed in a way that was not foreseen", e);
        }
    }

    private static UpdateListener listener(Traces.RunTrace trace) {
        return new UpdateListener() {
            @Override
            public void reached(Step step, String group) {
                trace.reached(step, group);
                LOG.debug("{} {}", step, group);
            }
        };
    }

    private static void tell(UpdateReport report, Duration took) {
        for (GroupReport group : report.groups()) {
            group.problem().ifPresent(problem -> LOG.warn("{}: {}", group.group(), problem));
            boolean told = group.result() != GroupResult.UNCHANGED || !group.fine();
            if (told) {
                LOG.info("{} {}", group.group(), ReportText.outcome(group));
            }
            group.items().stream()
                    .filter(item -> !item.result().fine())
                    .forEach(item -> LOG.warn("{}: {}: {}", group.group(), item.image(), item.why()));
        }
        LOG.info(
                "{} in {} ms, {} groups",
                report.status().name().toLowerCase(Locale.ROOT),
                took.toMillis(),
                report.groups().size());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String id() {
        byte[] bytes = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
