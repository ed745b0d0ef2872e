package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a digest is written beside the tag, and what becomes of it when the tag moves. */
class DigestStylesTest {
    private static final String FILE = "apps/api.yaml";

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

    /** {@code @0}, {@code @1} and so on stand for digests of contents. */
    private static String written(String reference) {
        int at = reference.indexOf('@');
        return at < 0
                ? reference
                : reference.substring(0, at) + "@" + FakeRegistry.digest(API + reference.substring(at + 1));
    }

    private void push(String tag, String content, int minute) {
        shop.registry.push(API, tag, minute(minute), content, Map.of());
    }

    private void starts(String style, String policy, String held) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        shopConfig("    digest: " + style + "\n").replace("semver:^1", policy),
                        FILE,
                        deployment("api", API + ":" + written(held))),
                "start with " + held);
    }

    @ParameterizedTest
    @CsvSource({
        // style, held, after a newer tag
        "keep, 1.0.0, 1.1.0",
        "keep, 1.0.0@a, 1.1.0@b",
        "pin, 1.0.0, 1.1.0@b",
        "pin, 1.0.0@a, 1.1.0@b",
        "pinOnce, 1.0.0, 1.1.0@b",
        "pinOnce, 1.0.0@a, 1.1.0@b",
        "drop, 1.0.0, 1.1.0",
    })
    void A_490_renovate_26719_aNewTag(String style, String held, String after) {
        push("1.0.0", "a", 0);
        push("1.1.0", "b", 1);
        starts(style, "semver:^1", held);

        shop.run();

        assertThat(shop.file("fairlead/shop", FILE)).isEqualTo(deployment("api", API + ":" + written(after)));
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        // style, policy, held, after the tag points elsewhere
        "keep, semver:^1, 1.0.0, 1.0.0",
        "keep, semver:^1, 1.0.0@a, 1.0.0@b",
        "pin, semver:^1, 1.0.0, 1.0.0@b",
        "pin, semver:^1, 1.0.0@a, 1.0.0@b",
        "pinOnce, semver:^1, 1.0.0, 1.0.0@b",
        "pinOnce, semver:^1, 1.0.0@a, 1.0.0@a",
        "drop, semver:^1, 1.0.0, 1.0.0",
        "keep, digest:1.0.0, 1.0.0@a, 1.0.0@b",
        "pin, digest:1.0.0, 1.0.0@a, 1.0.0@b",
    })
    void A_1672_renovate_8089_aTagThatMoved(String style, String policy, String held, String after) {
        push("1.0.0", "a", 0);
        starts(style, policy, held);
        push("1.0.0", "b", 1);

        shop.run();

        String wanted = deployment("api", API + ":" + written(after));
        assertThat(shop.pulls()).hasSize(held.equals(after) ? 0 : 1);
        assertThat(shop.file(held.equals(after) ? "main" : "fairlead/shop", FILE))
                .isEqualTo(wanted);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aDigestInPlaceIsNotTakenOutAndThatIsTold() {
        push("1.0.0", "a", 0);
        push("1.1.0", "b", 1);
        starts("drop", "semver:^1", "1.0.0@a");

        var report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.REFUSED);
        assertThat(only(report).unchanged())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo(FILE + ":10:18"));
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aTagThatMovesTwiceIsFollowedInTheSamePullRequest() {
        push("nightly", "a", 0);
        starts("keep", "digest:nightly", "nightly@a");
        push("nightly", "b", 1);
        shop.run();
        assertThat(shop.onlyPull().title())
                .isEqualTo("Update shop/api to nightly@"
                        + FakeRegistry.digest(API + "b").hex().substring(0, 12));
        push("nightly", "c", 2);

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.onlyPull().body()).contains("nightly@");
        assertThat(shop.file("fairlead/shop", FILE)).contains(written("nightly@c"));
    }

    @Test
    void aClosedPullRequestForADigestHoldsThatDigestAndNotTheTag() {
        push("nightly", "a", 0);
        starts("keep", "digest:nightly", "nightly@a");
        push("nightly", "b", 1);
        shop.run();
        shop.forge.close(shop.onlyPull().id());
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        push("nightly", "c", 30);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.file("fairlead/shop", FILE)).contains(written("nightly@c"));
    }

    @Test
    void A_1249_peopleWhoGoBackToAnOlderDigestAreNotFought() {
        push("nightly", "a", 0);
        starts("keep", "digest:nightly", "nightly@a");
        push("nightly", "b", 1);
        shop.run();
        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        shop.run();
        shop.later(Duration.ofHours(1));
        shop.commit("main", Map.of(FILE, deployment("api", API + ":" + written("nightly@a"))), "back");

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        push("nightly", "c", 200);
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
    }
}
