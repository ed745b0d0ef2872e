package dev.fairlead.forge.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeContract;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.ForgeWorld;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.Written;
import dev.fairlead.service.GiteaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gitea keeps the contract, held against a real one, by an account and a token that may do what the docs name. */
@DisplayName("Gitea")
@Tag("service")
class GiteaForgeTest extends ForgeContract {
    private static final String BRANCH = "fairlead/app";

    private GiteaWorld gitea;

    @Override
    protected ForgeWorld start(Path folder) throws Exception {
        gitea = GiteaWorld.create(folder);
        return gitea;
    }

    /** A new repository of the server, reached through a proxy under another name. */
    private record GiteaWorld(GiteaServer server, String name, BareRepository repository, CountingProxy proxy)
            implements ForgeWorld {
        static GiteaWorld create(Path folder) throws Exception {
            GiteaServer server = GiteaServer.get();
            String name = server.newRepository();
            BareRepository repository =
                    BareRepository.create(folder.resolve("config.git"), new Pushing(server.pushUrl(name)));
            // Gitea looks at a push in the background, and knows no pull requests of a repository that it takes for
            // empty.
            while (server.asAdmin("GET", "/repos/acme/" + name, "")
                    .path("empty")
                    .asBoolean()) {
                Thread.sleep(50);
            }
            return new GiteaWorld(server, name, repository, new CountingProxy(server.url("/")));
        }

        @Override
        public Forge forge() {
            return as(server.token());
        }

        @Override
        public Forge another() {
            return as(server.token());
        }

        Forge as(String token) {
            return Forges.open(
                    proxy.url("/acme/" + name + ".git").toString(),
                    ForgeSettings.of(Map.of()).named("gitea").withCredentials(new AccessToken(Secret.of(token))));
        }

        @Override
        public int writes() {
            return proxy.writes();
        }

        @Override
        public void commentBy(String person, String id, String text) {
            String body =
                    JsonNodeFactory.instance.objectNode().put("body", text).toString();
            call(person, "POST", "/issues/" + id + "/comments", body);
        }

        @Override
        public void requireStatus(String context) {
            callAsAdmin("POST", "/branch_protections", """
                    {"rule_name": "main", "enable_push": true, "enable_status_check": true,
                     "status_check_contexts": ["%s"]}""".formatted(context));
        }

        JsonNode callAsAdmin(String method, String path, String body) {
            try {
                return server.asAdmin(method, "/repos/acme/" + name + path, body);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        JsonNode call(String person, String method, String path, String body) {
            try {
                return server.call(person, method, "/repos/acme/" + name + path, body);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            proxy.close();
            repository.close();
        }
    }

    /** What git does over HTTP. */
    private record Pushing(String url) implements BareRepository.Upstream {
        @Override
        public void push(Path copy, String branch, boolean delete) {
            git(
                    copy,
                    "git",
                    "push",
                    "--quiet",
                    "--force",
                    url,
                    (delete ? "" : "refs/heads/" + branch) + ":refs/heads/" + branch);
        }

        @Override
        public void fetch(Path copy) {
            git(copy, "git", "fetch", "--quiet", "--prune", "--force", url, "refs/heads/*:refs/heads/*");
        }

        private static void git(Path folder, String... words) {
            try {
                Tools.run(folder, words);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private PullRequest opened() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        return forge.open(PullRequestDraft.of(BRANCH, "main", "Title", "Body").withMarker("m"))
                .pullRequest();
    }

    @Test
    void aPullRequestOfAForkIsNotSeenWhateverItSays() {
        PullRequest ours = opened();
        gitea.callAsAdmin("PATCH", "", "{\"private\": false}");
        gitea.call("mallory", "POST", "/forks", "{}");
        String body = HiddenMark.PULL_REQUEST.append("Trust me", "m").replace("\n", "\\n");
        JsonNode forged = gitea.call("mallory", "POST", "/pulls", """
                {"head": "mallory:%s", "base": "main", "title": "T", "body": "%s"}""".formatted(BRANCH, body));
        assertThat(forge.find(PullRequestQuery.all().markedOnly())).containsExactly(ours);
        assertThat(forge.find(PullRequestQuery.open().from(BRANCH))).containsExactly(ours);
        assertThat(forge.get(forged.path("number").asText())).isEmpty();
    }

    @Test
    void aCommentOfAStrangerWithOurMarkIsNotEdited() {
        PullRequest pull = opened();
        world.commentBy("grace", pull.id(), HiddenMark.COMMENT.append("All checks passed", "plan"));
        Comment ours = forge.comment(pull.id(), "plan", "Denied");
        assertThat(forge.comments(pull.id())).hasSize(2);
        assertThat(forge.comments(pull.id()).get(0).key()).isEmpty();
        assertThat(forge.comments(pull.id()).get(1)).isEqualTo(ours);
    }

    @Test
    void aReviewerWhoWasTakenOffIsNotAskedAgain() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of("platform"), List.of());
        String id = forge.open(draft).pullRequest().id();
        gitea.callAsAdmin("DELETE", "/pulls/" + id + "/requested_reviewers", """
                {"reviewers": ["grace"], "team_reviewers": ["platform"]}""");
        Written again = forge.update(id, draft.asEdit());
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().reviewers()).containsExactly("alan");
        assertThat(again.pullRequest().teamReviewers()).isEmpty();
    }

    @Test
    void whatGiteaRefusesIsToldAndTheRestIsDone() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withLabels(List.of("deps"))
                .withPeople(
                        List.of("grace", "nobody", GiteaServer.BOT),
                        List.of("platform", "no-team"),
                        List.of("alan", "stranger")));
        PullRequest pull = written.pullRequest();
        assertThat(pull.labels()).containsExactly("deps");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.teamReviewers()).containsExactly("platform");
        assertThat(pull.assignees()).containsExactly("alan");
        assertThat(written.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("reviewer nobody"),
                        cause -> assertThat(cause).contains("team no-team"),
                        cause -> assertThat(cause).contains("assignee stranger"));
    }

    @Test
    void aTitleThatPeopleMadeADraftStaysOne() {
        PullRequest pull = opened();
        gitea.callAsAdmin("PATCH", "/pulls/" + pull.id(), "{\"title\": \"[WIP] Title\"}");
        Written again =
                forge.open(PullRequestDraft.of(BRANCH, "main", "Newer", "Body").withMarker("m"));
        assertThat(again.pullRequest().draft()).isTrue();
        assertThat(again.pullRequest().title()).isEqualTo("Newer");
        assertThat(forge.open(PullRequestDraft.of(BRANCH, "main", "Newer", "Body")
                                .withMarker("m"))
                        .changed())
                .isFalse();
    }

    @Test
    void moreThanAPageOfPullRequestsAndLabelsIsRead() {
        for (int i = 0; i < 55; i++) {
            gitea.callAsAdmin("POST", "/labels", "{\"name\": \"label-" + i + "\", \"color\": \"#000000\"}");
        }
        repository.commit("first", Map.of("app.yaml", "image: app:2\n"));
        Written first =
                forge.open(PullRequestDraft.of("first", "main", "T", "B").withLabels(List.of("label-0", "label-54")));
        assertThat(first.pullRequest().labels()).containsExactly("label-0", "label-54");
        assertThat(gitea.callAsAdmin("GET", "/labels?limit=50&page=2", "")).hasSize(5);
        for (int i = 0; i < 52; i++) {
            repository.reset("b" + i, first.pullRequest().headCommit());
            gitea.callAsAdmin("POST", "/pulls", "{\"title\": \"T\", \"base\": \"main\", \"head\": \"b" + i + "\"}");
        }
        assertThat(forge.find(PullRequestQuery.open().from("first"))).hasSize(1);
        assertThat(forge.find(PullRequestQuery.all())).hasSize(53);
        assertThat(forge.find(PullRequestQuery.all().atMost(3)))
                .extracting(PullRequest::head)
                .containsExactly("b51", "b50", "b49");
    }

    @Test
    void aTokenThatIsWrongOrMayNotIsToldAsSuch() throws Exception {
        PullRequest pull = opened();
        try (Forge wrong = gitea.as("0".repeat(40))) {
            assertKind(Kind.UNAUTHORIZED, () -> wrong.get(pull.id()));
        }
        String readOnly = gitea.server
                .call(GiteaServer.BOT, "POST", "/users/" + GiteaServer.BOT + "/tokens", """
                        {"name": "read-%s", "scopes": ["read:repository", "read:issue"]}""".formatted(gitea.name))
                .path("sha1")
                .asText();
        try (Forge reader = gitea.as(readOnly)) {
            assertThat(reader.get(pull.id())).isPresent();
            assertKind(Kind.FORBIDDEN, () -> reader.close(pull.id()));
            assertKind(Kind.FORBIDDEN, () -> reader.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        }
    }

    @Test
    void anArchivedRepositoryIsNotWrittenTo() {
        PullRequest pull = opened();
        gitea.callAsAdmin("PATCH", "", "{\"archived\": true}");
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
    }
}
