package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery without review: the commit goes straight to the base branch. */
class CommitDeliveryTest {
    private static final String FILE = "apps/api.yaml";
    private static final String SETTINGS = """
                delivery: commit
                commit:
                  message: "shop: {images}\\n\\n{changes}"
                  author: {name: Shop Bot, email: shop@contoso.example}
                  trailers: {Team: shop}
            """;

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp, SETTINGS);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theCommitIsOnTheBaseBranchWithWhatTheConfigurationSays() {
        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(only(report).result()).isEqualTo(GroupResult.COMMITTED);
        RevCommit commit = shop.log("main").get(0);
        assertThat(only(report).commit()).contains(commit.name());
        assertThat(commit.getFullMessage())
                .startsWith("shop: shop/api to 1.1.0\n\napps/api.yaml:10:18: " + API + ":1.0.0 -> " + API + ":1.1.0\n")
                .contains("\nTeam: shop\n");
        assertThat(commit.getAuthorIdent().getName()).isEqualTo("Shop Bot");
        assertThat(commit.getAuthorIdent().getEmailAddress()).isEqualTo("shop@contoso.example");
        assertThat(shop.file("main", FILE)).isEqualTo(deployment("api", API + ":1.1.0"));
        assertThat(shop.pulls()).isEmpty();
        assertThat(shop.head("fairlead/shop")).isEmpty();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void groupsOfOneRunCommitOneAfterTheOther() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config("""
                defaults: {delivery: commit, select: 'semver:^1'}
                updates:
                  - {name: api, image: %s, paths: [apps]}
                  - {name: web, image: %s, paths: [apps]}
                """.formatted(API, WEB)),
                        "apps/web.yaml",
                        deployment("web", WEB + ":1.0.0")),
                "two groups");
        shop.registry
                .push(API, "1.1.0", minute(1))
                .push(WEB, "1.0.0", minute(0))
                .push(WEB, "1.2.0", minute(2));

        UpdateReport report = shop.run();

        assertThat(report.groups()).extracting(GroupReport::result).containsOnly(GroupResult.COMMITTED);
        assertThat(shop.log("main"))
                .extracting(RevCommit::getShortMessage)
                .startsWith("Update shop/web to 1.2.0", "Update shop/api to 1.1.0", "two groups");
    }

    @Test
    void A_175_kargo_3071_aLostRaceIsPlannedAgainOnTheNewBase() {
        shop.registry.push(API, "1.1.0", minute(5));
        AtomicInteger races = new AtomicInteger();
        UpdateListener othersPushFirst = new UpdateListener() {
            @Override
            public void reached(Step step, String group) {
                if (step == Step.COMMITTED && races.getAndIncrement() < 3) {
                    shop.commit("main", Map.of("note-" + races.get() + ".txt", "mine\n"), "race " + races.get());
                }
            }
        };

        UpdateReport report =
                Updates.run(UpdateRequest.configured(), shop.environment().tellingTo(othersPushFirst));

        assertThat(only(report).result()).isEqualTo(GroupResult.COMMITTED);
        assertThat(races).hasValue(4);
        assertThat(shop.log("main"))
                .extracting(RevCommit::getShortMessage)
                .containsExactly("shop: shop/api to 1.1.0", "race 3", "race 2", "race 1", "start");
        assertThat(shop.file("main", "note-3.txt")).isEqualTo("mine\n");
    }

    @Test
    void aRaceAgainstTheSameChangeAppliesItOnce() {
        shop.registry.push(API, "1.1.0", minute(5));
        UpdateListener aPersonIsFaster = new UpdateListener() {
            @Override
            public void reached(Step step, String group) {
                if (step == Step.COMMITTED) {
                    shop.commit("main", Map.of(FILE, deployment("api", API + ":1.1.0")), "by hand");
                }
            }
        };

        UpdateReport report =
                Updates.run(UpdateRequest.configured(), shop.environment().tellingTo(aPersonIsFaster));

        assertThat(only(report).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.log("main").get(0).getShortMessage()).isEqualTo("by hand");
    }

    @Test
    void aRemoteThatRefusesIsToldWithItsReason() throws IOException {
        shop.remote.hook("pre-receive", "#!/bin/sh\necho 'main is protected' >&2\nexit 1\n");
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(report.status()).isEqualTo(UpdateReport.Status.FAILED);
        assertThat(only(report).result()).isEqualTo(GroupResult.FAILED);
        assertThat(only(report).problem().orElseThrow().cause()).contains("the remote refused the push");
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aCommitThatOnlyAForgeCanMakeIsRefusedWhereTheForgeMakesNone() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    commit: {throughForge: true}\n")), "verified");

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(only(report).problem().orElseThrow().cause()).contains("this forge makes no commits");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aCommitThatHasToBeSignedIsNotMadeWithoutAKey() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    commit: {signed: true}\n")), "signed");
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(only(report).problem().orElseThrow().cause()).contains("this run has no signing key");
        assertThat(shop.refs()).isEqualTo(before);
    }
}
