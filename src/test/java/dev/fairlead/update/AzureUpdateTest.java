package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.azure.AzureStub;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole life against Azure Repos: pull requests by its API, commits by Git. */
class AzureUpdateTest {
    private static final String BRANCH = "fairlead/shop";
    private static final String FILE = "apps/api.yaml";

    @TempDir
    Path temp;

    private BareRepository behind;
    private AzureStub azure;
    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        behind = BareRepository.create(temp.resolve("config.git"));
        azure = new AzureStub(behind);
        ForgeSettings settings = ForgeSettings.of(Map.of())
                .withApiUrl(azure.collection())
                .withCredentials(new AccessToken(Secret.of(AzureStub.TOKEN)));
        shop = new Workshop(temp, Forges.open(AzureStub.url(), settings)).stocked();
    }

    @AfterEach
    void close() {
        shop.close();
        azure.close();
        behind.close();
    }

    private void configure(String config) {
        shop.commit("main", Map.of("fairlead.yaml", config), "configure");
    }

    @ParameterizedTest
    @EnumSource(MergeMethod.class)
    void itIsOpenedAndBroughtUpToDateAndMerged(MergeMethod method) {
        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        PullRequest opened = shop.onlyPull();
        assertThat(opened.title()).isEqualTo("Update shop/api to 1.1.0");
        assertThat(opened.headCommit()).isEqualTo(shop.head(BRANCH));

        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.onlyPull().id()).as("found again by its head branch").isEqualTo(opened.id());
        assertThat(shop.onlyPull().title()).isEqualTo("Update shop/api to 1.2.0");

        shop.merge(shop.onlyPull(), method);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.tag("main", FILE)).isEqualTo("1.2.0");
    }

    @Test
    void runsWithoutNewsDoNotWrite() {
        shop.pushAndRun(API, "1.1.0");
        int before = azure.requests.size();

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);

        assertThat(azure.requests.subList(before, azure.requests.size()))
                .allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void aClosedOneHoldsItsVersion() {
        shop.pushAndRun(API, "1.1.0");
        shop.forge.close(shop.onlyPull().id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(onlyItem(shop.run()).why()).contains("/_git/shop%20config/pullrequest/1");

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
        configure(shopConfig("""
                    pullRequest:
                      labels: [images]
                      reviewers: [grace]
                      autoMerge: squash
                """));
        azure.requireStatus("ci/build");
        shop.pushAndRun(API, "1.1.0");

        PullRequest pull = shop.onlyPull();
        assertThat(pull.labels()).containsExactly("images");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(azure.completesItself(1)).isTrue();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);

        configure(shopConfig("    pullRequest: {autoMerge: squash, autoMergeOnly: patch}\n"));
        shop.pushAndRun(API, "1.2.0");
        assertThat(azure.completesItself(1))
                .as("taken back before the larger step")
                .isFalse();
    }

    @Test
    void whatNothingHoldsBackIsMergedAtOnce() {
        configure(shopConfig("    pullRequest: {autoMerge: squash}\n"));
        shop.pushAndRun(API, "1.1.0");
        assertThat(shop.pulls().get(0).state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.0");
    }

    @Test
    void anAnswerThatIsLostOpensNoSecondOne() {
        azure.losesAnswerOf = Optional.of("POST .*/pullrequests");

        UpdateReport report = shop.pushAndRun(API, "1.1.0");
        shop.run();

        assertThat(report.groups()).hasSize(1);
        assertThat(shop.pulls()).hasSize(1);
    }
}
