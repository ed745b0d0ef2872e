package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
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
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.github.GitHubStub;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole life against GitHub: pull requests by its API, commits by Git. */
class GitHubUpdateTest {
    private static final String BRANCH = "fairlead/shop";
    private static final String FILE = "apps/api.yaml";
    private static final String SETTINGS = """
                pullRequest:
                  labels: [images]
                  reviewers: [grace, acme/platform]
                  autoMerge: squash
            """;

    @TempDir
    Path temp;

    private BareRepository behind;
    private GitHubStub github;
    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        behind = BareRepository.create(temp.resolve("config.git"));
        github = new GitHubStub(behind);
        Forge forge = Forges.open(
                "https://github.example.com/acme/config.git",
                ForgeSettings.of(Map.of())
                        .named("github")
                        .withApiUrl(github.api())
                        .withCredentials(new AccessToken(Secret.of(GitHubStub.TOKEN))));
        shop = new Workshop(temp, forge).stocked();
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
        behind.close();
    }

    private void configure(String config) {
        shop.commit("main", Map.of("fairlead.yaml", config), "configure");
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

    @Test
    void runsWithoutNewsDoNotWrite() {
        shop.pushAndRun(API, "1.1.0");
        int before = github.requests.size();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);

        assertThat(github.requests.subList(before, github.requests.size()))
                .allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void aClosedOneHoldsItsVersion() {
        shop.pushAndRun(API, "1.1.0");
        shop.forge.close(shop.onlyPull().id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(onlyItem(shop.run()).why()).contains("/Acme/config/pull/1");

        assertThat(only(shop.release(API + ":1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.openPull().orElseThrow().id()).isEqualTo("2");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aDeletedBranchHoldsItsVersion() {
        shop.pushAndRun(API, "1.1.0");
        behind.delete(BRANCH);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.onlyPull().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    void labelsReviewersAndAutoMergeAreAskedOnce() {
        configure(shopConfig(SETTINGS));
        shop.pushAndRun(API, "1.1.0");

        PullRequest pull = shop.pulls().get(0);
        assertThat(pull.labels()).containsExactly("images");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.teamReviewers()).containsExactly("platform");
        assertThat(pull.state()).as("nothing stood in the way of a merge").isEqualTo(PullRequest.State.MERGED);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.0");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void onlyTheStepsThatAreNamedAreMergedWithoutPeople() {
        configure(shopConfig("    pullRequest: {autoMerge: squash, autoMergeOnly: [patch, digest]}\n"));

        UpdateReport minor = shop.pushAndRun(API, "1.1.0");

        assertThat(only(minor).notes())
                .containsExactly("not merged automatically: " + API
                        + " to 1.1.0 is of kind 'minor', and 'autoMergeOnly' names patch, digest");
        assertThat(shop.onlyPull().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);

        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        shop.pushAndRun(API, "1.1.1");
        assertThat(shop.pulls().get(0).state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.1");
    }

    @Test
    void theWishToMergeIsTakenBackBeforeALargerStepIsPushed() {
        configure(shopConfig("    pullRequest: {autoMerge: squash, autoMergeOnly: patch}\n"));
        github.requireChecks();
        shop.pushAndRun(API, "1.0.1");
        assertThat(github.autoMerge(1)).isTrue();

        shop.pushAndRun(API, "1.1.0");

        assertThat(github.autoMerge(1)).isFalse();
        assertThat(shop.onlyPull().state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(shop.onlyPull().title()).isEqualTo("Update shop/api to 1.1.0");
    }

    @Test
    void aCommitThatGitHubMakesIsKnownAsOursAgain() {
        configure(shopConfig("    commit: {throughForge: true}\n"));

        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.file(BRANCH, FILE)).isEqualTo(deployment("api", API + ":1.1.0"));
        assertThat(shop.log(BRANCH).get(0).getAuthorIdent().getName()).isEqualTo("fairlead-bot");
        Map<String, String> before = shop.refs();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(before);

        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.log(BRANCH).get(0).getParent(0).name())
                .as("made anew on the base, not on top")
                .isEqualTo(shop.head("main"));
    }

    @Test
    void anAnswerThatIsLostOpensNoSecondOne() {
        github.losesAnswerOf = Optional.of("POST .*/pulls");

        UpdateReport report = shop.pushAndRun(API, "1.1.0");
        shop.run();

        assertThat(report.groups()).hasSize(1);
        assertThat(shop.pulls()).hasSize(1);
    }
}
