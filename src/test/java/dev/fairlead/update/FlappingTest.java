package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several writers of one branch, or of one file, come to rest: after a round in which nothing is new nobody writes. */
class FlappingTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void comesToRest() {
        shop.run();
        shop.run();
        Map<String, String> before = shop.refs();
        for (int round = 0; round < 3; round++) {
            UpdateReport report = shop.run();
            assertThat(report.groups()).extracting(GroupReport::result).containsOnly(GroupResult.UNCHANGED);
        }
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void flux2_4941_IAC_204_twoInstancesOfTheBotDoNotWriteInTurns() {
        shop.registry.push(API, "1.1.0", minute(5));
        try (ConfigRepo mirror = shop.anotherMirror()) {
            shop.run();
            Map<String, String> before = shop.refs();
            for (int round = 0; round < 3; round++) {
                Updates.run(UpdateRequest.configured(), shop.environment(mirror));
                shop.run();
            }
            assertThat(shop.refs()).isEqualTo(before);
        }
    }

    @Test
    void flux2_4941_aReplicaThatLagsBehindDoesNotTakeTheVersionBack() {
        shop.registry.push(API, "1.1.0", minute(5)).push(API, "1.2.0", minute(6));
        shop.run();
        Map<String, String> before = shop.refs();
        for (int round = 0; round < 3; round++) {
            shop.registry.hide(API, "1.2.0");
            assertThat(shop.run().status()).isEqualTo(UpdateReport.Status.FAILED);
            shop.registry.show(API, "1.2.0");
            assertThat(shop.run().status()).isEqualTo(UpdateReport.Status.DONE);
        }
        assertThat(shop.refs()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pullRequest", "commit"})
    void IAC_204_twoPoliciesForOneFileDoNotWriteInTurns(String delivery) {
        shop.commit("main", Map.of("fairlead.yaml", config("""
                defaults: {delivery: %2$s}
                updates:
                  - {name: wide, image: %1$s, select: 'semver:^1', paths: [apps]}
                  - {name: narrow, image: %1$s, select: 'semver:~1.1', paths: [apps]}
                """.formatted(API, delivery))), "two policies");
        shop.registry.push(API, "1.1.5", minute(5)).push(API, "1.4.0", minute(6));

        comesToRest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pullRequest", "commit"})
    void IAC_204_twoDigestStylesForOneFileDoNotWriteInTurns(String delivery) {
        shop.commit("main", Map.of("fairlead.yaml", config("""
                defaults: {delivery: %2$s}
                updates:
                  - {name: pins, image: %1$s, select: 'semver:^1', digest: pin, paths: [apps]}
                  - {name: drops, image: %1$s, select: 'semver:^1', digest: drop, paths: [apps]}
                """.formatted(API, delivery))), "two styles");
        shop.registry.push(API, "1.1.0", minute(5));

        comesToRest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pullRequest", "commit"})
    void groupsThatShareABaseBranchDoNotRebuildEachOther(String delivery) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config("""
                defaults: {delivery: %3$s}
                updates:
                  - {name: api, image: %1$s, select: 'semver:^1', paths: [apps]}
                  - {name: web, image: %2$s, select: 'semver:^1', paths: [apps]}
                """.formatted(API, WEB, delivery)),
                        "apps/web.yaml",
                        deployment("web", WEB + ":1.0.0")),
                "two groups");
        shop.registry
                .push(API, "1.1.0", minute(5))
                .push(WEB, "1.0.0", minute(0))
                .push(WEB, "1.2.0", minute(6));

        comesToRest();
    }

    @Test
    void tagsThatThePolicyRanksLevelDoNotTakeTurns() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config("""
                updates:
                  - name: shop
                    image: %s
                    select: numeric
                    extract: '^main-[0-9a-f]+-(?P<ts>[0-9]+)$'
                    paths: [apps]
                    delivery: commit
                """.formatted(API)),
                        "apps/api.yaml",
                        deployment("api", API + ":main-aaaaaaa-99")),
                "by time");
        shop.registry
                .push(API, "main-aaaaaaa-99", minute(1))
                .push(API, "main-bbbbbbb-100", minute(2))
                .push(API, "main-ccccccc-100", minute(2));
        shop.run();
        assertThat(shop.tag("main", "apps/api.yaml")).isEqualTo("main-ccccccc-100");

        comesToRest();
    }
}
