package dev.fairlead.update.propose;

import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.pending.BranchState;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.plan.UpdateGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group as the remote holds it.
 *
 * @param group the group
 * @param base the base branch
 * @param head the group's branch, where it is there
 * @param branch what the branch says of itself
 * @param pulls the pull requests from it
 */
public record GroupState(
        UpdateGroup group, Snapshot base, Optional<Snapshot> head, Optional<BranchState> branch, Pulls pulls) {
    /** What is pending, by its subject. */
    public Map<Subject, Proposal> pending() {
        Map<Subject, Proposal> pending = new LinkedHashMap<>();
        branch.map(BranchState::proposals).orElse(List.of()).forEach(known -> pending.put(known.subject(), known));
        return pending;
    }

    /** Whether the branch stands on this base. */
    public boolean settled() {
        return branch.flatMap(BranchState::base).map(base.id()::equals).orElse(false);
    }

    /** Whether people have committed to the branch, so that our commits go on top of theirs. */
    public boolean touched() {
        return branch.map(BranchState::touched).orElse(false);
    }

    /** The full name of the group's branch. */
    public String ref() {
        return "refs/heads/" + group.branch();
    }

    /** The full name of the base branch. */
    public String baseRef() {
        return "refs/heads/" + group.baseBranch();
    }
}
