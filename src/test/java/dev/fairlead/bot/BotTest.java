package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.PullRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot at work on real repositories and a registry on loopback. */
class BotTest {
    private static final String ACR = """
            webhooks:
              - {name: acr, from: acr, secret: {env: SECRET}, header: X-Bot-Secret, hosts: ['%s']}
            """;

    @TempDir
    Path temp;

    private BotYard yard;

    @BeforeEach
    void open() {
        yard = new BotYard(temp);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private int event(Bot bot, String repository, String tag) {
        String body = """
                {"id": "1", "timestamp": "2006-01-02T15:04:05Z", "action": "push",
                 "target": {"repository": "%s", "tag": "%s"}, "request": {"host": "%s"}}
                """.formatted(repository, tag, yard.registry.host());
        return BotYard.post(bot.port(), "/webhooks/acr", body, "X-Bot-Secret", "s3cret")
                .statusCode();
    }

    @Test
    void anEmptyListIsABotThatIsReady() {
        Bot bot = yard.start();

        assertThat(BotYard.get(bot, "/healthz").body()).isEqualTo("alive\n");
        assertThat(BotYard.get(bot, "/readyz").statusCode()).isEqualTo(200);
        assertThat(BotYard.metric(bot, "fairlead_repositories")).isZero();
    }

    @Test
    void proposesAtTheStartWhatIsNew() {
        yard.repository("shop", "shop/api");
        yard.repository("bank", "bank/web");
        yard.push("shop/api", "1.1.0");
        Bot bot = yard.start();

        BotYard.untilRun(bot, 2);

        assertThat(yard.open("shop"))
                .singleElement()
                .extracting(PullRequest::title)
                .asString()
                .contains("1.1.0");
        assertThat(yard.open("bank")).isEmpty();
        assertThat(BotYard.metric(bot, "fairlead_groups_total", "result=\"opened\""))
                .isEqualTo(1);
    }

    @Test
    void hearsOfAPushAndLooksAtNothingElse() {
        yard.repository("shop", "shop/api", "shop/web");
        yard.repository("bank", "bank/web");
        Bot bot = yard.start("interval: 1d", ACR.formatted(yard.registry.host()));
        BotYard.untilRun(bot, 2);
        int before = yard.registry.requests();
        yard.push("shop/api", "1.1.0");
        yard.push("shop/web", "1.1.0");

        assertThat(event(bot, "shop/api", "1.1.0")).isEqualTo(202);

        BotYard.until("the push is proposed", () -> !yard.open("shop").isEmpty());
        BotYard.untilRun(bot, 3);
        assertThat(yard.open("shop"))
                .singleElement()
                .extracting(PullRequest::title)
                .asString()
                .contains("api");
        assertThat(BotYard.metric(bot, "fairlead_runs_total", "event")).isEqualTo(1);
        assertThat(yard.registry.requests() - before)
                .as("the listing of the pushed image, and what the new image and the one before say of themselves")
                .isEqualTo(5);
    }

    @Test
    void manyEventsInABurstMakeOneRun() {
        yard.repository("shop", "shop/api");
        Bot bot = yard.start("interval: 1d", ACR.formatted(yard.registry.host()));
        BotYard.untilRun(bot, 1);
        yard.push("shop/api", "1.1.0");

        List.of("1.1.0", "1.1.0", "", "1.0.9", "1.1.0").forEach(tag -> event(bot, "shop/api", tag));

        BotYard.until("the push is proposed", () -> !yard.open("shop").isEmpty());
        BotYard.untilRun(bot, 2);
        assertThat(BotYard.metric(bot, "fairlead_runs_total", "event")).isEqualTo(1);
        assertThat(BotYard.metric(bot, "fairlead_webhook_events_total", "accepted"))
                .isEqualTo(5);
    }

    @Test
    void acr_681_aPushWhoseEventWasLostIsFoundByTheSchedule() {
        yard.repository("shop", "shop/api");
        Bot bot = yard.start("interval: 10s", ACR.formatted(yard.registry.host()));
        BotYard.untilRun(bot, 1);

        yard.push("shop/api", "1.2.0");

        BotYard.until("the push is proposed", () -> !yard.open("shop").isEmpty());
        BotYard.untilRun(bot, 2);
        assertThat(BotYard.metric(bot, "fairlead_runs_total", "schedule")).isGreaterThanOrEqualTo(2);
        assertThat(BotYard.metric(bot, "fairlead_webhook_events_total")).isZero();
    }

    @Test
    void anImageThatManyRepositoriesHoldIsAskedForOnce() {
        for (int i = 0; i < 6; i++) {
            yard.repository("shop-" + i, "shop/api");
        }
        int before = yard.registry.requests();
        Bot bot = yard.start("interval: 1d", "parallel: 2");

        BotYard.untilRun(bot, 6);

        assertThat(yard.registry.requests() - before)
                .as("one tag by its name, and one listing")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void whatOneRepositorysRunFindsTheOthersLookAtAtOnce() {
        yard.repository("quick", "shop/api");
        yard.repository("slow", "shop/api");
        String config = yard.config("interval: 1d").replace("{name: quick,", "{name: quick, interval: 10s,");
        Bot bot = Bot.start(
                dev.fairlead.bot.config.BotConfigReader.read("bots.yaml", config),
                BotSurroundings.of(yard.environment(), "127.0.0.1", 0));
        try {
            BotYard.untilRun(bot, 2);

            yard.push("shop/api", "1.1.0");

            BotYard.until("the slow one proposes it", () -> !yard.open("slow").isEmpty());
        } finally {
            bot.close();
        }
    }

    @Test
    void startsAgainFromNothingButGitAndTheRegistry() {
        yard.repository("shop", "shop/api");
        yard.push("shop/api", "1.1.0");
        Bot first = yard.start();
        BotYard.untilRun(first, 1);
        List<PullRequest> before = yard.open("shop");
        first.close();

        Bot second = yard.start();
        BotYard.untilRun(second, 1);

        assertThat(yard.open("shop")).isEqualTo(before).hasSize(1);
        assertThat(BotYard.metric(second, "fairlead_groups_total", "result=\"unchanged\""))
                .isEqualTo(1);
    }

    @Test
    void aRepositoryThatFailsHoldsNoOtherUp() throws Exception {
        yard.repository("good", "shop/api");
        yard.repository("bad", "shop/web")
                .commit("main", java.util.Map.of("fairlead.yaml", "kind: Nonsense\n"), "break");
        yard.push("shop/api", "1.1.0");
        Bot bot = yard.start("parallel: 1");

        BotYard.untilRun(bot, 2);

        assertThat(yard.open("good")).hasSize(1);
        assertThat(BotYard.metric(bot, "fairlead_runs_total", "result=\"failed\""))
                .isGreaterThanOrEqualTo(1);
        assertThat(BotYard.get(bot, "/healthz").statusCode()).isEqualTo(200);
    }
}
