package dev.fairlead.update;

import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.plan.GroupPlan;

/** A change of the config repository that a person orders and no policy chooses: a hold, a rollback. */
@FunctionalInterface
public interface Amendment {
    /**
     * What changes, and what is told of it.
     *
     * @param title of the pull request, and the first line of the commit's message
     * @param message what else the commit says
     * @param plan the files; none where they are as they shall be
     */
    record Draft(String title, String message, GroupPlan plan) {}

    /**
     * Plans the change. It is asked again when a race was lost, and where people have committed to the branch of its pull
     * request, also against that.
     *
     * @param base the base branch as it is now
     * @param onto the files that the change is made in: of the base, or of the branch
     * @throws dev.fairlead.FairleadException if nothing of it can be done
     */
    Draft plan(Snapshot base, Snapshot onto);
}
