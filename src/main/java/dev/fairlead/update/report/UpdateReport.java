package dev.fairlead.update.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run did.
 *
 * @param repository the config repository, without credentials
 * @param dryRun whether nothing was to be changed
 * @param groups what became of each group, in the order of the configuration
 * @param notes what a person should know of the whole run
 */
public record UpdateReport(String repository, boolean dryRun, List<GroupReport> groups, List<String> notes) {
    /** How a run ended. */
    public enum Status {
        /** Everything was done, or nothing was to be done. */
        DONE,
        /** Some was done, and what was not is listed. */
        IN_PART,
        /** Nothing of what was asked was done. */
        FAILED
    }

    public UpdateReport {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /** The same report with more notes. */
    public UpdateReport withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new UpdateReport(repository, dryRun, groups, all);
    }

    public Status status() {
        if (groups.stream().allMatch(GroupReport::fine)) {
            return Status.DONE;
        }
        return groups.stream().anyMatch(GroupReport::anythingFine) ? Status.IN_PART : Status.FAILED;
    }
}
