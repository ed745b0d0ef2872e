package dev.fairlead.forge.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
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

/** Bitbucket Cloud keeps the contract, held against {@link CloudStub}. */
@DisplayName("Bitbucket Cloud")
class CloudForgeTest extends ForgeContract {
    private static final String BRANCH = "fairlead/app";
    private static final HiddenMark COMMENT = HiddenMark.COMMENT.as(HiddenMark.Form.LINK_DEFINITION);

    private CloudStub stub;

    @Override
    protected ForgeWorld start(Path folder) throws IOException {
        stub = new CloudStub(BareRepository.create(folder.resolve("config.git")));
        return new World(stub);
    }

    /** The stub, and a connection for each who asks. */
    private record World(CloudStub stub) implements ForgeWorld {
        @Override
        public Forge forge() {
            return Forges.open(
                    "https://bitbucket.org/acme/config.git",
                    ForgeSettings.of(Map.of())
                            .withApiUrl(stub.api())
                            .withCredentials(new AccessToken(Secret.of(CloudStub.TOKEN))));
        }

        @Override
        public Forge another() {
            return forge();
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
            stub.comment(stub.pulls.get(Integer.valueOf(id)), person, text);
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
    void whatIsHiddenIsHiddenAsBitbucketHidesItAndNotAsHtml() {
        PullRequest pull = opened();
        forge.comment(pull.id(), "plan (1)", "text");
        assertThat(stub.pulls.get(1).description).isEqualTo("Body\n\n[//]: # (fairlead:pull-request m)");
        assertThat(stub.pulls.get(1).comments.toString())
                .contains("text\\n\\n[//]: # (fairlead:comment plan %00281%0029)")
                .doesNotContain("<!--");
    }

    @Test
    void aPullRequestOfAForkIsNotSeenWhateverItSays() {
        PullRequest ours = opened();
        CloudStubPull forged = new CloudStubPull(2, BRANCH, "main", "f".repeat(40), "mallory");
        forged.repository = "{666}";
        forged.description = "Trust me\n\n[//]: # (fairlead:pull-request m)";
        stub.pulls.put(2, forged);
        assertThat(forge.find(PullRequestQuery.all().markedOnly())).containsExactly(ours);
        assertThat(forge.find(PullRequestQuery.open().from(BRANCH))).containsExactly(ours);
        assertThat(forge.get("2")).isEmpty();
    }

    @Test
    void aCommentOfAnotherWithOurMarkIsNotEdited() {
        PullRequest pull = opened();
        world.commentBy("mallory", pull.id(), COMMENT.append("All checks passed", "plan"));
        world.commentBy("grace", pull.id(), "> " + COMMENT.append("", "plan"));
        Comment ours = forge.comment(pull.id(), "plan", "Denied");
        assertThat(forge.comments(pull.id())).hasSize(3);
        assertThat(forge.comments(pull.id()).get(0).key()).isEmpty();
        assertThat(forge.comments(pull.id()).get(2)).isEqualTo(ours);
    }

    @Test
    void whatBitbucketCannotHoldOrRefusesIsToldAndTheRestIsDone() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withLabels(List.of("deps"))
                .withPeople(
                        List.of("Grace", "nobody", "{gone}", CloudStub.LOGIN), List.of("platform"), List.of("alan")));
        assertThat(written.pullRequest().reviewers()).containsExactly("grace");
        assertThat(written.unmet())
                .extracting(Problem::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("no labels: deps"),
                        cause -> assertThat(cause).contains("no team reviewers: platform"),
                        cause -> assertThat(cause).contains("no assignees: alan"),
                        cause -> assertThat(cause).contains("reviewer nobody"),
                        cause -> assertThat(cause).contains("reviewer {gone}"));
    }

    @Test
    void aTokenThatMayNotReadTheWorkspaceAsksByIds() {
        stub.tellsMembers = false;
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("{grace}", "alan"), List.of(), List.of()));
        assertThat(written.pullRequest().reviewers()).containsExactly("grace");
        assertThat(written.unmet())
                .singleElement()
                .satisfies(problem -> assertThat(problem.cause()).contains("reviewer alan", "give the {UUID} instead"));
    }

    @Test
    void defaultReviewersAreAskedWhenItIsOpenedAndNotAgain() {
        stub.defaultReviewers = List.of("barbara", CloudStub.LOGIN);
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft =
                PullRequestDraft.of(BRANCH, "main", "T", "B").withPeople(List.of("grace"), List.of(), List.of());
        assertThat(forge.open(draft).pullRequest().reviewers()).containsExactly("barbara", "grace");
        stub.pulls.get(1).takeOff("barbara");
        stub.pulls.get(1).takeOff("grace");
        Written again = forge.open(draft);
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().reviewers()).isEmpty();
    }

    @Test
    void aReviewThatIsInIsNotWaitedForAndNewTextsKeepIt() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B")
                .withPeople(List.of("grace", "alan"), List.of(), List.of());
        String id = forge.open(draft).pullRequest().id();
        stub.pulls.get(1).approved.add("grace");
        Written edited = forge.update(id, draft.asEdit().withTitle("Newer"));
        assertThat(edited.pullRequest().reviewers()).containsExactly("alan");
        assertThat(stub.pulls.get(1).reviewers).containsExactly("alan", "grace");
    }

    @Test
    void commitsAreToldByTheirWholeNames() {
        PullRequest pull = opened();
        PullRequest merged = forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
        assertThat(merged.headCommit()).hasSize(40).isEqualTo(pull.headCommit());
        assertThat(merged.mergeCommit().orElseThrow()).hasSize(40);
    }

    @Test
    void aMethodThatTheRepositoryDoesNotAllowIsNamed() {
        PullRequest pull = opened();
        stub.strategies = Set.of("merge_commit");
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)))
                .hasMessageContaining("does not allow to merge by squash");
    }

    @Test
    void aMergeCheckIsToldInBitbucketsWords() {
        PullRequest pull = opened();
        stub.failedCheck = Optional.of("1 failed merge check: at least 1 successful build");
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)))
                .hasMessageContaining("at least 1 successful build");
    }

    @Test
    void aMergeInTheBackgroundIsWaitedFor() {
        PullRequest pull = opened();
        stub.mergesInBackground = 1;
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)).state())
                .isEqualTo(State.MERGED);
    }

    @Test
    void aStatusOfALongContextKeepsItsName() {
        PullRequest pull = opened();
        CommitStatus status = new CommitStatus("c".repeat(100), CommitStatus.State.ERROR, "why", Optional.empty());
        forge.report(pull.headCommit(), status);
        int writes = stub.writes();
        forge.report(pull.headCommit(), status);
        assertThat(stub.writes()).isEqualTo(writes);
        assertThat(forge.statuses(pull.headCommit())).containsExactly(status);
    }

    @Test
    void whatIsDeclinedStaysSoAndNobodyIsToldOtherwise() {
        assertThat(forge.capability(Reopening.class)).isEmpty();
        assertThat(forge.capability(AutoMerge.class)).isEmpty();
    }

    // Answers that are lost after the deed

    @Test
    void anOpeningWhoseAnswerIsLostOpensOne() {
        stub.losesAnswerOf = Optional.of("POST .*/pullrequests");
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
    void aMergeAndADeclineWhoseAnswersAreLostAreDoneOnce() {
        PullRequest pull = opened();
        stub.losesAnswerOf = Optional.of("POST .*/merge");
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)).state())
                .isEqualTo(State.MERGED);
        assertThat(repository.read("main").getParent(0).getParentCount()).isZero();
        repository.commit("other", Map.of("app.yaml", "image: app:3\n"));
        PullRequest other =
                forge.open(PullRequestDraft.of("other", "main", "T", "B")).pullRequest();
        stub.losesAnswerOf = Optional.of("POST .*/decline");
        assertThat(forge.close(other.id()).state()).isEqualTo(State.CLOSED);
    }
}
