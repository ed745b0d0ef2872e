package dev.fairlead.update;

import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.pending.BranchState;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.propose.GroupState;
import dev.fairlead.update.propose.OpenPulls;
import dev.fairlead.update.propose.Pulls;
import java.util.Optional;

/** Reads groups as the remote holds them. */
record GroupStates(UpdateEnvironment environment, Refs refs, OpenPulls openPulls) {
    /** What base, branch and pull requests of a group say now, as far as they were fetched. */
    GroupState of(UpdateGroup group) {
        Snapshot base = refs.base(group.baseBranch());
        boolean direct = group.delivery().mode() == Mode.COMMIT;
        Optional<Snapshot> head = direct ? Optional.empty() : refs.branch(group.branch());
        Pulls pulls = new Pulls(
                direct ? Optional.empty() : environment.forge(),
                openPulls,
                group.branch(),
                refs::commit,
                () -> head.isEmpty() && !refs.isOnRemote(group.branch()));
        return new GroupState(group, base, head, head.map(found -> branch(group, found, base, pulls)), pulls);
    }

    /** What the branch says, and where people have worked on it, what its pull requests say of it. */
    private BranchState branch(UpdateGroup group, Snapshot head, Snapshot base, Pulls pulls) {
        BranchState branch = refs.state(head, base);
        if (branch.touched() && pulls.hasMerged(head.id())) {
            return branch.finished();
        }
        return branch.taken()
                ? pulls.proposed(group.baseBranch()).map(branch::proposing).orElse(branch)
                : branch;
    }
}
