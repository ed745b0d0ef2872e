package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.Tools;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.update.pending.Marker;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a group's pull request, from the first version to the end of its branch. */
class PullRequestLifeTest {
    private static final String CONFIG = config("""
            updates:
              - name: shop
                images: [%s, %s]
                select: semver:^1
                paths: [apps]
            """.formatted(API, WEB));

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml", CONFIG,
                        "apps/api.yaml", deployment("api", API + ":1.0.0"),
                        "apps/web.yaml", deployment("web", WEB + ":1.0.0"),
                        "other/api.yaml", deployment("other", API + ":1.0.0")),
                "start");
        shop.registry.push(API, "1.0.0", minute(0)).push(WEB, "1.0.0", minute(0));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingNewMeansNothingWritten() {
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(only(report).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(only(report).items()).extracting("result").containsOnly(ItemResult.CURRENT);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aPullRequestThatLostItsBranchToAKilledRunIsClosedByTheNext() throws Exception {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        PullRequest pull = shop.onlyPull();
        shop.commit("main", Map.of("apps/api.yaml", deployment("api", API + ":1.1.0")), "by hand");
        String withdrawn = Marker.read(pull.marker().orElseThrow())
                .orElseThrow()
                .asWithdrawn()
                .write();
        shop.forge.update(pull.id(), PullRequestEdit.NONE.withMarker(withdrawn));
        Tools.run(temp, "git", "--git-dir=" + shop.remote.folder(), "update-ref", "-d", "refs/heads/fairlead/shop");
        assertThat(shop.onlyPull().state()).isEqualTo(State.OPEN);

        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.onlyPull().state()).isEqualTo(State.CLOSED);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aNewVersionBecomesOneCommitAndOnePullRequest() {
        shop.registry.push(API, "1.1.0", minute(10));

        UpdateReport report = shop.run();

        PullRequest pull = shop.onlyPull();
        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(pull.title()).isEqualTo("Update shop/api to 1.1.0");
        assertThat(pull.head()).isEqualTo("fairlead/shop");
        assertThat(pull.body())
                .contains("| `" + API + "` | `1.0.0` | `1.1.0` | highest version in ^1 |")
                .contains("-          image: contoso.azurecr.io/shop/api:1.0.0 # keep me")
                .contains("+          image: contoso.azurecr.io/shop/api:1.1.0 # keep me");
        assertThat(shop.file("fairlead/shop", "apps/api.yaml")).isEqualTo(deployment("api", API + ":1.1.0"));
        assertThat(shop.tag("fairlead/shop", "other/api.yaml"))
                .as("out of the paths")
                .isEqualTo("1.0.0");
        assertThat(shop.log("fairlead/shop")).hasSize(2);
        assertThat(shop.log("fairlead/shop").get(0).getShortMessage()).isEqualTo("Update shop/api to 1.1.0");
        assertThat(shop.tag("main", "apps/api.yaml")).isEqualTo("1.0.0");
    }

    @Test
    void flux2_3343_runningAgainWritesNothing() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        Map<String, String> before = shop.refs();

        UpdateReport again = shop.run();

        assertThat(only(again).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(only(again).items().get(0).result()).isEqualTo(ItemResult.PENDING);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void IAC_524_laterVersionsJoinTheSamePullRequestInOneCommit() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        shop.registry.push(WEB, "1.3.0", minute(20)).push(API, "1.2.0", minute(30));

        UpdateReport report = shop.run();

        PullRequest pull = shop.onlyPull();
        assertThat(only(report).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(pull.title()).isEqualTo("Update shop/api to 1.2.0, shop/web to 1.3.0");
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.2.0");
        assertThat(shop.tag("fairlead/shop", "apps/web.yaml")).isEqualTo("1.3.0");
        assertThat(shop.log("fairlead/shop")).as("one commit on the base").hasSize(2);
    }

    @Test
    void aBaseThatMovedTakesTheBranchAlong() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        String base = shop.commit("main", Map.of("README.md", "hello\n"), "unrelated");

        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.log("fairlead/shop").get(0).getParent(0).name()).isEqualTo(base);
        assertThat(shop.file("fairlead/shop", "README.md")).isEqualTo("hello\n");
        assertThat(shop.pulls()).hasSize(1);
    }

    @Test
    void aReviewSurvivesABaseThatMovedElsewhereWhereThatIsAskedFor() {
        shop.commit(
                "main",
                Map.of("fairlead.yaml", CONFIG + "    pullRequest: {rebuild: whenConflicting}\n"),
                "keep reviews");
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        shop.commit("main", Map.of("README.md", "hello\n"), "unrelated");
        Map<String, String> before = shop.refs();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);

        shop.commit("main", Map.of("apps/api.yaml", deployment("api2", API + ":1.0.0")), "the same file");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.file("fairlead/shop", "apps/api.yaml")).isEqualTo(deployment("api2", API + ":1.1.0"));
    }

    @Test
    void IAC_450_theBranchOfAMergedPullRequestIsCleanedUp() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);

        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.head("fairlead/shop")).isEmpty();
        assertThat(shop.onlyPull().state()).isEqualTo(State.MERGED);
        assertThat(shop.tag("main", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void whenNothingIsPendingAnyMoreThePullRequestIsClosedAndThatIsNoRefusal() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        shop.commit("main", Map.of("apps/api.yaml", deployment("api", API + ":1.1.0")), "by hand");

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.onlyPull().state()).isEqualTo(State.CLOSED);
        assertThat(shop.head("fairlead/shop")).isEmpty();

        shop.commit(
                "main",
                Map.of(
                        "apps/web.yaml",
                        deployment("web", WEB + ":1.0.0"),
                        "apps/b.yaml",
                        deployment("b", API + ":1.0.0")),
                "a new place with the old version");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.tag("fairlead/shop", "apps/b.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void A_537_anEndedPullRequestIsNotOpenedAgainForNothing() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.run();
        shop.merge(shop.onlyPull(), MergeMethod.MERGE);
        shop.run();
        Map<String, String> before = shop.refs();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);
        assertThat(shop.pulls()).hasSize(1);
    }

    @Test
    void aDryRunTellsThePlanAndWritesNothing() {
        shop.registry.push(API, "1.1.0", minute(10));
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.run(UpdateRequest.configured().asDryRun());

        assertThat(only(report).result()).isEqualTo(GroupResult.PLANNED);
        assertThat(only(report).diff()).contains("+          image: contoso.azurecr.io/shop/api:1.1.0 # keep me");
        assertThat(only(report).changes()).singleElement().satisfies(change -> {
            assertThat(change.place()).isEqualTo("apps/api.yaml:10:18");
            assertThat(change.before()).isEqualTo(API + ":1.0.0");
        });
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aFailureOfOneImageDoesNotStopTheOthers() {
        shop.registry.push(API, "1.1.0", minute(10));
        shop.registry.breakDown(WEB);

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.IN_PART);
        assertThat(only(report).items()).extracting("result").containsExactly(ItemResult.UPDATE, ItemResult.FAILED);
        assertThat(shop.onlyPull().body()).contains("the registry answers 503");
    }

    @Test
    void aRunForOneImageLeavesTheProposalOfAnotherAlone() {
        shop.registry.push(API, "1.1.0", minute(10)).push(WEB, "1.3.0", minute(20));
        shop.run();
        shop.registry.push(API, "1.2.0", minute(30));
        shop.registry.breakDown(WEB);

        UpdateReport report = shop.run(UpdateRequest.configured()
                .telling(java.util.List.of(dev.fairlead.image.ImageReference.parse(API + ":1.2.0"))));

        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.2.0");
        assertThat(shop.tag("fairlead/shop", "apps/web.yaml"))
                .as("still proposed")
                .isEqualTo("1.3.0");
        assertThat(shop.pulls()).hasSize(1);
    }

    @Test
    void withoutPathsThePlanSpansTheRepositoryAndSaysSo() {
        shop.commit("main", Map.of("fairlead.yaml", CONFIG.replace("    paths: [apps]\n", "")), "everywhere");
        shop.registry.push(API, "1.1.0", minute(10));

        UpdateReport report = shop.run();

        assertThat(only(report).scope()).isEqualTo("the whole repository");
        assertThat(shop.tag("fairlead/shop", "other/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void anImageThatNoFileHoldsIsTold() {
        shop.commit("main", Map.of("fairlead.yaml", CONFIG.replace("paths: [apps]", "paths: [nowhere]")), "lost");

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.FAILED);
        assertThat(only(report).items().get(0).result()).isEqualTo(ItemResult.NO_FIELD);
        assertThat(only(report).items().get(0).why()).isEqualTo("no field in nowhere holds this image");
    }

    @Test
    void aBuildTellsItsVersionWithoutAnyConfiguration() {
        shop.registry.push(API, "1.1.0-rc.7", minute(10));

        UpdateReport report = shop.tell(API + ":1.1.0-rc.7", "apps");

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.onlyPull().head()).startsWith("fairlead/shop-api-apps-");
        assertThat(shop.registry.questions())
                .as("no list of tags is asked for")
                .noneMatch(asked -> asked.startsWith("tags"));
        assertThat(shop.registry.questions())
                .as("the guard asks for what is in place")
                .contains("find contoso.azurecr.io/shop/api:1.0.0");
    }
}
