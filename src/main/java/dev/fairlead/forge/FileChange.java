package dev.fairlead.forge;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file written whole, or taken away; other properties of the file stay. */
public final class FileChange {
    private final String path;
    private final byte @Nullable [] content;

    private FileChange(String path, byte @Nullable [] content) {
        this.path = path;
        this.content = content;
    }

    /** The file with this content, in a plain file's mode where it is new. */
    public static FileChange write(String path, byte[] content) {
        return new FileChange(path, content.clone());
    }

    public static FileChange delete(String path) {
        return new FileChange(path, null);
    }

    /** From the repository's root, with slashes. */
    public String path() {
        return path;
    }

    /** The new content; empty where the file goes. */
    public Optional<byte[]> content() {
        return content == null ? Optional.empty() : Optional.of(content.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileChange change && change.path.equals(path) && Arrays.equals(change.content, content);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return (content == null ? "delete " : "write ") + path;
    }
}
