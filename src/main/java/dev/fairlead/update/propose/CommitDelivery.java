package dev.fairlead.update.propose;

import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.report.GroupResult;
import java.util.List;
import java.util.Optional;

/** Delivers a plan straight to the base branch. */
public final class CommitDelivery {
    private final BranchWriter writer;

    public CommitDelivery(BranchWriter writer) {
        this.writer = writer;
    }

    /** Delivers a plan; empty when a race was lost, and everything is to be done again. */
    public Optional<Delivered> deliver(GroupState state, GroupPlan plan) {
        if (plan.isEmpty()) {
            return Optional.of(Delivered.nothing());
        }
        Pushed pushed = writer.write(
                state.group(),
                plan,
                state.base(),
                state.group().baseBranch(),
                Optional.of(state.base().id()),
                true);
        if (pushed instanceof Pushed.Refused refused) {
            return Optional.of(Delivered.stopped(GroupResult.FAILED, refused.problem(), Optional.empty()));
        }
        return pushed instanceof Pushed.Landed landed
                ? Optional.of(new Delivered(
                        GroupResult.COMMITTED,
                        Optional.of(landed.commit()),
                        landed.files(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))
                : Optional.empty();
    }
}
