package dev.fairlead.update.fields;

import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.field.ImageField;
import java.util.List;

/** A file that holds image fields, or that may hold them and could not be read. */
public final class FoundFile {
    private final FileEntry entry;
    private final byte[] bytes;
    private final List<ImageField> fields;

    FoundFile(FileEntry entry, byte[] bytes, List<ImageField> fields) {
        this.entry = entry;
        this.bytes = bytes;
        this.fields = List.copyOf(fields);
    }

    FoundFile with(List<ImageField> found) {
        return new FoundFile(entry, bytes, found);
    }

    public FileEntry entry() {
        return entry;
    }

    public String path() {
        return entry.path();
    }

    /** Its fields, in the order of the file. */
    public List<ImageField> fields() {
        return fields;
    }

    /** Its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The file for a rewrite. */
    public ManifestFile manifest() {
        return ManifestFile.of(entry.path(), bytes);
    }
}
