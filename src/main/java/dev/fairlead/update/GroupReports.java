package dev.fairlead.update;

import dev.fairlead.Problem;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.propose.Delivered;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.PullRequestReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the reports of groups. */
final class GroupReports {
    private GroupReports() {}

    static GroupReport failed(UpdateGroup group, Problem problem) {
        return new GroupReport(
                group.name(),
                GroupResult.FAILED,
                group.branch(),
                group.baseBranch(),
                group.scope(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem));
    }

    static GroupReport planned(UpdateGroup group, GroupPlan plan, boolean changes, List<String> notes) {
        return of(
                group,
                plan,
                new Delivered(
                        changes ? GroupResult.PLANNED : GroupResult.UNCHANGED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        notes,
                        Optional.empty()));
    }

    static GroupReport delivered(UpdateGroup group, GroupPlan plan, Delivered how) {
        return of(group, plan, how);
    }

    private static GroupReport of(UpdateGroup group, GroupPlan plan, Delivered how) {
        List<String> notes = new ArrayList<>(plan.notes());
        notes.addAll(how.notes());
        return new GroupReport(
                group.name(),
                how.result(),
                group.branch(),
                group.baseBranch(),
                group.scope(),
                plan.items(),
                plan.changes(),
                plan.unchanged(),
                notes,
                plan.diff(),
                how.commit(),
                how.pull().map(GroupReports::pull),
                how.problem());
    }

    private static PullRequestReport pull(PullRequest pull) {
        return new PullRequestReport(pull.id(), pull.url(), pull.state().name().toLowerCase(Locale.ROOT));
    }
}
