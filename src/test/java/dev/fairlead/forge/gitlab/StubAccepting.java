package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.github.StubMerge;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Merging and rebasing of {@link GitLabStub}'s merge requests, at once or when they can be. */
final class StubAccepting {
    /** What auto-merge waits for ("Auto-merge", since GitLab 17.7). */
    private static final Set<String> WAITS = Set.of("ci_must_pass", "ci_still_running", "not_approved");

    /** How often the status is {@code checking} before it is known; a merge is refused until then. */
    int undecided;

    /** What stands in the way of a merge. */
    Optional<String> obstacle = Optional.empty();

    /** Whether the user may merge into the base. */
    boolean mayMerge = true;

    /** The number by which a conflict is told: 406 and 405 in older versions (gitlab-org/gitlab#364102). */
    int conflictStatus = 422;

    /** Whether auto-merge waits for all that stands in the way, and not only for a pipeline that runs. */
    boolean waitsForChecks = true;

    /** How often a rebase is asked about before it is done. */
    int rebaseTakes;

    /** What somebody does while a rebase is under way. */
    Runnable duringRebase = () -> {};

    private final Map<StubMr, Integer> rebasing = new HashMap<>();
    private final GitLabStub stub;
    private final StubMergeRequests all;
    private final StubMerge git;

    StubAccepting(GitLabStub stub, StubMergeRequests all, StubMerge git) {
        this.stub = stub;
        this.all = all;
        this.git = git;
    }

    /** merge_requests#merge-status. */
    String status(StubMr mr) {
        Optional<String> base = stub.repository().branch(mr.base);
        if (!mr.open()) {
            return "not_open";
        }
        if (undecided > 0) {
            return "checking";
        }
        if (mr.draft()) {
            return "draft_status";
        }
        if (base.isEmpty() || git.make("merge", base.get(), mr.headSha, "").isEmpty()) {
            return "conflict";
        }
        if (!stub.mergeMethod.equals("merge") && !git.holds(mr.headSha, base.get())) {
            return "need_rebase";
        }
        return obstacle.orElseGet(() -> pipelineStatus(mr));
    }

    private String pipelineStatus(StubMr mr) {
        Optional<String> pipeline = stub.pipelines.pipeline(mr.headSha);
        if (!stub.pipelineMustSucceed || pipeline.filter("success"::equals).isPresent()) {
            return "mergeable";
        }
        return pipeline.filter("running"::equals).isPresent() ? "ci_still_running" : "ci_must_pass";
    }

    /** merge_requests#merge-a-merge-request: 401, 405, 409 and 422. */
    Reply merge(StubMr mr, JsonNode body) {
        if (!mayMerge) {
            return Reply.error(401, "401 Unauthorized");
        }
        boolean later = body.path("auto_merge").asBoolean()
                || body.path("merge_when_pipeline_succeeds").asBoolean();
        boolean running =
                stub.pipelines.pipeline(mr.headSha).filter("running"::equals).isPresent();
        String status = status(mr);
        boolean now = status.equals("mergeable") && !(later && running);
        boolean can = later && (running || (waitsForChecks && WAITS.contains(status)));
        if (status.equals("conflict")) {
            return Reply.error(conflictStatus, "Branch cannot be merged");
        }
        if (!now && !can) {
            return Reply.error(405, "405 Method Not Allowed");
        }
        if (body.has("sha") && !body.path("sha").asText().equals(mr.headSha)) {
            return Reply.error(409, "SHA does not match HEAD of source branch: " + mr.headSha);
        }
        mr.squash = body.path("squash").asBoolean(mr.squash);
        if (now) {
            land(mr, body);
        } else {
            mr.autoMerge = true;
        }
        return Reply.ok(mr.json(stub.root()));
    }

    void whenItCan(StubMr mr) {
        if (status(mr).equals("mergeable")
                && stub.pipelines.pipeline(mr.headSha).filter("running"::equals).isEmpty()) {
            land(mr, GitLabStub.JSON.createObjectNode());
        }
    }

    /** user/project/merge_requests/methods, and squash_and_merge: a squashed commit is merged by the project's method. */
    private void land(StubMr mr, JsonNode body) {
        String base = stub.repository().branch(mr.base).orElseThrow();
        String source = mr.headSha;
        if (mr.squash) {
            String message = body.path("squash_commit_message").asText(mr.title);
            source = git.make("squash", stub.git.mergeBase(base, mr.headSha), mr.headSha, message)
                    .orElseThrow()
                    .name();
            mr.squashCommit = Optional.of(source);
        }
        if (!stub.mergeMethod.equals("ff")) {
            String message = body.path("merge_commit_message").asText("Merge branch '" + mr.head + "'");
            source = git.make("merge", base, source, message).orElseThrow().name();
            mr.mergeCommit = Optional.of(source);
        }
        stub.repository().reset(mr.base, source);
        mr.end("merged");
    }

    /** merge_requests#rebase-a-merge-request: done in the background. */
    Reply rebase(StubMr mr) {
        rebasing.put(mr, rebaseTakes);
        mr.mergeError = Optional.empty();
        return new Reply(202, GitLabStub.JSON.createObjectNode().put("rebase_in_progress", true));
    }

    /** Somebody looks; whether a rebase is under way. */
    boolean step(StubMr mr) {
        undecided = Math.max(0, undecided - 1);
        Integer left = rebasing.get(mr);
        if (left == null) {
            return false;
        }
        if (left > 0) {
            rebasing.put(mr, left - 1);
            return true;
        }
        rebasing.remove(mr);
        duringRebase.run();
        String head = stub.repository().branch(mr.head).orElseThrow();
        Optional<ObjectId> made =
                git.make("rebase", stub.repository().branch(mr.base).orElseThrow(), head, "");
        made.ifPresentOrElse(
                commit -> stub.repository().reset(mr.head, commit.name()),
                () -> mr.mergeError =
                        Optional.of("Rebase failed: Rebase locally, resolve all conflicts, then push the branch."));
        all.sync();
        return false;
    }

    /** merge_requests#cancel-merge-when-pipeline-succeeds: 406 where there is no such wish. */
    Reply cancel(StubMr mr) {
        if (!mr.autoMerge) {
            return Reply.error(406, "406 Not Acceptable");
        }
        mr.autoMerge = false;
        return Reply.made(mr.json(stub.root()));
    }
}
