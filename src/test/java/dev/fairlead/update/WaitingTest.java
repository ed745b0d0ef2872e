package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules, pauses and limits: what is found waits, and says for what. The work begins on Sunday, 2026-03-01. */
class WaitingTest {
    private static final String OFFICE = """
                schedule:
                  zone: Europe/Berlin
                  during: Mon-Fri 08:00-17:00
                  except: 2026-03-02
            """;

    @TempDir
    Path temp;

    private Workshop shop;

    @AfterEach
    void close() {
        shop.close();
    }

    private void assertNothingIsProposed() {
        assertThat(shop.pulls()).isEmpty();
        assertThat(shop.head("fairlead/shop")).isEmpty();
    }

    @Test
    void outsideOfTheScheduleNothingIsWritten() {
        shop = Workshop.shop(temp, OFFICE);

        UpdateReport waiting = shop.pushAndRun(API, "1.1.0");

        assertThat(waiting.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(only(waiting).result()).isEqualTo(GroupResult.WAITING);
        assertThat(only(waiting).notes())
                .containsExactly("waits for its schedule, which opens on Tue 2026-03-03 08:00 Europe/Berlin");
        assertThat(only(waiting).changes()).as("what waits is told").hasSize(1);
        assertNothingIsProposed();

        shop.setTime(Instant.parse("2026-03-03T07:00:00Z"));
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);

        shop.setTime(Instant.parse("2026-03-03T20:00:00Z"));
        assertThat(only(shop.run()).result()).as("what is proposed stays").isEqualTo(GroupResult.UNCHANGED);
        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.WAITING);
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void aScheduleHoldsForCommitsToTheBaseToo() {
        shop = Workshop.shop(temp, OFFICE, "    delivery: commit\n");

        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.WAITING);
        assertThat(shop.tag("main", "apps/api.yaml")).isEqualTo("1.0.0");
    }

    @Test
    void whoWantsItNowGetsItNow() {
        shop = Workshop.shop(temp, OFFICE, "    pause: {why: moving house}\n");
        shop.registry.push(API, "1.1.0", minute(5));

        assertThat(only(shop.run(UpdateRequest.configured().atAnyTime())).result())
                .isEqualTo(GroupResult.OPENED);
    }

    @Test
    void aDryRunTellsThatItWouldWait() {
        shop = Workshop.shop(temp, OFFICE);
        shop.registry.push(API, "1.1.0", minute(5));

        GroupReport planned = only(shop.run(UpdateRequest.configured().asDryRun()));

        assertThat(planned.result()).isEqualTo(GroupResult.PLANNED);
        assertThat(planned.notes()).anyMatch(note -> note.startsWith("waits for its schedule"));
    }

    @Test
    void aPauseEndsByItselfAndSaysWhy() {
        shop = Workshop.shop(temp, "    pause: {why: stock-taking, until: 2026-03-05}\n");

        UpdateReport waiting = shop.pushAndRun(API, "1.1.0");

        assertThat(only(waiting).result()).isEqualTo(GroupResult.WAITING);
        assertThat(only(waiting).notes()).containsExactly("paused until 2026-03-05T00:00:00Z: stock-taking");
        assertNothingIsProposed();

        shop.setTime(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void nothingToDoIsNoWaiting() {
        shop = Workshop.shop(temp, OFFICE, "    pause: {why: stock-taking}\n");

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(only(shop.run()).notes()).isEmpty();
    }

    private static final String TWO = """
            updates:
              - {name: api, image: %s, select: semver:^1, paths: [apps/api.yaml]}
              - {name: web, image: %s, select: semver:^1, paths: [apps/web.yaml]}
            """.formatted(API, WEB);

    private void two(String limits) {
        shop = new Workshop(temp);
        shop.setTime(minute(0));
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml", config(limits + TWO),
                        "apps/api.yaml", deployment("api", API + ":1.0.0"),
                        "apps/web.yaml", deployment("web", WEB + ":1.0.0")),
                "start");
        shop.registry.push(API, "1.0.0", minute(-60)).push(WEB, "1.0.0", minute(-60));
        shop.registry.push(API, "1.1.0", minute(-5)).push(WEB, "1.1.0", minute(-5));
    }

    @Test
    void atMostSoManyAreOpenAtOnce() {
        two("limits: {open: 1}\n");

        UpdateReport first = shop.run();

        assertThat(first.groups()).extracting("result").containsExactly(GroupResult.OPENED, GroupResult.WAITING);
        assertThat(first.groups().get(1).notes())
                .containsExactly("waits: 1 pull request is open, and 'limits.open' is 1");
        assertThat(shop.run().groups())
                .extracting("result")
                .containsExactly(GroupResult.UNCHANGED, GroupResult.WAITING);

        shop.registry.push(API, "1.2.0", minute(-4));
        assertThat(shop.run().groups())
                .as("one that is open is brought up to date")
                .extracting("result")
                .containsExactly(GroupResult.UPDATED, GroupResult.WAITING);

        shop.forge.close(shop.onlyPull().id());
        assertThat(shop.run().groups().get(1).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void atMostSoManyAreOpenedByARun() {
        two("limits: {perRun: 1}\n");

        assertThat(shop.run().groups()).extracting("result").containsExactly(GroupResult.OPENED, GroupResult.WAITING);
        assertThat(shop.run().groups()).extracting("result").containsExactly(GroupResult.UNCHANGED, GroupResult.OPENED);
    }

    @Test
    void atMostSoManyAreOpenedWithinAnHour() {
        two("limits: {perHour: 1}\n");

        assertThat(shop.run().groups()).extracting("result").containsExactly(GroupResult.OPENED, GroupResult.WAITING);
        shop.forge.close(shop.onlyPull().id());
        shop.later(Duration.ofMinutes(59));
        assertThat(shop.run().groups().get(1).result())
                .as("closed ones count, too")
                .isEqualTo(GroupResult.WAITING);
        shop.later(Duration.ofMinutes(2));
        assertThat(shop.run().groups().get(1).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void pullRequestsOfOthersAreNotCounted() {
        two("limits: {open: 1}\n");
        shop.commit("feature", Map.of("README.md", "mine"), "mine");
        shop.forge.open(PullRequestDraft.of("feature", "main", "Mine", ""));

        assertThat(shop.run().groups()).extracting("result").containsExactly(GroupResult.OPENED, GroupResult.WAITING);
        assertThat(shop.pulls()).extracting("state").containsOnly(State.OPEN);
    }

    @Test
    void aConfigurationWithoutAnyOfThemWaitsForNothing() {
        shop = Workshop.shop(temp, "");
        shop.commit("main", Map.of("fairlead.yaml", shopConfig()), "plain");

        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
    }
}
