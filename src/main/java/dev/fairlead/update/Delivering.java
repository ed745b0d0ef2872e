package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.pending.BranchState;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.propose.BranchWriter;
import dev.fairlead.update.propose.CommitDelivery;
import dev.fairlead.update.propose.Delivered;
import dev.fairlead.update.propose.GroupState;
import dev.fairlead.update.propose.GroupSteps;
import dev.fairlead.update.propose.PullRequestDelivery;
import dev.fairlead.update.propose.PullRequestWriter;
import java.util.Optional;

/**
 * Brings a plan to the remote in the way that its group's settings name.
 *
 * @param configFile whose entries the group is made of; empty where none asked for it
 */
record Delivering(UpdateEnvironment environment, GroupSteps steps, Optional<String> configFile) {
    /**
     * Delivers a plan; empty when a race was lost, and everything is to be done again.
     *
     * @param onBase what is pending against the base
     * @param onTop what goes on top of people's commits; the same as {@code onBase} where there are none
     */
    Optional<Delivered> deliver(GroupState state, GroupPlan onBase, GroupPlan onTop) {
        BranchWriter writer = new BranchWriter(
                environment.repo(),
                environment.forge(),
                environment.committer(),
                environment.signer(),
                environment.clock(),
                steps);
        if (state.group().delivery().mode() == Mode.COMMIT) {
            return new CommitDelivery(writer).deliver(state, onBase);
        }
        Forge forge = environment
                .forge()
                .orElseThrow(() -> new FairleadException(new Problem(
                        environment.repo().location().toString(),
                        "pull requests need a forge, and none is known for this repository",
                        "name the forge, or set 'delivery: commit'")));
        PullRequestDelivery delivery = new PullRequestDelivery(
                environment.repo(), writer, new PullRequestWriter(environment.repo(), forge, steps, configFile));
        return state.branch().filter(BranchState::touched).isPresent()
                ? delivery.continueBranch(state, onTop, !onBase.isEmpty())
                : delivery.deliver(state, onBase);
    }
}
