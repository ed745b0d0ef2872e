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
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import dev.fairlead.update.rollback.Rollback;
import dev.fairlead.update.rollback.RollbackRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead rollback}: what the base branch held before is written again, and what is left is held. */
class GoingBackTest {
    private static final String WHY = "loses carts";
    private static final String FILE = "apps/api.yaml";
    private static final String HELD =
            "holds:\n  - image: " + API + "\n    tag: 1.1.0\n    why: \"rolled back: " + WHY + "\"\n";
    private static final String PLACES = """
            environments:
              - name: dev
                paths: [dev]
              - name: prod
                paths: [prod]
            """;

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
        for (String tag : List.of("0.9.0", "1.1.0", "1.2.0")) {
            shop.registry.push(API, tag, Workshop.minute(-50)).push(WEB, tag, Workshop.minute(-50));
        }
        shop.registry.push(WEB, "1.0.0", Workshop.minute(-60));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static RollbackRequest leaving(String tag) {
        return RollbackRequest.of(ImageName.parse(API), Tag.of(tag), WHY).by("Grace");
    }

    private static RollbackRequest in(String... paths) {
        return RollbackRequest.of(Optional.empty(), Scope.of(List.of(paths)), WHY);
    }

    private static RollbackRequest environment(String name) {
        return RollbackRequest.of(Optional.of(name), Scope.EVERYWHERE, WHY);
    }

    private UpdateReport run(RollbackRequest request) {
        return Rollback.run(request, shop.environment());
    }

    private void commit(Map<String, String> files) {
        shop.commit("main", files, "change");
        shop.later(Duration.ofMinutes(10));
    }

    private void commit(String file, String image) {
        commit(Map.of(file, deployment("x", image)));
    }

    private PullRequest merge() {
        PullRequest merged = shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);
        shop.later(Duration.ofMinutes(10));
        return merged;
    }

    @Test
    void aVersionIsLeftAndHeldInOneCommitThatSaysWhy() {
        commit(FILE, API + ":1.1.0");
        commit("apps/other.yaml", API + ":0.9.0");

        GroupReport report = only(run(leaving("1.1.0")));

        assertThat(report.result()).isEqualTo(GroupResult.OPENED);
        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("Roll back shop/api to 1.0.0");
        assertThat(pull.body())
                .contains("> " + WHY)
                .contains("Asked for by Grace.")
                .contains("| `" + FILE + "` | `" + API + ":1.1.0` | `" + API + ":1.0.0` |")
                .contains("Held from now on: `" + API + ":1.1.0`");
        assertThat(shop.tag(pull.head(), FILE)).isEqualTo("1.0.0");
        assertThat(shop.tag(pull.head(), "apps/other.yaml")).isEqualTo("0.9.0");
        assertThat(shop.file(pull.head(), "fairlead.yaml")).isEqualTo(shopConfig(HELD));
        assertThat(shop.log(pull.head()).get(0).getParent(0).getName()).isEqualTo(shop.head("main"));
        assertThat(shop.log(pull.head()).get(0).getFullMessage())
                .startsWith("Roll back shop/api to 1.0.0\n\n" + WHY + "\nAsked for by Grace.");
    }

    @Test
    void A_1249_flux2_4676_theNextUpdateDoesNotUndoIt() {
        commit(FILE, API + ":1.1.0");
        shop.registry.remove(API, "1.2.0");
        run(leaving("1.1.0"));
        merge();

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.HELD);
        assertThat(onlyItem(report).why()).isEqualTo("held by the configuration: rolled back: " + WHY);
        assertThat(onlyItem(shop.pushAndRun(API, "1.3.0")).result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void withoutAConfigurationTheRollbackItselfHoldsEvenWhatPeopleHadBrought() {
        shop.person()
                .on("main")
                .git("rm", "--quiet", "fairlead.yaml")
                .commit("none")
                .push();
        shop.registry.push(API, "main-7", Workshop.minute(5));
        commit(FILE, API + ":main-7");

        GroupReport report = only(run(leaving("main-7")));

        assertThat(report.notes()).anyMatch(note -> note.contains("later runs see that people went back"));
        merge();
        assertThat(shop.tag("main", FILE)).isEqualTo("1.0.0");
        assertThat(onlyItem(shop.tell(API + ":main-7", "apps")).result())
                .as(shop.log("main").get(0).getFullMessage())
                .isEqualTo(ItemResult.HELD);
    }

    @Test
    void askingAgainWritesNothing() {
        commit(FILE, API + ":1.1.0");
        run(leaving("1.1.0"));
        Map<String, String> before = shop.refs();

        assertThat(only(run(leaving("1.1.0"))).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);
        merge();
        GroupReport after = only(run(leaving("1.1.0")));
        assertThat(after.fine()).as(after.toString()).isTrue();
        assertThat(after.notes()).containsExactly("no field there holds what is to be left");
        assertThat(shop.pulls()).hasSize(1);
    }

    @Test
    void withoutAVersionTheNewestChangeOfThePlaceIsUndoneAndNothingElse() {
        commit(Map.of(FILE, deployment("api", API + ":1.1.0"), "apps/web.yaml", deployment("web", WEB + ":1.0.0")));
        commit("apps/web.yaml", WEB + ":1.1.0");
        commit(Map.of("README.md", "unrelated\n"));

        run(in("apps"));

        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("Roll back shop/web to 1.0.0");
        assertThat(shop.tag(pull.head(), FILE)).isEqualTo("1.1.0");
        assertThat(shop.tag(pull.head(), "apps/web.yaml")).isEqualTo("1.0.0");
    }

    @Test
    void whatOneCommitChangedGoesBackTogether() {
        commit("apps/web.yaml", WEB + ":1.0.0");
        commit(Map.of(FILE, deployment("api", API + ":1.1.0"), "apps/web.yaml", deployment("web", WEB + ":1.2.0")));

        run(in("apps"));

        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("Roll back shop/api to 1.0.0, shop/web to 1.0.0");
        assertThat(shop.file(pull.head(), "fairlead.yaml")).contains(API, "1.1.0", WEB, "1.2.0");
    }

    @Test
    void aSecondRollbackOfTheSamePlaceDoesNotGoForwardAgain() {
        commit(FILE, API + ":1.1.0");
        run(in("apps"));
        merge();

        GroupReport again = only(run(in("apps")));

        assertThat(again.fine()).as(again.toString()).isTrue();
        assertThat(again.notes()).anyMatch(note -> note.contains("is a rollback already"));
        assertThat(shop.tag("main", FILE)).isEqualTo("1.0.0");
        assertThat(shop.openPull()).isEmpty();
    }

    @Test
    void furtherBackPassesOverWhatWasLeftBefore() {
        commit(FILE, API + ":0.9.0");
        commit(FILE, API + ":1.0.0");
        commit(FILE, API + ":1.1.0");
        run(leaving("1.1.0"));
        merge();

        run(leaving("1.0.0"));

        assertThat(shop.openPull().orElseThrow().title()).isEqualTo("Roll back shop/api to 0.9.0");
    }

    @Test
    void anEnvironmentIsItsPaths() {
        commit(Map.of(
                "fairlead.yaml", shopConfig(PLACES),
                "dev/api.yaml", deployment("api", API + ":1.0.0"),
                "prod/api.yaml", deployment("api", API + ":0.9.0")));
        commit("prod/api.yaml", API + ":1.0.0");
        commit("dev/api.yaml", API + ":1.1.0");

        run(environment("prod"));

        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("Roll back shop/api to 0.9.0 in prod");
        assertThat(shop.tag(pull.head(), "prod/api.yaml")).isEqualTo("0.9.0");
        assertThat(shop.tag(pull.head(), "dev/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void anUnknownEnvironmentIsToldWithThoseThatThereAre() {
        commit(Map.of("fairlead.yaml", shopConfig(PLACES)));

        GroupReport report = only(run(environment("production")));

        assertThat(report.result()).isEqualTo(GroupResult.FAILED);
        assertThat(report.problem().orElseThrow().remedy()).isEqualTo("name one of dev, prod");
    }

    @Test
    void anEarlierVersionMayBeNamedAndComesWithTheDigestThatStoodThere() {
        String pinned = API + ":1.0.0@" + FakeRegistry.digest(API + "1.0.0");
        commit(FILE, pinned);
        commit(FILE, API + ":1.1.0@" + FakeRegistry.digest(API + "1.1.0"));
        commit(FILE, API + ":1.2.0@" + FakeRegistry.digest(API + "1.2.0"));

        run(RollbackRequest.of(ImageName.parse(API), WHY).to(Tag.of("1.0.0")));

        assertThat(shop.file(shop.onlyPull().head(), FILE)).contains("image: " + pinned + " # keep me");
    }

    @Test
    void aFieldThatWasNotPinnedIsNotPinnedAgain() {
        commit(FILE, API + ":1.1.0@" + FakeRegistry.digest(API + "1.1.0"));

        run(leaving("1.1.0"));

        assertThat(shop.file(shop.onlyPull().head(), FILE)).isEqualTo(deployment("x", API + ":1.0.0"));
    }

    @Test
    void aDigestUnderTheSameTagGoesBackAndTheTagIsNotHeld() {
        String first = "@" + FakeRegistry.digest(API + "1.0.0");
        shop.registry.push(API, "other", Workshop.minute(1));
        commit(FILE, API + ":1.0.0" + first);
        commit(FILE, API + ":1.0.0@" + FakeRegistry.digest(API + "other"));

        GroupReport report = only(run(in("apps")));

        assertThat(shop.file(shop.onlyPull().head(), FILE)).contains(API + ":1.0.0" + first);
        assertThat(shop.file(shop.onlyPull().head(), "fairlead.yaml")).isEqualTo(shopConfig());
        assertThat(report.notes()).anyMatch(note -> note.contains("knows tags only"));
    }

    @Test
    void aVersionThatNoFieldHeldOrThatIsHeldIsNoWayBack() {
        commit(FILE, API + ":1.1.0");

        GroupReport never =
                only(run(RollbackRequest.of(ImageName.parse(API), WHY).to(Tag.of("0.9.0"))));
        assertThat(never.notes()).anyMatch(note -> note.contains("never held 0.9.0"));
        assertThat(shop.pulls()).isEmpty();

        commit(Map.of("fairlead.yaml", shopConfig("holds:\n- {image: " + API + ", tag: 1.0.0, why: slow}\n")));
        GroupReport held =
                only(run(RollbackRequest.of(ImageName.parse(API), WHY).to(Tag.of("1.0.0"))));
        assertThat(held.problem().orElseThrow().cause()).isEqualTo("this version is held: slow");
    }

    @Test
    void overlaysAndSeveralDocumentsGoBackAtOnce() {
        String kustomization = "images:\n- name: " + API + "\n  newTag: \"%s\"\n";
        String two = deployment("a", API + ":%1$s") + "---\n" + deployment("b", API + ":%2$s");
        commit(Map.of(
                "apps/kustomization.yaml",
                kustomization.formatted("1.0.0"),
                "apps/two.yaml",
                two.formatted("0.9.0", "1.0.0"),
                FILE,
                deployment("api", WEB + ":1.0.0")));
        commit(Map.of(
                "apps/kustomization.yaml", kustomization.formatted("1.1.0"),
                "apps/two.yaml", two.formatted("1.1.0", "1.1.0")));

        run(leaving("1.1.0"));

        String branch = shop.onlyPull().head();
        assertThat(shop.file(branch, "apps/kustomization.yaml")).isEqualTo(kustomization.formatted("1.0.0"));
        assertThat(shop.file(branch, "apps/two.yaml")).isEqualTo(two.formatted("0.9.0", "1.0.0"));
    }

    @Test
    void whatTheRegistryHasNoMoreIsRefusedAndTheRestGoesBack() {
        commit("apps/b.yaml", API + ":0.9.0");
        commit(Map.of(FILE, deployment("api", API + ":1.1.0"), "apps/b.yaml", deployment("b", API + ":1.1.0")));
        shop.registry.remove(API, "0.9.0");

        UpdateReport report = run(leaving("1.1.0"));

        assertThat(report.status()).isEqualTo(UpdateReport.Status.IN_PART);
        assertThat(only(report).unchanged()).anyMatch(problem -> problem.cause().contains("does not have any more"));
        assertThat(shop.tag(shop.onlyPull().head(), FILE)).isEqualTo("1.0.0");
        assertThat(shop.tag(shop.onlyPull().head(), "apps/b.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void aRegistryThatDoesNotAnswerStopsNobody() {
        commit(FILE, API + ":1.1.0");
        shop.registry.breakDown(API);

        GroupReport report = only(run(leaving("1.1.0")));

        assertThat(report.result()).isEqualTo(GroupResult.OPENED);
        assertThat(report.notes()).anyMatch(note -> note.contains("it is not known whether"));
    }

    @Test
    void aFieldThatCannotBeEditedIsRefusedWithItsReasonAndNothingIsHalfWritten() {
        commit(Map.of("apps/values.yaml", "image:\n  repository: " + API + "\n  tag: 1.0.0\n"));
        commit(Map.of(
                "apps/values.yaml",
                "image:\n  repository: " + API + "\n  tag: 1.1.0\n  digest: " + FakeRegistry.digest(API + "1.1.0")
                        + "\n"));

        UpdateReport report = run(leaving("1.1.0"));

        assertThat(report.status()).isEqualTo(UpdateReport.Status.FAILED);
        assertThat(only(report).problem().orElseThrow().toString())
                .contains("apps/values.yaml:")
                .contains("pinned");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void whatPeopleCommittedToItsBranchStays() {
        commit(FILE, API + ":1.1.0");
        run(leaving("1.1.0"));
        String branch = shop.onlyPull().head();
        shop.commit(branch, Map.of("notes.md", "why\n"), "explain");
        commit("apps/b.yaml", API + ":1.0.0");
        commit("apps/b.yaml", API + ":1.1.0");

        run(leaving("1.1.0"));

        assertThat(shop.file(branch, "notes.md")).isEqualTo("why\n");
        assertThat(shop.tag(branch, FILE)).isEqualTo("1.0.0");
    }

    @Test
    void withoutReviewsItGoesStraightToTheBranchAndAgainDoesNothing() {
        commit(FILE, API + ":1.1.0");
        RollbackRequest straight = in("apps")
                .delivered(new AmendmentDelivery(
                        Optional.of(Mode.COMMIT), Optional.empty(), List.of(), List.of(), Optional.empty()));

        assertThat(only(run(straight)).result()).isEqualTo(GroupResult.COMMITTED);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.0.0");
        Map<String, String> before = shop.refs();
        assertThat(only(run(straight)).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aConfigurationThatCannotBeReadStopsNobody() {
        commit(Map.of("fairlead.yaml", "updates: [\n", FILE, deployment("api", API + ":1.1.0")));

        GroupReport report = only(run(leaving("1.1.0")));

        assertThat(report.result()).isEqualTo(GroupResult.OPENED);
        assertThat(report.notes()).anyMatch(note -> note.contains("no YAML"));
    }

    @Test
    void aPlaceThatNeverChangedIsToldSo() {
        GroupReport report = only(run(in("apps")));

        assertThat(report.result()).isEqualTo(GroupResult.FAILED);
        assertThat(report.problem().orElseThrow().cause()).contains("changed the version of an image there");
    }

    @Test
    void aDryRunShowsTheDiffAndWritesNothing() {
        commit(FILE, API + ":1.1.0");
        Map<String, String> before = shop.refs();

        assertThat(only(run(leaving("1.1.0").asDryRun())).diff()).contains(API + ":1.0.0");
        assertThat(shop.refs()).isEqualTo(before);
    }
}
