package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.AutoMerge.Outcome;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Duration;
import java.util.Locale;

/** Merging now or by Gitea itself later ("Merge a pull request"). */
final class GiteaMerging {
    private static final int TRIES = 7;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final GiteaRepository repository;
    private final GiteaPulls pulls;

    GiteaMerging(GiteaRepository repository, GiteaPulls pulls) {
        this.repository = repository;
        this.pulls = pulls;
    }

    GiteaPull merge(String id, MergeRequest how) {
        GiteaPull pull = pulls.require(id);
        while (pull.state() != State.MERGED) {
            how.requireMergeable(pull.view(pull.headCommit()), repository.place());
            send(pull, how, body(how));
            pull = pulls.require(id);
        }
        return pull;
    }

    /** Returns when Gitea took it, or says that it has been merged meanwhile. */
    private void send(GiteaPull pull, MergeRequest how, ObjectNode body) {
        for (int attempt = 1; ; attempt++) {
            try {
                repository.send("POST", "/pulls/" + pull.id() + "/merge", body);
                return;
            } catch (Refusal e) {
                if (e.says("already merged") || e.says("already scheduled")) {
                    return;
                }
                Duration wait = A_MOMENT.multipliedBy(1L << (attempt - 1));
                if (!mayPass(e) || attempt >= TRIES || !repository.connection().pause(wait)) {
                    throw judged(pull, how, e);
                }
            }
        }
    }

    /**
     * Gitea looks in the background whether a pull request can be merged, after each push to it or to its base, and says
     * the same of one that it has not looked at yet as of one that conflicts.
     */
    private static boolean mayPass(Refusal e) {
        return e.says("Please try again later") || e.says("merge push out of date") || e.says("already merged");
    }

    private ForgeException judged(GiteaPull pull, MergeRequest how, Refusal e) {
        String what = "#" + pull.id();
        if (e.says("head out of date")) {
            return repository.problem(Kind.STALE, what, "its head moved", "review the new commits, then merge");
        }
        if (e.says("PushRejected")) {
            return repository.problem(
                    Kind.NOT_MERGEABLE, what, e.problem().cause(), "look at the repository's hooks and rules");
        }
        if (e.says("merge style")) {
            return repository.problem(
                    Kind.NOT_MERGEABLE,
                    what,
                    "the repository does not allow to merge by " + word(how.method()),
                    "choose another method, or allow it in the repository's settings");
        }
        // A conflict that it finds while merging is told as what git printed, without a message.
        boolean conflict = e.says("Please try again later") || (e.status() == 409 && !e.says("out of date"));
        return conflict
                ? repository.problem(
                        Kind.CONFLICT,
                        what,
                        pull.base() + " and " + pull.head() + " changed the same place",
                        "merge " + pull.base() + " into " + pull.head()
                                + " by hand and push it, or have the update made again from " + pull.base())
                : e;
    }

    private static ObjectNode body(MergeRequest how) {
        ObjectNode body = RestApi.object().put("Do", word(how.method()));
        how.expectedHead().ifPresent(head -> body.put("head_commit_id", head));
        if (how.method() != MergeMethod.REBASE) {
            how.title().ifPresent(title -> body.put("MergeTitleField", title));
            how.message().ifPresent(message -> body.put("MergeMessageField", message));
        }
        return body;
    }

    private static String word(MergeMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    Outcome enable(String id, MergeRequest how) {
        GiteaPull pull = pulls.require(id);
        if (pull.state() != State.OPEN) {
            throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it is not open", "open a new one");
        }
        how.requireMergeable(pull.view(pull.headCommit()), repository.place());
        if (!waits(pull)) {
            return Outcome.READY;
        }
        send(pull, how, body(how).put("merge_when_checks_succeed", true));
        return Outcome.ENABLED;
    }

    /** Gitea merges at once what no rule holds back, and tells nobody what came of it. */
    private boolean waits(GiteaPull pull) {
        JsonNode branch = repository.get("/branches/" + RestApi.escapedPath(pull.base()));
        return branch.path("enable_status_check").asBoolean()
                || branch.path("required_approvals").asLong() > 0;
    }

    /** "Cancel the scheduled auto merge for the given pull request". */
    void disable(String id) {
        pulls.require(id);
        GiteaRepository.present(() -> repository.send("DELETE", "/pulls/" + id + "/merge", null));
    }
}
