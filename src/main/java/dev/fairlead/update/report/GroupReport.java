package dev.fairlead.update.report;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What became of one group.
 *
 * @param group its name
 * @param result what became of it
 * @param branch the branch of its pull request; the base branch where commits are pushed straight
 * @param baseBranch the branch that is updated
 * @param scope where it may edit, in words
 * @param items its images, in the order of the configuration
 * @param changes every value that the plan changes
 * @param unchanged fields that hold a wanted image and were left alone, each with its reason
 * @param notes what else a person should know
 * @param diff the plan as a unified diff against the base
 * @param commit the commit that was made, or that holds the plan already
 * @param pullRequest where people look at it
 * @param problem why the group failed or is blocked
 */
public record GroupReport(
        String group,
        GroupResult result,
        String branch,
        String baseBranch,
        String scope,
        List<ItemReport> items,
        List<ChangeReport> changes,
        List<Problem> unchanged,
        List<String> notes,
        String diff,
        Optional<String> commit,
        Optional<PullRequestReport> pullRequest,
        Optional<Problem> problem) {
    public GroupReport {
        items = List.copyOf(items);
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
        notes = List.copyOf(notes);
    }

    /** Whether everything that was asked of the group was done. */
    public boolean fine() {
        return problem.isEmpty()
                && unchanged.isEmpty()
                && items.stream().allMatch(item -> item.result().fine());
    }

    /** Whether at least something of what was asked was done, or needed not to be done. */
    public boolean anythingFine() {
        return problem.isEmpty()
                && (items.isEmpty()
                        || items.stream().anyMatch(item -> item.result().fine()));
    }
}
