package dev.fairlead.update.plan;

import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.manifest.diff.UnifiedDiff;

/** New bytes for one file. */
public final class FileEdit {
    private final FileEntry entry;
    private final byte[] before;
    private final byte[] after;

    public FileEdit(FileEntry entry, byte[] before, byte[] after) {
        this.entry = entry;
        this.before = before;
        this.after = after;
    }

    /** The file as it was read. */
    public FileEntry entry() {
        return entry;
    }

    /** The bytes as they shall be. */
    public byte[] after() {
        return after.clone();
    }

    /** The change in unified format. */
    public String diff() {
        return UnifiedDiff.of(entry.path(), before, after);
    }
}
