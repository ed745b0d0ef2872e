package dev.fairlead.forge.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Problem;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeContract;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.ForgeWorld;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.Issue;
import dev.fairlead.forge.Issues;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GitLab keeps the contract, held against {@link GitLabStub}: a GitLab under a path, a project in a subgroup. */
@DisplayName("GitLab")
class GitLabForgeTest extends ForgeContract {
    private static final String BRANCH = "fairlead/app";

    private GitLabStub stub;

    @Override
    protected ForgeWorld start(Path folder) throws IOException {
        stub = new GitLabStub(BareRepository.create(folder.resolve("config.git")));
        return new GitLabWorld(stub);
    }

    /** The stub, and a connection for each who asks. */
    private record GitLabWorld(GitLabStub stub) implements ForgeWorld {
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
                    stub.url(),
                    ForgeSettings.of(Map.of())
                            .named("gitlab")
                            .withApiUrl(stub.api())
                            .withCredentials(new AccessToken(Secret.of(GitLabStub.TOKEN))));
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
            stub.merges.notes.add(stub.merges.of(id), person, text);
        }

        @Override
        public void requireStatus(String context) {
            stub.pipelineMustSucceed = true;
        }

        @Override
        public void allow(MergeMethod method) {
            stub.mergeMethod = method == MergeMethod.MERGE ? "merge" : "ff";
        }

        @Override
        public boolean rebasesBefore(MergeMethod method) {
            return method != MergeMethod.MERGE;
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

    private StubMr stored(PullRequest pull) {
        return stub.merges.of(pull.id());
    }

    @Test
    void aMergeRequestOfAForkIsNotSeenWhateverItSays() {
        PullRequest ours = opened();
        StubMr forged = new StubMr(2, BRANCH, "main", ours.headCommit(), StubUser.STRANGER);
        forged.sourceProject = 666;
        forged.description = HiddenMark.PULL_REQUEST.append("Trust me", "m");
        stub.merges.all.put(2, forged);
        assertThat(forge.find(PullRequestQuery.all().markedOnly())).containsExactly(ours);
        assertThat(forge.find(PullRequestQuery.open().from(BRANCH))).containsExactly(ours);
        assertThat(forge.get("2")).isEmpty();
    }

    // Texts

    /** A file name or release note at a line's beginning would close or merge the request in our name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/close",
                "Notes:\n/close\n\nmore",
                "/CLOSE now\n/merge",
                "\\/close",
                "\\\\/close\n\\/label ~x",
                "/etc/hosts\n/srv",
                "```\n/close\n```",
                " /close\n- /close",
            })
    void aLineThatGitLabWouldCarryOutIsOnlyText(String text) {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", text)).pullRequest();
        assertThat(pull.open()).isTrue();
        assertThat(pull.body()).isEqualTo(text);
        assertThat(forge.comment(pull.id(), "plan", text).body()).isEqualTo(text);
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
        int writes = stub.writes();
        forge.update(pull.id(), PullRequestEdit.NONE.withBody(text));
        forge.comment(pull.id(), "plan", text);
        assertThat(stub.writes()).isEqualTo(writes);
    }

    @Test
    void whiteSpaceThatGitLabTakesAwayIsNoChange() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "Body\n\n");
        forge.open(draft);
        assertThat(forge.open(draft).changed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Draft: Title", "[Draft] Title", "(draft) Title", "draft: DRAFT: Title"})
    void aTitleThatPeopleMadeADraftStaysOne(String title) {
        PullRequest pull = opened();
        stored(pull).title = title;
        assertThat(forge.get(pull.id()).orElseThrow().title()).isEqualTo("Title");
        PullRequestDraft draft =
                PullRequestDraft.of(BRANCH, "main", "Newer", "Body").withMarker("m");
        PullRequest again = forge.open(draft).pullRequest();
        assertThat(again.draft()).isTrue();
        assertThat(again.title()).isEqualTo("Newer");
        assertThat(forge.open(draft).changed()).isFalse();
    }

    // People and labels

    @Test
    void whatGitLabRefusesIsToldAndTheRestIsDone() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withLabels(List.of("deps", "a,b", "l".repeat(256)))
                .withPeople(
                        List.of("grace", "nobody", "stranger", StubUser.BOT.username),
                        List.of("platform"),
                        List.of("alan", "stranger")));
        PullRequest pull = written.pullRequest();
        assertThat(pull.labels()).containsExactly("deps");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.assignees()).containsExactly("alan");
        assertThat(written.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("label a,b: GitLab takes no comma"),
                        cause -> assertThat(cause).contains("label lll", "did not take it"),
                        cause -> assertThat(cause).contains("reviewer nobody: there is no such user"),
                        cause -> assertThat(cause).contains("reviewer stranger", "not a member"),
                        cause -> assertThat(cause).contains("assignee stranger", "not a member"),
                        cause -> assertThat(cause).contains("team platform", "people"));
    }

    @Test
    void withoutALicenseOneReviewerIsTakenAndTheRestIsToldWithoutBeingSentAgain() {
        stub.premium = false;
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "barbara"), List.of(), List.of("alan", "grace"));
        Written written = forge.open(draft);
        assertThat(written.pullRequest().reviewers()).containsExactly("grace");
        assertThat(written.pullRequest().assignees()).containsExactly("alan");
        assertThat(written.unmet()).hasSize(2);
        int writes = stub.writes();
        Written again = forge.open(draft);
        assertThat(stub.writes()).isEqualTo(writes);
        assertThat(again.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("reviewer barbara", "license"),
                        cause -> assertThat(cause).contains("assignee grace", "license"));
    }

    @Test
    void aReviewerWhoWasTakenOffIsNotAskedAgain() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of(), List.of());
        PullRequest pull = forge.open(draft).pullRequest();
        stored(pull).reviewers.clear();
        stub.merges.notes.add(stored(pull), StubUser.BARBARA.json(), "approved this merge request", true);
        Written again = forge.update(
                pull.id(), PullRequestEdit.NONE.withPeople(List.of("Grace", "alan", "barbara"), List.of(), List.of()));
        assertThat(again.changed()).isFalse();
        assertThat(again.unmet()).isEmpty();
    }

    /** A stranger's note that reads like GitLab's own says nothing about who was asked. */
    @Test
    void onlyGitLabItselfTellsWhoWasAsked() {
        PullRequest pull = opened();
        world.commentBy("mallory", pull.id(), "requested review from @grace");
        Written asked =
                forge.update(pull.id(), PullRequestEdit.NONE.withPeople(List.of("grace"), List.of(), List.of()));
        assertThat(asked.pullRequest().reviewers()).containsExactly("grace");
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

    // Issues

    private Issues issues() {
        return forge.capability(Issues.class).orElseThrow();
    }

    @Test
    void anIssueOfAStrangerWithOurMarkIsNotOurs() {
        stub.issues.add(StubUser.STRANGER.json(), "Trust me", HiddenMark.ISSUE.append("- [x] all", "board"));
        assertThat(issues().issue("board")).isEmpty();
        assertThat(issues().putIssue("board", "Updates", "- [ ] one\n/close").body())
                .isEqualTo("- [ ] one\n/close");
    }

    @Test
    void anIssueWhoseAnswerIsLostIsOpenedOnce() {
        stub.losesAnswerOf = Optional.of("POST .*/issues");
        Issue made = issues().putIssue("board", "Updates", "text");
        assertThat(issues().issue("board")).contains(made);
        assertThat(stub.issues.all).hasSize(1);
    }

    // What GitLab does in the background

    @Test
    void aPushThatGitLabHasNotSeenYetIsTheHead() {
        PullRequest pull = opened();
        stub.merges.seesPushesLate = 1_000;
        String pushed = repository.commit(BRANCH, Map.of("app.yaml", "image: app:3\n"));
        assertThat(forge.get(pull.id()).orElseThrow().headCommit()).isEqualTo(pushed);
        assertThat(forge.find(PullRequestQuery.open()).get(0).headCommit()).isEqualTo(pushed);
    }

    @Test
    void aMergeWaitsForGitLabToSeeThePush() {
        PullRequest pull = opened();
        stub.merges.seesPushesLate = 3;
        String pushed = repository.commit(BRANCH, Map.of("app.yaml", "image: app:3\n"));
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE).expecting(pushed))
                        .state())
                .isEqualTo(State.MERGED);
        assertThat(repository.files("main")).containsEntry("app.yaml", "image: app:3\n");
    }

    /** gitlab-org/gitlab#353984: right after the opening everything is answered with 405. */
    @Test
    void gitlab353984_aMergeWaitsForGitLabToLookForConflicts() {
        PullRequest pull = opened();
        stub.merges.accepting.undecided = 4;
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)).state())
                .isEqualTo(State.MERGED);
    }

    @Test
    void gitlab353984_autoMergeWaitsForItToo() {
        PullRequest pull = opened();
        world.requireStatus("ci");
        stub.merges.accepting.undecided = 4;
        assertThat(autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)))
                .isEqualTo(AutoMerge.Outcome.ENABLED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeletedBranchClosesItsMergeRequestWhetherGitLabDoesSoOrNot(boolean closes) {
        PullRequest pull = opened();
        stub.merges.closesWithBranch = closes;
        assertThat(forge.deleteBranch(BRANCH, pull.headCommit())).isTrue();
        assertThat(forge.get(pull.id()).orElseThrow().state()).isEqualTo(State.CLOSED);
        assertKind(
                Kind.NOT_MERGEABLE,
                () -> forge.capability(Reopening.class).orElseThrow().reopen(pull.id()));
    }

    @Test
    void ofTwoThatGitLabLetThroughTheOlderStays() {
        PullRequest first = opened();
        // As a second process sees it that looked before the first one wrote.
        stored(first).state = "closed";
        stub.merges.letsTwoThrough = true;
        StubMr older = stored(first);
        Runnable reopen = () -> older.state = "opened";
        stub.merges.beforeOpening = reopen;
        PullRequest second =
                forge.open(PullRequestDraft.of(BRANCH, "main", "Title", "Body")).pullRequest();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(forge.find(PullRequestQuery.open())).hasSize(1);
        assertThat(forge.find(PullRequestQuery.all())).hasSize(2);
    }

    // Merging

    @Test
    void aMethodThatTheProjectDoesNotAllowIsRefusedWithWhatItAllows() {
        PullRequest pull = opened();
        assertRefused(pull, MergeMethod.REBASE, "merges by merge commits");
        stub.mergeMethod = "ff";
        assertRefused(pull, MergeMethod.MERGE, "by fast-forward only");
        stub.squashOption = "never";
        assertRefused(pull, MergeMethod.SQUASH, "does not allow to squash");
        stub.squashOption = "always";
        assertRefused(pull, MergeMethod.REBASE, "squashes always");
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
    }

    private void assertRefused(PullRequest pull, MergeMethod method, String why) {
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(method)));
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(method)))
                .hasMessageContaining(why);
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        PullRequest pull = opened();
        stub.merges.accepting.obstacle = Optional.of("not_approved");
        assertRefused(pull, MergeMethod.MERGE, "its approvals are missing");
        stub.merges.accepting.obstacle = Optional.of("security_policy_violations");
        assertRefused(pull, MergeMethod.MERGE, "security_policy_violations");
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 406, 422})
    void aConflictIsOneByWhateverNumberItIsTold(int status) {
        PullRequest pull = opened();
        repository.commit("main", Map.of("app.yaml", "image: app:9\n"));
        stub.merges.accepting.conflictStatus = status;
        assertKind(Kind.CONFLICT, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
    }

    @Test
    void whoMayNotMergeIsForbiddenAndNotUnknown() {
        PullRequest pull = opened();
        stub.merges.accepting.mayMerge = false;
        assertKind(Kind.FORBIDDEN, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
    }

    @Test
    void aBranchThatIsBehindIsRebasedWhereTheProjectWantsThat() {
        PullRequest pull = opened();
        repository.commit("main", Map.of("unrelated", "moved on\n"));
        stub.mergeMethod = "rebase_merge";
        stub.merges.accepting.rebaseTakes = 2;
        PullRequest merged =
                forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE).expecting(pull.headCommit()));
        assertThat(merged.headCommit()).isNotEqualTo(pull.headCommit());
        assertThat(repository.read("main").getParent(1).name()).isEqualTo(merged.headCommit());
        assertThat(repository.files("main"))
                .containsEntry("app.yaml", "image: app:2\n")
                .containsEntry("unrelated", "moved on\n");
    }

    @Test
    void whatSomebodyPushedDuringTheRebaseIsNotMerged() {
        PullRequest pull = opened();
        String main = repository.commit("main", Map.of("unrelated", "moved on\n"));
        stub.mergeMethod = "ff";
        stub.merges.accepting.duringRebase = () -> repository.commit(BRANCH, Map.of("evil.yaml", "image: evil\n"));
        assertKind(
                Kind.STALE,
                () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.REBASE).expecting(pull.headCommit())));
        assertThat(repository.branch("main")).contains(main);
    }

    /** The merge itself would go through; only the commit that is behind the base conflicts. */
    @Test
    void aRebaseThatConflictsIsAConflict() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:9\n"));
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        stub.mergeMethod = "ff";
        assertKind(Kind.CONFLICT, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.REBASE)));
    }

    // Auto-merge

    private AutoMerge autoMerge() {
        return forge.capability(AutoMerge.class).orElseThrow();
    }

    @Test
    void aPipelineThatRunsIsWaitedForThoughNoneIsRequired() {
        PullRequest pull = opened();
        forge.report(
                pull.headCommit(), new CommitStatus("ci", CommitStatus.State.PENDING, "running", Optional.empty()));
        assertThat(autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)))
                .isEqualTo(AutoMerge.Outcome.ENABLED);
        forge.report(pull.headCommit(), new CommitStatus("ci", CommitStatus.State.SUCCESS, "", Optional.empty()));
        assertThat(forge.get(pull.id()).orElseThrow().state()).isEqualTo(State.MERGED);
        String squashed = repository.read("main").getParent(1).name();
        assertThat(repository.read(squashed).getParentCount())
                .as("the squashed commit")
                .isEqualTo(1);
    }

    @Test
    void anotherWishReplacesTheOneBefore() {
        PullRequest pull = opened();
        world.requireStatus("ci");
        autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.SQUASH));
        autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
        assertThat(stored(pull).autoMerge).isTrue();
        assertThat(stored(pull).squash).isFalse();
        int writes = stub.writes();
        autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
        assertThat(stub.writes()).isEqualTo(writes);
    }

    /** Before GitLab 17.7, auto-merge knew pipelines that run and nothing else. */
    @Test
    void anOlderGitLabThatWaitsForNothingElseSaysWhy() {
        PullRequest pull = opened();
        stub.merges.accepting.waitsForChecks = false;
        stub.merges.accepting.obstacle = Optional.of("not_approved");
        assertThatThrownBy(() -> autoMerge().enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.MERGE)))
                .hasMessageContaining("its approvals are missing");
    }

    // Statuses and reports

    @Test
    void aStatusThatRunsKeepsItsTextUntilItsEnd() {
        String commit = opened().headCommit();
        forge.report(commit, status(CommitStatus.State.PENDING, "queued"));
        forge.report(commit, status(CommitStatus.State.PENDING, "1 of 3"));
        assertThat(forge.statuses(commit)).containsExactly(status(CommitStatus.State.PENDING, "1 of 3"));
        int writes = stub.writes();
        forge.report(commit, status(CommitStatus.State.PENDING, "2 of 3"));
        assertThat(stub.writes()).isEqualTo(writes);
        forge.report(commit, status(CommitStatus.State.ERROR, "broke"));
        assertThat(forge.statuses(commit)).containsExactly(status(CommitStatus.State.FAILURE, "broke"));
        writes = stub.writes();
        forge.report(commit, status(CommitStatus.State.ERROR, "broke"));
        assertThat(stub.writes()).isEqualTo(writes);
        forge.report(commit, status(CommitStatus.State.PENDING, "again"));
        assertThat(forge.statuses(commit)).containsExactly(status(CommitStatus.State.PENDING, "again"));
    }

    private static CommitStatus status(CommitStatus.State state, String text) {
        return new CommitStatus("c", state, text, Optional.empty());
    }

    @Test
    void aStatusIsCutToWhatGitLabTakes() {
        String commit = opened().headCommit();
        forge.report(commit, status(CommitStatus.State.SUCCESS, "x".repeat(300)));
        assertThat(forge.statuses(commit))
                .singleElement()
                .satisfies(told -> assertThat(told.description()).hasSize(255).endsWith("…"));
    }

    @Test
    void pipelinesAndDeploymentsAreReportsToo() {
        String commit = repository.branch("main").orElseThrow();
        pipeline(commit, "main", "push", "failed");
        pipeline(commit, "main", "push", "success");
        pipeline(commit, "other", "external", "failed");
        deployment(commit, "prod", "running");
        deployment(commit, "prod", "success");
        deployment("f".repeat(40), "dev", "success");
        assertThat(forge.capability(CommitReports.class).orElseThrow().reports(commit))
                .containsExactly(
                        new CommitReport(
                                CommitReport.Kind.CHECK,
                                "pipeline main",
                                CommitStatus.State.SUCCESS,
                                "",
                                Optional.of("https://gitlab.example/p")),
                        new CommitReport(
                                CommitReport.Kind.DEPLOYMENT,
                                "prod",
                                CommitStatus.State.SUCCESS,
                                "",
                                Optional.of("https://prod.example")));
    }

    private void pipeline(String commit, String ref, String source, String status) {
        stub.pipelines.pipelines.add(
                0,
                GitLabStub.JSON
                        .createObjectNode()
                        .put("sha", commit)
                        .put("ref", ref)
                        .put("source", source)
                        .put("status", status)
                        .put("web_url", "https://gitlab.example/p"));
    }

    private void deployment(String commit, String environment, String status) {
        var json = GitLabStub.JSON.createObjectNode().put("sha", commit).put("status", status);
        json.putObject("environment").put("name", environment).put("external_url", "https://prod.example");
        stub.pipelines.deployments.add(0, json);
    }

    // Answers that are lost after the deed

    @Test
    void anOpeningWhoseAnswerIsLostOpensOne() {
        stub.losesAnswerOf = Optional.of("POST .*/merge_requests");
        PullRequest pull = opened();
        assertThat(forge.find(PullRequestQuery.all())).containsExactly(pull);
    }

    @Test
    void aCommentWhoseAnswerIsLostIsThereOnce() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("POST .*/notes");
        Comment comment = forge.comment(pull.id(), "plan", "text");
        assertThat(forge.comments(pull.id())).containsExactly(comment);
    }

    @Test
    void aMergeWhoseAnswerIsLostIsAMerge() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("PUT .*/merge");
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)).state())
                .isEqualTo(State.MERGED);
        assertThat(repository.read("main").getParentCount()).isEqualTo(2);
    }

    @Test
    void aStatusWhoseAnswerIsLostIsSet() {
        String commit = opened().headCommit();
        stub.losesAnswerOf = Optional.of("POST .*/statuses/.*");
        forge.report(commit, status(CommitStatus.State.PENDING, "running"));
        assertThat(forge.statuses(commit)).containsExactly(status(CommitStatus.State.PENDING, "running"));
    }

    @Test
    void aDeletionWhoseAnswerIsLostIsADeletion() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("DELETE .*");
        assertThat(forge.deleteBranch(BRANCH, pull.headCommit())).isTrue();
        assertThat(repository.branch(BRANCH)).isEmpty();
        assertThat(forge.get(pull.id()).orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void readingAndWritingNothingTakesFewRequests() {
        PullRequest pull = opened();
        Forge fresh = world.another();
        stub.requests.clear();
        fresh.find(PullRequestQuery.all().from(BRANCH));
        // One page, and the branch.
        assertThat(stub.requests).hasSize(2);
        fresh.update(pull.id(), PullRequestEdit.NONE.withTitle(pull.title()).withBody(pull.body()));
        assertThat(stub.requests).hasSize(4);
    }
}
