package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.lead.Leadership;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bots of which one works, without the Lease by which they would agree on that. */
class BotReplicasTest {
    private static final String EVENT = """
            {"action": "push", "target": {"repository": "shop/api", "tag": "1.1.0"}, "request": {"host": "%s"}}
            """;

    @TempDir
    Path temp;

    private final List<Told> replicas = new ArrayList<>();
    private BotYard yard;

    @BeforeEach
    void open() {
        yard = new BotYard(temp);
        yard.repository("shop", "shop/api");
    }

    @AfterEach
    void close() {
        yard.close();
    }

    /** Leadership that a test gives and takes. */
    private static final class Told implements Leadership {
        private final String address;
        private volatile boolean leads;
        private volatile Optional<URI> leader = Optional.empty();
        private Listener listener;
        private boolean closed;

        Told(String address) {
            this.address = address;
        }

        @Override
        public void start(Listener hears) {
            listener = hears;
        }

        void gain() {
            leads = true;
            listener.gained();
        }

        void lose() {
            leads = false;
            listener.lost();
        }

        @Override
        public boolean leads() {
            return leads;
        }

        @Override
        public Optional<URI> leader() {
            return leader;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Bot start() {
        return yard.start(
                BotYard.with(yard.environment(), (rule, address) -> {
                    Told told = new Told(address);
                    replicas.add(told);
                    return told;
                }),
                "interval: 1d",
                "lease: {name: fairlead-bot}",
                "webhooks: [{name: acr, from: acr, secret: {env: SECRET}, hosts: ['" + yard.registry.host()
                        + "'], header: X-S}]");
    }

    private int event(Bot bot, String secret) {
        return BotYard.post(bot.port(), "/webhooks/acr", EVENT.formatted(yard.registry.host()), "X-S", secret)
                .statusCode();
    }

    @Test
    void onlyTheOneThatLeadsWorks() {
        Bot first = start();
        Bot second = start();
        replicas.get(1).gain();

        BotYard.untilRun(second, 1);

        assertThat(BotYard.metric(first, "fairlead_runs_total")).isZero();
        assertThat(BotYard.metric(first, "fairlead_leader")).isZero();
        assertThat(BotYard.metric(second, "fairlead_leader")).isEqualTo(1);
        assertThat(BotYard.get(first, "/readyz").statusCode())
                .as("it takes events")
                .isEqualTo(200);
    }

    @Test
    void anEventIsPassedOnToTheOneThatWorks() {
        Bot idle = start();
        Bot working = start();
        replicas.get(1).gain();
        replicas.get(0).leader = Optional.of(URI.create("http://" + replicas.get(1).address));
        BotYard.untilRun(working, 1);
        yard.push("shop/api", "1.1.0");

        assertThat(event(idle, "wrong")).isEqualTo(403);
        assertThat(BotYard.metric(working, "fairlead_webhook_events_total"))
                .as("not passed on")
                .isZero();
        assertThat(event(idle, "s3cret")).isEqualTo(202);

        BotYard.until("the push is proposed", () -> !yard.open("shop").isEmpty());
        assertThat(BotYard.metric(working, "fairlead_webhook_events_total", "accepted"))
                .isEqualTo(1);
    }

    @Test
    void anEventIsNotPassedOnForever() {
        Bot first = start();
        Bot second = start();
        replicas.get(0).leader = Optional.of(URI.create("http://" + replicas.get(1).address));
        replicas.get(1).leader = Optional.of(URI.create("http://" + replicas.get(0).address));

        assertThat(event(first, "s3cret")).isEqualTo(503);
        assertThat(event(second, "s3cret")).isEqualTo(503);
    }

    @Test
    void whoGainsTheWorkDoesWhatIsDue() {
        yard.push("shop/api", "1.1.0");
        Bot first = start();
        replicas.get(0).gain();
        BotYard.untilRun(first, 1);
        replicas.get(0).lose();
        yard.push("shop/api", "1.2.0");
        Bot second = start();

        replicas.get(1).gain();
        BotYard.untilRun(second, 1);

        assertThat(yard.open("shop"))
                .singleElement()
                .satisfies(pull -> assertThat(pull.title()).contains("1.2.0"));
    }

    @Test
    void theLeaseIsGivenUpWhenTheBotStops() {
        Bot bot = start();
        replicas.get(0).gain();

        bot.close();

        assertThat(replicas.get(0).closed).isTrue();
    }
}
