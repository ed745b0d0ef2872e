package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Merging ("Merge a pull request"); Bitbucket's API knows no merging later. */
final class CloudMerging {
    private static final int TRIES = 6;
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final CloudRepository repository;
    private final CloudPulls pulls;
    private final CloudBranches branches;

    CloudMerging(CloudRepository repository, CloudPulls pulls, CloudBranches branches) {
        this.repository = repository;
        this.pulls = pulls;
        this.branches = branches;
    }

    CloudPull merge(String id, MergeRequest how) {
        for (int attempt = 1; ; attempt++) {
            CloudPull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            how.requireMergeable(pulls.view(pull), repository.place());
            try {
                send(pull, how);
                return done(id);
            } catch (Refusal e) {
                // The answer of a first try may be lost, and the merge be done.
                CloudPull now = pulls.require(id);
                if (now.state() == State.MERGED) {
                    return now;
                }
                boolean again = e.kind() == Kind.STALE && attempt < TRIES;
                if (!again || !repository.connection().pause(A_MOMENT)) {
                    throw judged(pull, e);
                }
            }
        }
    }

    /** What takes long is done in the background. */
    private CloudPull done(String id) {
        for (int attempt = 1; ; attempt++) {
            CloudPull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            if (attempt >= TRIES || !repository.connection().pause(A_MOMENT.multipliedBy(1L << attempt))) {
                throw repository.problem(
                        Kind.SERVER, "#" + id, "Bitbucket took the merge and has not done it yet", "look at it there");
            }
        }
    }

    private void send(CloudPull pull, MergeRequest how) {
        ObjectNode body = RestApi.object()
                .put("type", "pullrequest")
                .put("close_source_branch", false)
                .put("merge_strategy", strategy(pull, how.method()));
        how.title().ifPresent(title -> {
            String rest = how.message().orElse("");
            body.put("message", rest.isEmpty() ? title : title + "\n\n" + rest);
        });
        repository.send("POST", "/pullrequests/" + pull.id() + "/merge", body);
    }

    /** The repository's own way to do it; where the branch does not tell, the one of that name. */
    private String strategy(CloudPull pull, MergeMethod method) {
        List<String> ways = switch (method) {
            case MERGE -> List.of("merge_commit", "rebase_merge");
            case SQUASH -> List.of("squash", "squash_fast_forward");
            case REBASE -> List.of("rebase_fast_forward", "fast_forward");
        };
        Set<String> allowed = branches.strategies(pull.base());
        return ways.stream()
                .filter(way -> allowed.isEmpty() || allowed.contains(way))
                .findFirst()
                .orElseThrow(() -> repository.problem(
                        Kind.NOT_MERGEABLE,
                        "#" + pull.id(),
                        "the repository does not allow to merge by "
                                + method.name().toLowerCase(Locale.ROOT),
                        "choose another method, or allow it in the repository's settings, Merge strategies"));
    }

    /** Refusals differ in their words only; whether files conflict is asked for ("List conflicts of a pull request"). */
    private ForgeException judged(CloudPull pull, Refusal e) {
        if (e.kind() != Kind.INVALID) {
            return e;
        }
        boolean conflict = repository
                .find("/pullrequests/" + pull.id() + "/conflicts")
                .filter(json -> !json.path("values").isEmpty())
                .isPresent();
        return conflict
                ? repository.problem(
                        Kind.CONFLICT,
                        "#" + pull.id(),
                        pull.base() + " and " + pull.head() + " changed the same place",
                        "merge " + pull.base() + " into " + pull.head()
                                + " by hand and push it, or have the update made again from " + pull.base())
                : repository.problem(
                        Kind.NOT_MERGEABLE, "#" + pull.id(), e.problem().cause(), "meet the merge checks, then merge");
    }
}
