package dev.fairlead.bot;

import dev.fairlead.bot.agenda.Agenda;
import dev.fairlead.bot.agenda.Pace;
import dev.fairlead.bot.answers.AnswerListener;
import dev.fairlead.bot.answers.SharedRegistries;
import dev.fairlead.bot.config.BotConfig;
import dev.fairlead.bot.config.RepositoryRule;
import dev.fairlead.bot.hear.Event;
import dev.fairlead.bot.hear.Hearing;
import dev.fairlead.bot.http.BotServer;
import dev.fairlead.bot.http.NotLeadingException;
import dev.fairlead.bot.http.Pages;
import dev.fairlead.bot.lead.Leadership;
import dev.fairlead.bot.watch.BotMetrics;
import dev.fairlead.bot.watch.Traces;
import dev.fairlead.bot.work.RepositoryWork;
import dev.fairlead.image.ImageName;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs updates of many config repositories, forever: each at its interval, and as soon as a registry or a forge tells of a
 * change. All that it keeps on disk are mirrors, which can be deleted at any time; what it knows it learns again from Git,
 * the registry and the forge.
 */
public final class Bot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** Both together leave two seconds of the ten that a stop may take. */
    private static final Duration TO_FINISH = Duration.ofSeconds(6);

    private static final Duration TO_BREAK_OFF = Duration.ofSeconds(2);

    private final Map<String, RepositoryWork> works = new LinkedHashMap<>();
    private final LoggedIn registries;
    private final BotMetrics metrics;
    private final Traces traces;
    private final Agenda agenda;
    private final Router router;
    private final Crew crew;
    private final BotServer server;
    private volatile @Nullable Leadership leadership;
    private volatile boolean stopping;

    private Bot(BotConfig config, BotSurroundings around) {
        Map<String, String> environment = around.environment();
        Map<String, Duration> intervals = new LinkedHashMap<>();
        config.repositories().forEach(rule -> intervals.put(rule.name(), rule.interval()));
        registries = new LoggedIn(config.logins(), environment);
        metrics = new BotMetrics(intervals.keySet());
        traces = Traces.of(environment);
        agenda = new Agenda(intervals, new Pace(RandomGenerator.getDefault()), around.ticker());
        SharedRegistries shared = new SharedRegistries(registries, around.ticker(), new Answers());
        for (RepositoryRule rule : config.repositories()) {
            works.put(rule.name(), new RepositoryWork(rule, environment, shared.of(rule.name(), rule.interval())));
        }
        router = new Router(works.values(), agenda, shared);
        crew = new Crew(agenda, new Runs(works, agenda, metrics, traces, around.clock())::run);
        Hearing hearing = new Hearing(
                config.webhooks().stream().collect(Collectors.toMap(rule -> rule.name(), rule -> rule)),
                environment,
                this::hear,
                metrics::heard);
        server = BotServer.start(
                new Pages(crew::alive, this::ready, metrics::scrape, hearing, this::leader),
                around.host(),
                around.port());
    }

    /**
     * Starts a bot.
     *
     * @throws dev.fairlead.FairleadException if a secret that the configuration names cannot be had, or the address cannot be
     *     listened on
     */
    public static Bot start(BotConfig config, BotSurroundings around) {
        SecretCheck.check(config, around.environment());
        Bot bot = new Bot(config, around);
        bot.begin(config, around);
        return bot;
    }

    private void begin(BotConfig config, BotSurroundings around) {
        Leadership leads = config.lease()
                .map(rule -> around.replicas().by(rule, around.address(server.port())))
                .orElseGet(Leadership::alone);
        metrics.watch(agenda, leads::leads);
        crew.start(config.parallel());
        leadership = leads;
        leads.start(new Leadership.Listener() {
            @Override
            public void gained() {
                agenda.open();
            }

            @Override
            public void lost() {
                agenda.pause();
                crew.interrupt();
            }
        });
        LOG.info("listens on port {}, for {} repositories", server.port(), works.size());
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private boolean ready() {
        return leadership != null && !stopping;
    }

    private Optional<URI> leader() {
        return Optional.ofNullable(leadership).flatMap(Leadership::leader);
    }

    private int hear(Event event) {
        Leadership leads = leadership;
        if (leads == null || !leads.leads()) {
            throw new NotLeadingException();
        }
        return router.hear(event);
    }

    /**
     * Stops within ten seconds: no new run begins, and no event is taken; what is being done is finished, or, where that takes
     * too long, broken off where nothing is half done. The Lease is given up last.
     */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        LOG.info("stops");
        agenda.end();
        if (!crew.join(TO_FINISH)) {
            crew.interrupt();
            if (!crew.join(TO_BREAK_OFF)) {
                LOG.warn("a run goes on that could not be broken off: what it pushes is whole or not there");
            }
        }
        Leadership leads = leadership;
        if (leads != null) {
            leads.close();
        }
        server.close();
        works.values().forEach(RepositoryWork::close);
        registries.close();
        traces.close();
        metrics.close();
        LOG.info("has stopped");
    }

    private final class Answers implements AnswerListener {
        @Override
        public void changed(ImageName image, String repository) {
            router.changed(image, repository);
        }

        @Override
        public void asked(String host, boolean answered) {
            metrics.asked(host, answered ? "answered" : "failed");
        }

        @Override
        public void spared(String host) {
            metrics.asked(host, "spared");
        }
    }
}
