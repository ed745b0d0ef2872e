package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.List;

/**
 * What came of some edits: every edit is in one of the two lists, once, even if it was asked for twice.
 *
 * @param bytes the file with the applied edits; the array is the caller's own
 * @param applied the edits that were made and proved, in the order in which they were asked for
 * @param refusals the edits that were not made
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is passed on once, never compared
public record Edited(byte[] bytes, List<Edit> applied, List<Refusal> refusals) {
    public Edited {
        applied = List.copyOf(applied);
        refusals = List.copyOf(refusals);
    }

    /** An edit that was not made, with file:line:column, the reason and what to do. */
    public record Refusal(Edit edit, Problem problem) {}
}
