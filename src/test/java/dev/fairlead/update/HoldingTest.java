package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.holding.HoldRequest;
import dev.fairlead.update.holding.Holding;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead hold}: a pull request to {@code fairlead.yaml}, one a version, whoever asks how often. */
class HoldingTest {
    private static final String WHY = "loses carts, issue 812";
    private static final HoldRequest HOLD = hold("1.1.0");
    private static final String ITEM = "holds:\n  - image: " + API + "\n    tag: 1.1.0\n    why: " + WHY + "\n";

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

    private static HoldRequest hold(String tag) {
        return HoldRequest.of(ImageName.parse(API), Optional.of(Tag.of(tag)), WHY)
                .by("Grace");
    }

    private static HoldRequest end(String tag) {
        return HoldRequest.end(ImageName.parse(API), Optional.of(Tag.of(tag)));
    }

    private UpdateReport run(HoldRequest request) {
        return Holding.run(request, shop.environment());
    }

    private PullRequest merged(HoldRequest request) {
        run(request);
        shop.later(Duration.ofMinutes(5));
        return shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);
    }

    @Test
    void itIsAPullRequestThatSaysWhatAndWhyAndWhoAsked() {
        GroupReport report = only(run(HOLD));

        assertThat(report.result()).isEqualTo(GroupResult.OPENED);
        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("Hold shop/api 1.1.0");
        assertThat(pull.body())
                .contains("Keeps `" + API + ":1.1.0` out")
                .contains(WHY)
                .contains("Grace")
                .contains("fairlead hold --end " + API + " 1.1.0");
        assertThat(shop.file(pull.head(), "fairlead.yaml")).isEqualTo(shopConfig(ITEM));
        assertThat(shop.log(pull.head()).get(0).getFullMessage()).contains(WHY, "Asked for by Grace");
    }

    @Test
    void askingAgainWritesNothingAndOpensNoSecondOne() {
        run(HOLD);
        Map<String, String> before = shop.refs();

        assertThat(only(run(HOLD)).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void anotherReasonBringsTheSamePullRequestUpToDate() {
        run(HOLD);

        UpdateReport report = run(HoldRequest.of(HOLD.image(), HOLD.tag(), "is slow"));

        assertThat(only(report).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.onlyPull().body()).contains("is slow").doesNotContain(WHY);
    }

    @Test
    void twoVersionsAreTwoPullRequests() {
        run(HOLD);
        run(hold("1.2.0"));

        assertThat(shop.pulls()).hasSize(2);
    }

    @Test
    void aBaseThatMovedIsFollowed() {
        run(HOLD);
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    digest: pin\n")), "pin");

        assertThat(only(run(HOLD)).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.file(shop.onlyPull().head(), "fairlead.yaml")).isEqualTo(shopConfig("    digest: pin\n", ITEM));
    }

    @Test
    void whatIsProposedIsTakenBackByTheNextUpdateAndTheReasonIsShown() {
        shop.pushAndRun(API, "1.1.0");
        shop.later(Duration.ofMinutes(5));
        run(HOLD);
        PullRequest hold = shop.pulls().get(0);
        shop.merge(hold, MergeMethod.SQUASH);

        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.WITHDRAWN);
        ItemReport item = onlyItem(report);
        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why()).isEqualTo("held by the configuration: " + WHY);
        assertThat(item.remedy()).startsWith("end it: fairlead hold --end " + API + " 1.1.0");
    }

    @Test
    void theReasonIsShownInThePullRequestOfWhatIsNotHeld() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        shopConfig(ITEM)
                                .replace(
                                        "image: " + API + "\n    select",
                                        "images: [" + API + ", " + Workshop.WEB + "]\n    select"),
                        "apps/web.yaml",
                        Workshop.deployment("web", Workshop.WEB + ":1.0.0")),
                "two images");
        shop.registry.push(Workshop.WEB, "1.0.0", Workshop.minute(1)).push(Workshop.WEB, "1.1.0", Workshop.minute(2));
        shop.pushAndRun(API, "1.1.0");

        assertThat(shop.onlyPull().body()).contains("Not in this pull request").contains(WHY);
    }

    @Test
    void theEndOfAHoldIsAPullRequestToo() {
        merged(HOLD);
        assertThat(onlyItem(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(ItemResult.HELD);

        PullRequest end = merged(end("1.1.0"));

        assertThat(end.title()).isEqualTo("End the hold of shop/api 1.1.0");
        assertThat(shop.file("main", "fairlead.yaml")).isEqualTo(shopConfig());
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void whoEndsAHoldThatIsOnlyProposedTakesTheProposalBack() {
        run(HOLD);

        assertThat(only(run(end("1.1.0"))).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.openPull()).isEmpty();
        assertThat(only(run(end("1.1.0"))).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void withoutATagEveryHoldOfTheImageEnds() {
        shop.commit(
                "main",
                Map.of("fairlead.yaml", shopConfig(ITEM, "  - image: " + API + "\n    why: all of it\n")),
                "held");

        merged(HoldRequest.end(ImageName.parse(API), Optional.empty()));

        assertThat(shop.file("main", "fairlead.yaml")).isEqualTo(shopConfig());
    }

    @Test
    void aHoldThatStandsThereAlreadyIsNothingToDo() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig(ITEM)), "held");

        GroupReport report = only(run(HOLD));

        assertThat(report.result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(report.notes()).containsExactly("fairlead.yaml holds it already");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void labelsAndReviewersAreThoseOfTheDefaultsAndUpdatesAreNotMergedForIt() {
        shop.commit("main", Map.of("fairlead.yaml", Workshop.config("""
                        defaults:
                          pullRequest: {labels: [images], reviewers: [alice], autoMerge: squash, title: 'New {images}'}
                        updates: []
                        """)), "defaults");

        run(HOLD.delivered(new AmendmentDelivery(
                Optional.empty(), Optional.empty(), List.of("urgent"), List.of("bob"), Optional.empty())));

        PullRequest pull = shop.onlyPull();
        assertThat(pull.state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(pull.labels()).containsExactlyInAnyOrder("images", "urgent");
        assertThat(pull.reviewers()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(pull.title()).isEqualTo("Hold shop/api 1.1.0");
    }

    @Test
    void anUpdateOfEverythingLeavesItOpenThoughNoEntryAsksForIt() {
        run(HOLD);

        shop.run();

        assertThat(shop.openPull()).isPresent();
    }

    @Test
    void itStandsWhereRunsReadItThoughUpdatesGoToAnotherBranch() {
        shop.commit("release", Map.of("apps/api.yaml", Workshop.deployment("api", API + ":1.0.0")), "release");
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("defaults: {baseBranch: release}\n")), "release");

        merged(HOLD);

        assertThat(shop.file("main", "fairlead.yaml")).contains("holds:");
        assertThat(onlyItem(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void withoutReviewsItGoesStraightToTheBranch() {
        UpdateReport report = run(HOLD.delivered(new AmendmentDelivery(
                Optional.of(Mode.COMMIT), Optional.empty(), List.of(), List.of(), Optional.empty())));

        assertThat(only(report).result()).isEqualTo(GroupResult.COMMITTED);
        assertThat(shop.file("main", "fairlead.yaml")).isEqualTo(shopConfig(ITEM));
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void whatPeopleCommittedToItsBranchStays() {
        run(HOLD);
        String branch = shop.onlyPull().head();
        shop.commit(branch, Map.of("notes.md", "why\n"), "explain");

        UpdateReport report = run(HoldRequest.of(HOLD.image(), HOLD.tag(), "is slow"));

        assertThat(only(report).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.file(branch, "notes.md")).isEqualTo("why\n");
        assertThat(shop.file(branch, "fairlead.yaml")).contains("why: is slow").doesNotContain(WHY);
    }

    @Test
    void aDryRunShowsTheDiffAndWritesNothing() {
        Map<String, String> before = shop.refs();

        GroupReport report =
                only(run(HOLD.until(Instant.parse("2026-12-24T18:00:00Z")).asDryRun()));

        assertThat(report.result()).isEqualTo(GroupResult.PLANNED);
        assertThat(report.diff()).contains("+    until: \"2026-12-24T18:00:00Z\"");
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aDateThatHasPassedIsRefused() {
        assertThatThrownBy(() -> run(HOLD.until(Workshop.minute(-1))))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("passed");
    }

    @Test
    void withoutAConfigurationItSaysWhereAHoldWouldStand() {
        Person person = shop.person()
                .on("main")
                .git("rm", "--quiet", "fairlead.yaml")
                .commit("none")
                .push();
        assertThat(person).isNotNull();

        UpdateReport report = run(HOLD);

        assertThat(report.status()).isEqualTo(UpdateReport.Status.FAILED);
        assertThat(only(report).problem().orElseThrow().remedy()).contains("updates: []");
    }
}
