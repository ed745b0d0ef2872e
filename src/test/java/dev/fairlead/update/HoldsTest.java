package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.Reopening;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed pull request holds its version until a newer one comes or somebody frees it. */
class HoldsTest {
    private static final Duration HOUR = Duration.ofHours(1);

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

    /** Proposes a version of the API, which people refuse. */
    private PullRequest refused(String tag) {
        shop.pushAndRun(API, tag);
        shop.later(HOUR);
        return shop.forge.close(shop.openPull().orElseThrow().id());
    }

    @Test
    void aClosedPullRequestHoldsItsVersionAndTheReportSaysWhich() {
        PullRequest refused = refused("1.1.0");

        UpdateReport report = shop.run();

        ItemReport item = onlyItem(report);
        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why()).isEqualTo("the pull request that proposed 1.1.0 was closed: " + refused.url());
        assertThat(item.remedy())
                .contains("fairlead update --release " + API + ":1.1.0")
                .as("a pipeline has no such command, and a parameter instead")
                .contains("in a pipeline releases: ['" + API + ":1.1.0']");
        assertThat(report.status()).as("a hold is no failure").isEqualTo(UpdateReport.Status.DONE);
        assertThat(shop.head("fairlead/shop")).isEmpty();
        assertThat(shop.onlyPull().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    void runsThatFollowWriteNothing() {
        refused("1.1.0");
        shop.run();
        Map<String, String> before = shop.refs();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aNewerVersionEndsTheHold() {
        refused("1.1.0");

        UpdateReport report = shop.pushAndRun(API, "1.2.0");

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.2.0");
    }

    @Test
    void aVersionThatABuildTellsIsHeldToo() {
        refused("1.1.0");

        UpdateReport report = shop.run(UpdateRequest.configured()
                .telling(java.util.List.of(dev.fairlead.image.ImageReference.parse(API + ":1.1.0"))));

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void aReleaseOfAnotherVersionFreesNothing() {
        refused("1.1.0");

        assertThat(onlyItem(shop.release(API + ":1.0.9")).result()).isEqualTo(ItemResult.HELD);
        assertThat(onlyItem(shop.release(WEB + ":1.1.0")).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void aReleaseFreesTheNamedVersionAndLaterRunsKnowOfIt() {
        refused("1.1.0");

        UpdateReport report = shop.release(API + ":1.1.0");

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.openPull().orElseThrow().body()).contains("released from its hold");
        shop.later(HOUR);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        shop.commit("main", Map.of("README.md", "hello\n"), "unrelated");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void aReleaseWithoutATagFreesWhicheverVersionIsChosen() {
        refused("1.1.0");

        assertThat(only(shop.release(API)).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void closingAReleasedVersionHoldsItAgain() {
        refused("1.1.0");
        shop.release(API + ":1.1.0");
        shop.later(HOUR);
        shop.forge.close(shop.openPull().orElseThrow().id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.openPull()).isEmpty();

        shop.later(HOUR);
        assertThat(only(shop.release(API + ":1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        shop.later(HOUR);
        assertThat(only(shop.run()).result())
                .as("and a second release lasts as the first did")
                .isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aPullRequestThatIsOpenedAgainIsNoRefusalAnyMore() {
        PullRequest refused = refused("1.1.0");
        shop.forge.capability(Reopening.class).orElseThrow().reopen(refused.id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.PENDING);
        assertThat(shop.openPull()).isPresent();
    }

    @Test
    void aPullRequestThatAPersonOpensFromOurBranchOverrulesTheRefusal() {
        refused("1.1.0");
        shop.forge.open(PullRequestDraft.of("fairlead/shop", "main", "Once more", "Please."));

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.PENDING);
        assertThat(shop.openPull()).isPresent();
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void aMergeOfTheReleasedVersionEndsTheMatter() {
        refused("1.1.0");
        shop.release(API + ":1.1.0");
        shop.later(HOUR);
        shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.CURRENT);
        shop.commit("main", Map.of("apps/second.yaml", deployment("second", API + ":1.0.0")), "a second place");
        assertThat(onlyItem(shop.run()).result())
                .as("the refusal is older than the merge that overruled it")
                .isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void ofAGroupOnlyTheHeldImageStaysOut() {
        shop.registry.push(WEB, "1.0.0", Workshop.minute(-60));
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        shopConfig().replace("image: " + API, "images: [" + API + ", " + WEB + "]"),
                        "apps/web.yaml",
                        deployment("web", WEB + ":1.0.0")),
                "two images");
        refused("1.1.0");

        UpdateReport report = shop.pushAndRun(WEB, "1.3.0");

        assertThat(only(report).items())
                .extracting(ItemReport::result)
                .containsExactly(ItemResult.HELD, ItemResult.UPDATE);
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.0.0");
        assertThat(shop.tag("fairlead/shop", "apps/web.yaml")).isEqualTo("1.3.0");
        assertThat(shop.openPull().orElseThrow().body())
                .as("reviewers see what is missing and why")
                .contains("the pull request that proposed 1.1.0 was closed");
    }
}
