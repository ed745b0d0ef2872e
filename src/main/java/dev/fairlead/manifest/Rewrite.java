package dev.fairlead.manifest;

import dev.fairlead.manifest.field.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of one file: its new bytes, the changes in them and what was refused. The new bytes are proved: read
 * again, they hold the same data but for the changed values, and outside of those every byte is the old one.
 */
public final class Rewrite {
    private final String path;
    private final byte[] before;
    private final byte[] after;
    private final List<Change> changes;
    private final List<Refusal> refusals;

    Rewrite(String path, byte[] before, byte[] after, List<Change> changes, List<Refusal> refusals) {
        this.path = path;
        this.before = before;
        this.after = after;
        this.changes = List.copyOf(changes);
        this.refusals = List.copyOf(refusals);
    }

    Rewrite with(byte[] bytes, List<Change> moreChanges, List<Refusal> moreRefusals) {
        List<Change> allChanges = new ArrayList<>(changes);
        allChanges.addAll(moreChanges);
        List<Refusal> allRefusals = new ArrayList<>(refusals);
        allRefusals.addAll(moreRefusals);
        return new Rewrite(path, before, bytes, allChanges, allRefusals);
    }

    Rewrite withoutRefusals(List<Refusal> settled) {
        return new Rewrite(
                path,
                before,
                after,
                changes,
                refusals.stream().filter(one -> !settled.contains(one)).toList());
    }

    /** The file's path as it was given. */
    public String path() {
        return path;
    }

    /** The bytes as they were. */
    public byte[] before() {
        return before.clone();
    }

    /** The bytes as they shall be: the old ones where nothing changes. */
    public byte[] after() {
        return after.clone();
    }

    /** Every value that changes, in the order of the file. */
    public List<Change> changes() {
        return changes;
    }

    /** Every field that something was wanted of and that was left alone, with its reason. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** Whether there is anything to write. */
    public boolean changed() {
        return !Arrays.equals(before, after);
    }
}
