package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.gitlab.GitLabStub;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole life against GitLab: merge requests by its API, commits by Git. */
class GitLabUpdateTest {
    private static final String BRANCH = "fairlead/shop";
    private static final String FILE = "apps/api.yaml";
    private static final String SETTINGS = """
                pullRequest:
                  labels: [images, "kind::update"]
                  reviewers: [grace, acme/platform]
                  autoMerge: squash
            """;

    @TempDir
    Path temp;

    private BareRepository behind;
    private GitLabStub gitlab;
    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        behind = BareRepository.create(temp.resolve("config.git"));
        gitlab = new GitLabStub(behind);
        Forge forge = Forges.open(
                gitlab.url(),
                ForgeSettings.of(Map.of())
                        .named("gitlab")
                        .withApiUrl(gitlab.api())
                        .withCredentials(new AccessToken(Secret.of(GitLabStub.TOKEN))));
        shop = new Workshop(temp, forge).stocked();
    }

    @AfterEach
    void close() {
        shop.close();
        gitlab.close();
        behind.close();
    }

    @Test
    void itIsOpenedAndBroughtUpToDateAndMerged() {
        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        PullRequest opened = shop.onlyPull();
        assertThat(opened.title()).isEqualTo("Update shop/api to 1.1.0");
        assertThat(opened.headCommit()).isEqualTo(shop.head(BRANCH));

        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.onlyPull().id()).as("found again by its head branch").isEqualTo(opened.id());
        assertThat(shop.onlyPull().title()).isEqualTo("Update shop/api to 1.2.0");

        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.tag("main", FILE)).isEqualTo("1.2.0");
    }

    /** The base moves on before the merge, so that GitLab rebases the branch first. */
    @Test
    void aLinearHistoryStaysOne() {
        gitlab.mergeMethod = "ff";
        shop.pushAndRun(API, "1.1.0");
        shop.commit("main", Map.of("unrelated", "moved on\n"), "move on");

        shop.merge(shop.onlyPull(), MergeMethod.REBASE);

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.log("main").get(0).getParentCount()).isEqualTo(1);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.0");
    }

    @Test
    void runsWithoutNewsDoNotWrite() {
        shop.pushAndRun(API, "1.1.0");
        int before = gitlab.requests.size();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);

        assertThat(gitlab.requests.subList(before, gitlab.requests.size()))
                .allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void aClosedOneHoldsItsVersion() {
        shop.pushAndRun(API, "1.1.0");
        shop.forge.close(shop.onlyPull().id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(onlyItem(shop.run()).why()).contains("/acme/platform/config/-/merge_requests/1");

        assertThat(only(shop.release(API + ":1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.openPull().orElseThrow().id()).isEqualTo("2");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    /** GitLab may leave it open. */
    @Test
    void aDeletedBranchHoldsItsVersionAndClosesItsMergeRequest() {
        shop.pushAndRun(API, "1.1.0");
        behind.delete(BRANCH);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        shop.run();
        assertThat(shop.onlyPull().state()).isEqualTo(State.CLOSED);
        assertThat(shop.head(BRANCH)).isEmpty();
    }

    @Test
    void labelsReviewersAndAutoMergeAreAskedOnce() {
        gitlab.pipelineMustSucceed = true;
        shop.commit("main", Map.of("fairlead.yaml", shopConfig(SETTINGS)), "configure");
        var opened = only(shop.pushAndRun(API, "1.1.0"));

        PullRequest pull = shop.onlyPull();
        assertThat(pull.labels()).containsExactly("images", "kind::update");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(opened.notes()).anyMatch(note -> note.contains("team platform"));
        assertThat(gitlab.waitsForMerge(1)).isTrue();
        int before = gitlab.requests.size();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(gitlab.requests.subList(before, gitlab.requests.size()))
                .allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void anAnswerThatIsLostOpensNoSecondOne() {
        gitlab.losesAnswerOf = Optional.of("POST .*/merge_requests");

        assertThat(shop.pushAndRun(API, "1.1.0").groups()).hasSize(1);
        shop.run();

        assertThat(shop.pulls()).hasSize(1);
    }
}
