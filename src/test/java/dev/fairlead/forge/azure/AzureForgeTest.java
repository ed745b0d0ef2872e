package dev.fairlead.forge.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Problem;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitStatus;
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
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.Written;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Azure Repos keeps the contract, held against {@link AzureStub}. */
@DisplayName("Azure Repos")
class AzureForgeTest extends ForgeContract {
    private static final String BRANCH = "fairlead/app";

    private AzureStub azure;

    @Override
    protected ForgeWorld start(Path folder) throws Exception {
        BareRepository repository = BareRepository.create(folder.resolve("config.git"));
        azure = new AzureStub(repository);
        return new AzureWorld(azure, repository);
    }

    private record AzureWorld(AzureStub stub, BareRepository repository) implements ForgeWorld {
        @Override
        public Forge forge() {
            return another();
        }

        @Override
        public Forge another() {
            return Forges.open(
                    AzureStub.url(),
                    ForgeSettings.of(Map.of())
                            .withApiUrl(stub.collection())
                            .withCredentials(new AccessToken(Secret.of(AzureStub.TOKEN))));
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
        public void requireStatus(String context) {
            stub.requireStatus(context);
        }

        @Override
        public void close() {
            stub.close();
            repository.close();
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
        StubPull forged = new StubPull(2, BRANCH, "main", ours.headCommit(), azure.person("alan"));
        forged.fork = true;
        forged.description = HiddenMark.PULL_REQUEST.append("Trust me", "m");
        azure.pulls.put(2, forged);
        assertThat(forge.find(PullRequestQuery.all().markedOnly())).containsExactly(ours);
        assertThat(forge.find(PullRequestQuery.open().from(BRANCH))).containsExactly(ours);
        assertThat(forge.get("2")).isEmpty();
    }

    /** "Get Pull Requests" cuts descriptions to 400 characters, and our mark stands at their end. */
    @Test
    void aLongDescriptionIsReadWholeWhereAListCutsIt() {
        String body = "A line of a table\n".repeat(60).strip();
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequest opened = forge.open(
                        PullRequestDraft.of(BRANCH, "main", "T", body).withMarker("m"))
                .pullRequest();
        assertThat(forge.find(PullRequestQuery.open().markedOnly())).containsExactly(opened);
        assertThat(opened.body()).isEqualTo(body);
    }

    @Test
    void aMarkerLongerThanADescriptionIsPacked() {
        String marker = "{\"proposals\": [" + "{\"image\": \"registry.example/team/app\"}, ".repeat(200) + "]}";
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft =
                PullRequestDraft.of(BRANCH, "main", "T", "Body").withMarker(marker);
        Written written = forge.open(draft);
        assertThat(written.unmet()).isEmpty();
        assertThat(written.pullRequest().marker()).contains(marker);
        assertThat(written.pullRequest().body()).isEqualTo("Body");
        assertThat(forge.open(draft).changed()).isFalse();

        assertKind(
                Kind.INVALID,
                () -> forge.update(written.pullRequest().id(), PullRequestEdit.NONE.withMarker(noise(8000))));
    }

    private static String noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    /** Digests cannot be packed well: two of each of sixty images, and every length of a last character. */
    @Test
    void aMarkerOfManyDigestsFitsAllTheSame() {
        PullRequest pull = opened();
        for (int bytes : new int[] {3840, 2800, 2801, 2802, 2803, 2804, 2805, 2806, 2807}) {
            PullRequestEdit edit = PullRequestEdit.NONE.withMarker(noise(bytes));
            assertThat(forge.update(pull.id(), edit).pullRequest().marker()).contains(noise(bytes));
            assertThat(forge.update(pull.id(), edit).changed()).isFalse();
        }
    }

    @Test
    void aMarkerThatLooksPackedComesBackAsItWas() {
        for (String marker : List.of("zlib:", "zlib:plain words", "zlib:eJw", "zlib14:", "zlib14:no")) {
            repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
            assertThat(forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B").withMarker(marker))
                            .pullRequest()
                            .marker())
                    .contains(marker);
        }
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

    /** A policy may want all comments to be resolved. */
    @Test
    void ourCommentsAreClosedThreads() {
        PullRequest pull = opened();
        forge.comment(pull.id(), "plan", "Denied");
        assertThat(azure.pulls.get(1).threads)
                .allSatisfy(thread -> assertThat(thread.path("status").asText()).isEqualTo("closed"));
    }

    @Test
    void anAnswerThatIsLostLeavesOneComment() {
        PullRequest pull = opened();
        azure.losesAnswerOf = Optional.of("POST .*/threads");
        forge.comment(pull.id(), "plan", "Denied");
        assertThat(forge.comments(pull.id())).hasSize(1);
    }

    @Test
    void aReviewerWhoWasTakenOffIsNotAskedAgain() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of("platform"), List.of());
        String id = forge.open(draft).pullRequest().id();
        azure.takeOff(1, "grace");
        azure.takeOff(1, "[" + AzureStub.PROJECT + "]\\platform");
        Written again = forge.update(id, draft.asEdit());
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().reviewers()).containsExactly("alan");
        assertThat(again.pullRequest().teamReviewers()).isEmpty();
    }

    @Test
    void whoHasVotedIsAskedNoMore() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of(), List.of());
        forge.open(draft);
        azure.pulls.get(1).votes.put(azure.person("grace").id(), 10);
        Written again = forge.open(draft);
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().reviewers()).containsExactly("alan");
    }

    @Test
    void peopleAreKnownByMailAndGroupsByTheirProject() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(
                        List.of("linus.t@contoso.com", "[Other project]\\platform"), List.of("platform"), List.of());
        Written written = forge.open(draft);
        assertThat(written.unmet()).isEmpty();
        assertThat(written.pullRequest().reviewers()).containsExactly("linus@contoso.com");
        assertThat(written.pullRequest().teamReviewers()).containsExactly("[Other project]\\platform", "platform");
        assertThat(forge.open(draft).changed()).isFalse();
    }

    @Test
    void whatAzureRefusesIsToldAndTheRestIsDone() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withLabels(List.of("deps", "x".repeat(401)))
                .withPeople(
                        List.of("grace", "nobody", AzureStub.BOT.name()),
                        List.of("platform", "no-team"),
                        List.of("alan")));
        PullRequest pull = written.pullRequest();
        assertThat(pull.labels()).containsExactly("deps");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.teamReviewers()).containsExactly("platform");
        assertThat(written.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("label xxx"),
                        cause -> assertThat(cause).contains("reviewer nobody"),
                        cause -> assertThat(cause).contains("team no-team"),
                        cause -> assertThat(cause).contains("assignee alan"));
    }

    @Test
    void workItemsThatAreNamedAreLinkedOnce() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft =
                PullRequestDraft.of(BRANCH, "main", "Update, AB#7", "For AB#12, (AB#7), AB#99; not xAB#1 nor AB#3x");
        Written written = forge.open(draft);
        assertThat(azure.pulls.get(1).workItems).containsExactly("12", "7");
        assertThat(written.unmet())
                .singleElement()
                .satisfies(problem -> assertThat(problem.cause()).contains("work item 99", "TF401232"));
        int writes = world.writes();
        assertThat(forge.open(draft).changed()).isFalse();
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void aCompletionIsWaitedFor() {
        PullRequest pull = opened();
        azure.completionTakes = 4;
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)).state())
                .isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void aCompletionThatFailsInTheBackgroundIsTold() {
        PullRequest pull = opened();
        azure.completionsFail = "a hook said no";
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
    }

    @Test
    void aPolicyThatIsNotMetIsTold() {
        PullRequest pull = opened();
        azure.requireStatus("ci/build");
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        forge.report(
                pull.headCommit(), new CommitStatus("ci/build", CommitStatus.State.SUCCESS, "done", Optional.empty()));
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)).state())
                .isEqualTo(PullRequest.State.MERGED);
    }

    /** A success of an older commit says nothing about the next. */
    @Test
    void aStatusCountsForThePushThatItWasSetOn() {
        PullRequest pull = opened();
        azure.requireStatus("ci/build");
        CommitStatus good = new CommitStatus("ci/build", CommitStatus.State.SUCCESS, "done", Optional.empty());
        forge.report(pull.headCommit(), good);
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:3\n"));
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
    }

    /** Azure Repos looks at a push a moment later. */
    @Test
    void aPushThatWasNotLookedAtYetIsWaitedFor() {
        PullRequest pull = opened();
        String head = repository.commit(BRANCH, Map.of("app.yaml", "image: app:3\n"));
        azure.looksLate = 6;
        assertThat(forge.get(pull.id()).orElseThrow().headCommit()).isEqualTo(head);
        PullRequest merged =
                forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH).expecting(head));
        assertThat(merged.headCommit()).isEqualTo(head);
        assertThat(repository.files("main")).containsEntry("app.yaml", "image: app:3\n");
    }

    /** A completion by rebase moves the source branch: what is there then is nobody's new work. */
    @Test
    void aBranchIsDeletedAfterARebase() {
        PullRequest pull = opened();
        repository.commit("main", Map.of("other", "x\n"));
        PullRequest merged = forge.merge(pull.id(), MergeRequest.by(MergeMethod.REBASE));
        assertThat(repository.branch(BRANCH)).isNotEqualTo(Optional.of(merged.headCommit()));
        assertThat(forge.deleteBranch(BRANCH, merged.headCommit())).isTrue();
        assertThat(repository.branch(BRANCH)).isEmpty();
    }

    @Test
    void anAnswerThatIsLostDeletesABranchAllTheSame() {
        PullRequest pull = opened();
        azure.losesAnswerOf = Optional.of("POST .*/refs");
        assertThat(forge.deleteBranch(BRANCH, pull.headCommit())).isTrue();
        assertThat(forge.get(pull.id()).orElseThrow().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    void autoCompleteHasTheMethodAndTheMessageThatAreAskedFor() {
        PullRequest pull = opened();
        azure.requireStatus("ci");
        AutoMerge autoMerge = forge.capability(AutoMerge.class).orElseThrow();
        autoMerge.enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.SQUASH).saying("Title", "Text"));
        int writes = world.writes();
        autoMerge.enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.SQUASH).saying("Title", "Text"));
        assertThat(world.writes()).isEqualTo(writes);
        autoMerge.enableAutoMerge(pull.id(), MergeRequest.by(MergeMethod.REBASE));
        assertThat(azure.pulls.get(1).completionOptions.path("mergeStrategy").asText())
                .isEqualTo("rebase");
        assertThat(azure.completesItself(1)).isTrue();
    }

    @Test
    void moreThanAPageOfPullRequestsIsRead() {
        PullRequest first = opened();
        for (int n = 2; n <= 205; n++) {
            azure.pulls.put(n, new StubPull(n, "b" + n, "main", first.headCommit(), AzureStub.BOT));
        }
        assertThat(forge.find(PullRequestQuery.open().markedOnly())).containsExactly(first);
        assertThat(forge.find(PullRequestQuery.all().atMost(150))).hasSize(150);
        assertThat(forge.find(PullRequestQuery.all().atMost(3)))
                .extracting(PullRequest::head)
                .containsExactly("b205", "b204", "b203");
    }

    @Test
    void moreThanAPageOfCommitsIsRead() {
        String first = repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        for (int n = 0; n < 120; n++) {
            repository.commit("main", Map.of("app.yaml", "image: app:" + (n + 3) + "\n"));
        }
        var reports = forge.capability(dev.fairlead.forge.CommitReports.class).orElseThrow();
        assertThat(reports.commitsHolding("main", first, 1000)).hasSize(121);
        int asked = azure.requests.size();
        assertThat(reports.commitsHolding("main", first, 1000)).hasSize(121);
        assertThat(azure.requests.size() - asked).as("commits never change").isLessThan(6);
    }
}
