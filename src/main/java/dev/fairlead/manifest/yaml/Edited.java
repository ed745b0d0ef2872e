package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of some edits: every edit is in one of the two lists, once, even if it was asked for twice.
 *
 * @param bytes the file with the applied edits; the array is the caller's own
 * @param applied the edits that were made and proved, in the order in which they were asked for
 * @param refusals the edits that were not made
 * @param reread the new bytes as they were read to prove the edits; empty where nothing changed, or where they are beyond
 *     the limits of a file
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is passed on once, never compared
public record Edited(byte[] bytes, List<Edit> applied, List<Refusal> refusals, Optional<YamlFile> reread) {
    public Edited {
        applied = List.copyOf(applied);
        refusals = List.copyOf(refusals);
    }

    /** An edit that was not made, with file:line:column, the reason and what to do. */
    public record Refusal(Edit edit, Problem problem) {}
}
