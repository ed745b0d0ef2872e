package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.github.GitHubStub;
import dev.fairlead.update.command.CommentCommands;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write under pull requests. */
class CommentCommandsTest {
    private static final String BRANCH = "fairlead/shop";

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
        shop.pushAndRun(API, "1.1.0");
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
        behind.close();
    }

    /** What is answered when somebody writes this under the update's pull request. */
    private String say(String person, String text) {
        github.commentBy(person, update().id(), text);
        run();
        List<Comment> comments = shop.forge.comments(update().id());
        return comments.get(comments.size() - 1).body();
    }

    private UpdateReport run() {
        return CommentCommands.runAfterwards(UpdateRequest.configured(), shop.environment());
    }

    private PullRequest update() {
        return shop.pulls().stream()
                .filter(pull -> pull.head().equals(BRANCH))
                .findFirst()
                .orElseThrow();
    }

    private List<PullRequest> holds() {
        return shop.pulls().stream().filter(pull -> !pull.head().equals(BRANCH)).toList();
    }

    @Test
    void aHoldIsProposedAndOnceMergedTakesTheVersionBack() {
        String answer = say("grace", "/fairlead hold --until 2026-12-24 loses carts, issue 812\n\nSee the logs.");

        PullRequest hold = holds().get(0);
        assertThat(holds()).hasSize(1);
        assertThat(answer)
                .isEqualTo("> /fairlead hold --until 2026-12-24 loses carts, issue 812\n\n- `" + API
                        + ":1.1.0` is held as soon as " + hold.url() + " is merged.");
        assertThat(hold.body()).contains("loses carts, issue 812").contains("Asked for by grace.");
        assertThat(update().state()).isEqualTo(State.OPEN);

        shop.merge(hold, MergeMethod.SQUASH);
        assertThat(onlyItem(run()).result()).isEqualTo(ItemResult.HELD);

        assertThat(update().state()).isEqualTo(State.CLOSED);
        assertThat(shop.file("main", "fairlead.yaml"))
                .contains("until: \"2026-12-24\"")
                .contains("loses carts, issue 812");
    }

    @Test
    void aCommandIsObeyedOnce() {
        say("grace", "/fairlead hold loses carts");
        int before = github.requests.size();

        assertThat(only(run()).result()).isEqualTo(GroupResult.UNCHANGED);

        assertThat(github.requests.subList(before, github.requests.size()))
                .allMatch(request -> request.startsWith("GET "));
        shop.forge.close(holds().get(0).id());
        run();
        assertThat(holds())
                .as("who closes the hold's pull request is heard, too")
                .hasSize(1);
    }

    @Test
    void whoMayNotPushIsNotObeyed() {
        assertThat(say("mallory", "/fairlead hold I do not like it"))
                .isEqualTo("> /fairlead hold I do not like it\n\nOnly who may write to this repository is obeyed.");
        assertThat(holds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/fairlead                              | no command that is known",
                "/fairlead merge it                     | no command that is known",
                "/fairlead hold                         | Say why",
                "/fairlead hold --until 2026-12-24      | Say why",
                "/fairlead hold --until Christmas party | Christmas",
                "/fairlead hold --for ever and ever     | Say why",
                "/fairlead hold --until 2020-01-01 past | has passed",
            })
    void whatCannotBeDoneIsAnsweredWithTheReason(String text, String reason) {
        assertThat(say("grace", text)).contains(reason);
        assertThat(holds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hold it, '> /fairlead hold it'",
        "hold it, 'Shall we /fairlead hold it?'",
        "hold it, /fairleads hold it"
    })
    void talkIsNoCommand(String words, String text) {
        assertThat(say("grace", text)).as(words).isEqualTo(text);
        assertThat(holds()).isEmpty();
    }

    @Test
    void markupOfACommandIsQuotedAsText() {
        assertThat(say("grace", "/fairlead hold <b>@alan</b> says so"))
                .startsWith("> /fairlead hold &lt;b&gt;@\u200balan&lt;/b&gt; says so");
    }

    @Test
    void aForgeThatDoesNotTellItsCommentsCostsNoUpdate() {
        shop.registry.push(API, "1.2.0", Workshop.minute(20));
        github.commentBy("grace", update().id(), "/fairlead hold loses carts");
        github.losesAnswerOf = java.util.Optional.of("GET .*/comments");

        assertThat(only(run()).result()).isEqualTo(GroupResult.UPDATED);
    }
}
