package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Title, note, labels, people, draft and the wish to merge are asked of the forge once; then they are people's. */
class PullRequestSettingsTest {
    private static final String SETTINGS = """
                pullRequest:
                  title: "{group}: {count} for {base} ({images})"
                  note: "See the **runbook** first."
                  labels: [images, shop]
                  reviewers: ['@contoso/ops', alice]
                  assignees: [bob]
                  draft: true
            """;

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp, SETTINGS);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theyAreAskedWhenItIsOpened() {
        shop.pushAndRun(API, "1.1.0");

        PullRequest pull = shop.onlyPull();
        assertThat(pull.title()).isEqualTo("shop: 1 for main (shop/api to 1.1.0)");
        assertThat(pull.body()).startsWith("See the **runbook** first.\n\n| image | from | to | why |\n");
        assertThat(pull.labels()).containsExactly("images", "shop");
        assertThat(pull.reviewers()).containsExactly("alice");
        assertThat(pull.teamReviewers()).containsExactly("ops");
        assertThat(pull.assignees()).containsExactly("bob");
        assertThat(pull.draft()).isTrue();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void ownersOfTheChangedFilesAreAskedToo() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        shopConfig(SETTINGS + "      codeOwners: true\n"),
                        ".github/CODEOWNERS",
                        "* @everybody\n/apps/ @alice @carol @contoso/platform dave@contoso.example\n"),
                "owners");

        shop.pushAndRun(API, "1.1.0");

        assertThat(shop.onlyPull().reviewers()).containsExactly("alice", "carol");
        assertThat(shop.onlyPull().teamReviewers()).containsExactly("ops", "platform");
    }

    @Test
    void theBodyMayBeWordedOtherwise() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("""
                                pullRequest:
                                  note: Read me.
                                  body: "# {images}\\n\\n{table}\\n{note}{diff}"
                            """)), "words");

        shop.pushAndRun(API, "1.1.0");

        assertThat(shop.onlyPull().body())
                .startsWith("# shop/api to 1.1.0\n\n| image | from | to | why |\n")
                .contains("|\n\nRead me.\n\n\n<details>")
                .contains("+          image: contoso.azurecr.io/shop/api:1.1.0 # keep me")
                .contains("Closing this pull request holds these versions");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void whatPeopleChangeAfterwardsStays() {
        shop.pushAndRun(API, "1.1.0");
        String id = shop.onlyPull().id();
        shop.forge.update(
                id, PullRequestEdit.NONE.withLabels(List.of(), List.of("shop")).withDraft(false));

        shop.pushAndRun(API, "1.2.0");

        assertThat(shop.onlyPull().labels()).containsExactly("images");
        assertThat(shop.onlyPull().draft()).isFalse();
        assertThat(shop.onlyPull().title()).contains("shop/api to 1.2.0");
    }

    @Test
    void aForgeThatDoesNotMergeByItselfIsToldOnce() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    pullRequest: {autoMerge: squash}\n")), "merge");

        UpdateReport report = shop.pushAndRun(API, "1.1.0");

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(only(report).notes()).anyMatch(note -> note.contains("this forge does not merge by itself"));
        assertThat(only(shop.run()).notes()).isEmpty();
    }
}
