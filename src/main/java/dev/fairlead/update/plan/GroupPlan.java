package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.report.ChangeReport;
import dev.fairlead.update.report.ItemReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a group changes.
 *
 * @param items its images and what becomes of each
 * @param proposals every version that the plan brings, those of earlier runs among them
 * @param from the versions in place that each of them replaces
 * @param edits the files that change, by path
 * @param changes every value that changes
 * @param unchanged fields that hold a wanted image and are left alone though something was wanted of them
 * @param notes what else a person should know
 * @param story what the pull request tells where it is not the versions that an update brings
 */
public record GroupPlan(
        List<ItemReport> items,
        List<Proposal> proposals,
        Map<Subject, List<String>> from,
        List<FileEdit> edits,
        List<ChangeReport> changes,
        List<Problem> unchanged,
        List<String> notes,
        Optional<Story> story) {
    public GroupPlan {
        items = List.copyOf(items);
        proposals = List.copyOf(proposals);
        from = Map.copyOf(from);
        edits = List.copyOf(edits);
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
        notes = List.copyOf(notes);
    }

    /**
     * A plan that no policy made.
     *
     * @param edits the files that change; none where the files are as they shall be
     * @param changes every image that changes
     * @param unchanged what was wanted and cannot be done, each with its reason
     */
    public static GroupPlan told(
            Story story,
            List<FileEdit> edits,
            List<ChangeReport> changes,
            List<Problem> unchanged,
            List<String> notes) {
        return new GroupPlan(List.of(), List.of(), Map.of(), edits, changes, unchanged, notes, Optional.of(story));
    }

    /** The same plan with these proposals, which say more of the same versions. */
    public GroupPlan withProposals(List<Proposal> detailed) {
        return new GroupPlan(items, detailed, from, edits, changes, unchanged, notes, story);
    }

    /** The same plan, told against these versions. */
    public GroupPlan from(Map<Subject, List<String>> replaced) {
        return new GroupPlan(items, proposals, replaced, edits, changes, unchanged, notes, story);
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The whole change in unified format. */
    public String diff() {
        return edits.stream().map(FileEdit::diff).collect(Collectors.joining());
    }
}
