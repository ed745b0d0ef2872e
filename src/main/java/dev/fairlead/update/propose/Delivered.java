package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.report.GroupResult;
import java.util.List;
import java.util.Optional;

/**
 * How a plan was delivered.
 *
 * @param result what became of the group
 * @param commit the commit that holds the plan
 * @param newBase the base branch after a commit to it
 * @param pull the pull request
 * @param notes what a person should know
 * @param problem why it was not delivered
 */
public record Delivered(
        GroupResult result,
        Optional<String> commit,
        Optional<Snapshot> newBase,
        Optional<PullRequest> pull,
        List<String> notes,
        Optional<Problem> problem) {
    public Delivered {
        notes = List.copyOf(notes);
    }

    /** Nothing is written now, for these reasons. */
    public static Delivered waiting(GroupResult result, List<String> why) {
        return of(result, Optional.empty(), Optional.empty(), why);
    }

    static Delivered of(GroupResult result, Optional<String> commit, Optional<PullRequest> pull, List<String> notes) {
        return new Delivered(result, commit, Optional.empty(), pull, notes, Optional.empty());
    }

    static Delivered nothing() {
        return of(GroupResult.UNCHANGED, Optional.empty(), Optional.empty(), List.of());
    }

    static Delivered stopped(GroupResult result, Problem problem, Optional<PullRequest> pull) {
        return new Delivered(result, Optional.empty(), Optional.empty(), pull, List.of(), Optional.of(problem));
    }
}
