package dev.fairlead.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ApiCommits;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.FileChange;
import dev.fairlead.forge.FileCommit;
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
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** GitHub keeps the contract, held against {@link GitHubStub}. */
@DisplayName("GitHub")
class GitHubForgeTest extends ForgeContract {
    private static final String BRANCH = "fairlead/app";

    private GitHubStub stub;

    @Override
    protected ForgeWorld start(Path folder) throws IOException {
        stub = new GitHubStub(BareRepository.create(folder.resolve("config.git")));
        return new GitHubWorld(stub);
    }

    /** The stub, and a connection for each who asks. */
    private record GitHubWorld(GitHubStub stub) implements ForgeWorld {
        @Override
        public Forge forge() {
            return open();
        }

        @Override
        public Forge another() {
            return open();
        }

        private Forge open() {
            return Forges.open(
                    "https://github.example.com/acme/config.git",
                    ForgeSettings.of(Map.of())
                            .named("github")
                            .withApiUrl(stub.api())
                            .withCredentials(new AccessToken(Secret.of(GitHubStub.TOKEN))));
        }

        @Override
        public BareRepository repository() {
            return stub.repository();
        }

        @Override
        public int writes() {
            return stub.writes();
        }

        @Override
        public void commentBy(String person, String id, String text) {
            stub.commentBy(person, id, text);
        }

        @Override
        public void close() {
            stub.close();
            stub.repository().close();
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
        StubPull forged = new StubPull(2, BRANCH, "main", "f".repeat(40), "mallory");
        forged.headRepository = 666;
        forged.body = HiddenMark.PULL_REQUEST.append("Trust me", "m");
        stub.pulls.put(2, forged);
        assertThat(forge.find(PullRequestQuery.all().markedOnly())).containsExactly(ours);
        assertThat(forge.find(PullRequestQuery.open().from(BRANCH))).containsExactly(ours);
    }

    @Test
    void aCommentOfAStrangerWithOurMarkIsNotEdited() {
        PullRequest pull = opened();
        world.commentBy("mallory", pull.id(), HiddenMark.COMMENT.append("All checks passed", "plan"));
        Comment ours = forge.comment(pull.id(), "plan", "Denied");
        assertThat(forge.comments(pull.id())).hasSize(2);
        assertThat(forge.comments(pull.id()).get(0).key()).isEmpty();
        assertThat(forge.comments(pull.id()).get(1)).isEqualTo(ours);
    }

    @Test
    void aCommentOfABotWithOurMarkIsOurs() {
        PullRequest pull = opened();
        stub.comment(stub.pull(pull.id()), "github-actions[bot]", "NONE", HiddenMark.COMMENT.append("one", "plan"));
        forge.comment(pull.id(), "plan", "two");
        assertThat(forge.comments(pull.id()))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).isEqualTo("two"));
    }

    @Test
    void aBodyWhoseLineEndsAWebFormChangedIsNoChange() {
        PullRequest pull = opened();
        StubPull stored = stub.pull(pull.id());
        stored.body = stored.body.replace("\n", "\r\n");
        assertThat(forge.update(pull.id(), PullRequestEdit.NONE.withBody("Body"))
                        .changed())
                .isFalse();
    }

    @Test
    void whoReviewedOrWasTakenOffIsNotAskedAgain() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of("platform"), List.of());
        String id = forge.open(draft).pullRequest().id();
        StubPull pull = stub.pull(id);
        // A review is in, for the user and the team; another user was taken off by a person.
        pull.reviewers.clear();
        pull.teams.clear();
        ObjectNode reviewed = StubPull.JSON.createObjectNode().put("event", "reviewed");
        reviewed.set("user", StubPull.user("barbara"));
        pull.timeline.add(reviewed);
        Written again = forge.update(
                id,
                draft.withPeople(List.of("Grace", "alan", "barbara"), List.of("platform"), List.of())
                        .asEdit());
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().reviewers()).isEmpty();
    }

    @Test
    void whatGitHubRefusesIsToldAndTheRestIsDone() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        stub.draftsOffered = false;
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withLabels(List.of("deps", "l".repeat(51)))
                .withPeople(
                        List.of("grace", "nobody", GitHubStub.LOGIN),
                        List.of("platform", "no-team"),
                        List.of("alan", "stranger"))
                .asDraft(true));
        PullRequest pull = written.pullRequest();
        assertThat(pull.draft()).isFalse();
        assertThat(pull.labels()).containsExactly("deps");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.teamReviewers()).containsExactly("platform");
        assertThat(pull.assignees()).containsExactly("alan");
        assertThat(written.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("drafts"),
                        cause -> assertThat(cause).contains("label lll"),
                        cause -> assertThat(cause).contains("reviewer nobody", "collaborators"),
                        cause -> assertThat(cause).contains("team no-team"),
                        cause -> assertThat(cause).contains("assignee stranger"));
    }

    @Test
    void aMergeWaitsForGitHubToSeeTheBase() {
        PullRequest pull = opened();
        stub.baseMovesDuringMerge = 2;
        stub.mergeableUnknown = 1;
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)).state())
                .isEqualTo(State.MERGED);
    }

    @Test
    void aMethodThatTheRepositoryDoesNotAllowIsNamed() {
        PullRequest pull = opened();
        stub.mergeMethods = Set.of("merge");
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)));
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)))
                .hasMessageContaining("does not allow to merge by squash");
    }

    @Test
    void aRepositoryWithoutAutoMergeSaysWhereToAllowIt() {
        PullRequest pull = opened();
        stub.autoMergeAllowed = false;
        AutoMerge autoMerge = forge.capability(AutoMerge.class).orElseThrow();
        assertThatThrownBy(() -> autoMerge.enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.MERGE)))
                .hasMessageContaining("does not allow auto-merge; allow it in the repository's settings");
    }

    @Test
    void aStatusIsCutToWhatGitHubTakes() {
        PullRequest pull = opened();
        CommitStatus status = new CommitStatus("c", CommitStatus.State.ERROR, "x".repeat(200), Optional.empty());
        forge.report(pull.headCommit(), status);
        int writes = stub.writes();
        forge.report(pull.headCommit(), status);
        assertThat(stub.writes()).isEqualTo(writes);
        assertThat(forge.statuses(pull.headCommit()))
                .singleElement()
                .satisfies(told -> assertThat(told.description()).hasSize(140).endsWith("…"));
    }

    @Test
    void anExecutableFileIsRefusedSinceGitHubWouldDropTheBit() {
        ApiCommits commits = forge.capability(ApiCommits.class).orElseThrow();
        String main = repository.branch("main").orElseThrow();
        FileCommit commit = new FileCommit(
                BRANCH, Optional.empty(), main, "T", "", List.of(FileChange.writeExecutable("run.sh", new byte[0])));
        assertThatThrownBy(() -> commits.commitFiles(commit)).hasMessageContaining("run.sh", "executable");
        assertThat(repository.branch(BRANCH)).isEmpty();
    }

    @Test
    void aBranchThatARunMadeAndThenDiedIsUsed() {
        ApiCommits commits = forge.capability(ApiCommits.class).orElseThrow();
        String main = repository.branch("main").orElseThrow();
        repository.reset(BRANCH, main);
        List<FileChange> changes = List.of(FileChange.write("app.yaml", new byte[] {'x'}));
        String made = commits.commitFiles(new FileCommit(BRANCH, Optional.empty(), main, "T", "", changes));
        assertThat(repository.branch(BRANCH)).contains(made);
    }

    @Test
    void aBranchMadeAnewLeavesNothingBesideAndKeepsItsPullRequestOpen() throws IOException {
        PullRequest pull = opened();
        ApiCommits commits = forge.capability(ApiCommits.class).orElseThrow();
        String main = repository.commit("main", Map.of("other", "moved on\n"));
        String made = commits.commitFiles(new FileCommit(
                BRANCH,
                Optional.of(pull.headCommit()),
                main,
                "T",
                "",
                List.of(FileChange.write("app.yaml", "image: app:3\n".getBytes()))));
        assertThat(forge.get(pull.id()).orElseThrow().headCommit()).isEqualTo(made);
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
        assertThat(repository.git().getRefDatabase().getRefsByPrefix("refs/heads/fairlead-tmp"))
                .isEmpty();
    }

    @Test
    void readingAndWritingNothingTakesFewRequests() {
        PullRequest pull = opened();
        Forge fresh = world.another();
        stub.requests.clear();
        fresh.find(PullRequestQuery.all().from(BRANCH));
        // The repository, once, and one page.
        assertThat(stub.requests).hasSize(2);
        fresh.update(pull.id(), PullRequestEdit.NONE.withTitle(pull.title()).withBody(pull.body()));
        assertThat(stub.requests).hasSize(3);
    }

    // Answers that are lost after the deed

    @Test
    void anOpeningWhoseAnswerIsLostOpensOne() {
        stub.losesAnswerOf = Optional.of("POST .*/pulls");
        PullRequest pull = opened();
        assertThat(forge.find(PullRequestQuery.all())).containsExactly(pull);
    }

    @Test
    void aCommentWhoseAnswerIsLostIsThereOnce() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("POST .*/comments");
        Comment comment = forge.comment(pull.id(), "plan", "text");
        assertThat(forge.comments(pull.id())).containsExactly(comment);
    }

    @Test
    void aMergeWhoseAnswerIsLostIsAMerge() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("PUT .*/merge");
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)).state())
                .isEqualTo(State.MERGED);
        assertThat(repository.read("main").getParent(0).getParentCount()).isZero();
    }

    @Test
    void aDeletionWhoseAnswerIsLostIsADeletion() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("POST .*/graphql");
        assertThat(forge.deleteBranch(BRANCH, pull.headCommit())).isTrue();
        assertThat(repository.branch(BRANCH)).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsStaleSoThatItIsPlannedAgain() {
        ApiCommits commits = forge.capability(ApiCommits.class).orElseThrow();
        String main = repository.branch("main").orElseThrow();
        List<FileChange> changes = List.of(FileChange.write("app.yaml", new byte[] {'x'}));
        stub.losesAnswerOf = Optional.of("POST .*/graphql");
        assertKind(
                Kind.STALE,
                () -> commits.commitFiles(new FileCommit(BRANCH, Optional.empty(), main, "T", "", changes)));
        assertThat(repository.files(BRANCH)).containsEntry("app.yaml", "x");
    }
}
