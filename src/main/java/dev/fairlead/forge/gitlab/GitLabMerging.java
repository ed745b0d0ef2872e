package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.AutoMerge.Outcome;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Merging now, or by GitLab itself later ("Merge a merge request"). */
final class GitLabMerging {
    private static final int TRIES = 7;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    /** Not mergeable, a conflict, an unexpected head: which number means what changes from version to version. */
    private static final Set<Integer> JUDGED = Set.of(400, 405, 406, 409, 422);

    private final GitLabProject project;
    private final GitLabPulls pulls;
    private final GitLabBranches branches;
    private final MergeWays ways;
    private final Rebase rebase;

    GitLabMerging(GitLabProject project, GitLabPulls pulls, GitLabBranches branches) {
        this.project = project;
        this.pulls = pulls;
        this.branches = branches;
        ways = new MergeWays(project);
        rebase = new Rebase(project, branches);
    }

    GitLabPull merge(String id, MergeRequest how) {
        GitLabPull pull = pulls.require(id);
        if (pull.state() == State.MERGED) {
            return pull;
        }
        String head = judgedHead(pull, how);
        for (int attempt = 1; ; attempt++) {
            if (pull.needsRebase()) {
                head = rebase.onto(pull, head);
            }
            Optional<Refusal> refused = send(pull, MergeWays.request(how, head));
            pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            // Where it was not refused, GitLab merges in the background.
            if (!mayPass(pull, head) || !again(attempt)) {
                throw new MergeVerdict(project, pull, head, branches.commit(pull.head())).of(refused);
            }
        }
    }

    Outcome enable(String id, MergeRequest how) {
        GitLabPull pull = pulls.require(id);
        if (pull.state() != State.OPEN) {
            throw project.problem(Kind.NOT_MERGEABLE, "!" + id, "it is not open", "open a new one");
        }
        String head = judgedHead(pull, how);
        if (pull.waitsForMerge()) {
            if (pull.squashes() == (how.method() == MergeMethod.SQUASH)) {
                return Outcome.ENABLED;
            }
            disable(id);
        }
        for (int attempt = 1; ; attempt++) {
            if (pull.needsRebase()) {
                head = rebase.onto(pull, head);
                pull = pulls.require(id);
            }
            if (pull.mergeable() && !pull.pipelineRuns()) {
                return Outcome.READY;
            }
            boolean undecided = pull.undecided();
            Optional<Refusal> refused = undecided ? Optional.empty() : send(pull, later(how, head));
            pull = pulls.require(id);
            if (pull.state() == State.MERGED || pull.waitsForMerge()) {
                return Outcome.ENABLED;
            }
            if (!(undecided || mayPass(pull, head)) || !again(attempt)) {
                throw new MergeVerdict(project, pull, head, branches.commit(pull.head())).of(refused);
            }
        }
    }

    /** {@code auto_merge} since GitLab 17.11, and the name that it had before; each version passes over the other. */
    private static ObjectNode later(MergeRequest how, String head) {
        return MergeWays.request(how, head).put("auto_merge", true).put("merge_when_pipeline_succeeds", true);
    }

    /** Refuses what nobody may merge; the commit at the head. */
    private String judgedHead(GitLabPull pull, MergeRequest how) {
        PullRequest seen = pulls.view(pull);
        how.requireMergeable(seen, project.place());
        ways.requireAllowed(pull, how);
        return seen.headCommit();
    }

    /** What GitLab says against it; empty where it took it. */
    private Optional<Refusal> send(GitLabPull pull, ObjectNode body) {
        try {
            project.send("PUT", "/merge_requests/" + pull.id() + "/merge", body);
            return Optional.empty();
        } catch (Refusal e) {
            if (!JUDGED.contains(e.status())) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** GitLab looks in the background at pushes, and whether there is a conflict; until then it refuses to merge. */
    private boolean mayPass(GitLabPull pull, String head) {
        boolean lags = !pull.knownHead().equals(head)
                && branches.commit(pull.head()).filter(head::equals).isPresent();
        return pull.state() == State.OPEN
                && (lags || pull.undecided() || pull.mergeable() || pull.needsRebase() || pull.locked());
    }

    private boolean again(int attempt) {
        return attempt < TRIES && project.connection().pause(A_MOMENT.multipliedBy(1L << (attempt - 1)));
    }

    /** "Cancel merge when pipeline succeeds". */
    void disable(String id) {
        if (!pulls.require(id).waitsForMerge()) {
            return;
        }
        try {
            project.send("POST", "/merge_requests/" + id + "/cancel_merge_when_pipeline_succeeds", null);
        } catch (Refusal e) {
            if (pulls.require(id).waitsForMerge()) {
                throw e;
            }
        }
    }
}
