package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An overlay that takes an image from a base which other overlays share: the base is never edited as a side effect. */
class OverlayUpdateTest {
    private static final String BRANCH = "fairlead/dev";
    private static final String BASE = "shop/base/api.yaml";
    private static final String DEV = "shop/overlays/dev/kustomization.yaml";
    private static final String OVERLAY = """
            # This one is tried out first.
            resources:
              - ../../base
            """;

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.setTime(minute(0));
        shop.commit(
                "main",
                Map.of(
                        BASE,
                        deployment("api", API + ":1.0.0"),
                        "shop/base/kustomization.yaml",
                        "resources: [api.yaml]\n",
                        DEV,
                        OVERLAY,
                        "shop/overlays/prod/kustomization.yaml",
                        OVERLAY),
                "start");
        shop.registry.push(API, "1.0.0", minute(-60));
        shop.setTime(minute(10));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void configure(boolean add) {
        shop.commit("main", Map.of("fairlead.yaml", config("""
                updates:
                  - {name: dev, image: %s, select: 'semver:^1', paths: [shop/overlays/dev], addToOverlays: %s}
                """.formatted(API, add))), "configuration");
    }

    private void onlyTheOverlayChanged() {
        assertThat(shop.file(BRANCH, BASE)).isEqualTo(shop.file("main", BASE));
        assertThat(shop.file(BRANCH, "shop/overlays/prod/kustomization.yaml")).isEqualTo(OVERLAY);
    }

    @Test
    void theOverlayGetsAnEntryWhereTheConfigurationAsksForIt() {
        configure(true);

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.file(BRANCH, DEV))
                .startsWith(OVERLAY)
                .contains("images:\n")
                .contains("name: " + API + "\n")
                .contains("newTag: 1.1.0\n");
        onlyTheOverlayChanged();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void theEntryMovesOnWithLaterVersions() {
        configure(true);
        shop.pushAndRun(API, "1.1.0");
        shop.pushAndRun(API, "1.2.0");
        assertThat(shop.file(BRANCH, DEV)).contains("newTag: 1.2.0\n").doesNotContain("1.1.0");

        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        shop.run();
        shop.pushAndRun(API, "1.3.0");

        assertThat(shop.file(BRANCH, DEV)).isEqualTo(shop.file("main", DEV).replace("1.2.0", "1.3.0"));
        onlyTheOverlayChanged();
    }

    @Test
    void otherwiseItIsExplained() {
        configure(false);
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.NO_FIELD);
        assertThat(only(report).unchanged()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).startsWith(DEV);
            assertThat(problem.toString() + problem.remedy()).contains(BASE).contains("addToOverlays");
        });
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void A_1249_aRollbackOfTheEntryIsNotFought() {
        configure(true);
        shop.pushAndRun(API, "1.1.0");
        shop.later(Duration.ofHours(1));
        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        shop.run();
        shop.later(Duration.ofHours(1));
        shop.person().on("main").git("revert", "--no-edit", "HEAD").push();
        shop.later(Duration.ofHours(1));
        assertThat(shop.file("main", DEV)).isEqualTo(OVERLAY);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.openPull()).isEmpty();
        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void anOverlayNeverGoesBelowItsBase() {
        configure(true);
        shop.registry.push(API, "2.0.0", minute(5));
        shop.commit("main", Map.of(BASE, deployment("api", API + ":2.0.0")), "ahead");

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.REFUSED);
        assertThat(onlyItem(report).why()).contains("going to 1.1.0 would be a downgrade");
        assertThat(shop.pulls()).isEmpty();
    }
}
