package dev.fairlead.forge;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file written whole, or taken away. */
public final class FileChange {
    private final String path;
    private final byte @Nullable [] content;

    private final boolean executable;

    private FileChange(String path, byte @Nullable [] content, boolean executable) {
        this.path = path;
        this.content = content;
        this.executable = executable;
    }

    /** A plain file with this content. */
    public static FileChange write(String path, byte[] content) {
        return new FileChange(path, content.clone(), false);
    }

    /** A file with this content and the executable bit. */
    public static FileChange writeExecutable(String path, byte[] content) {
        return new FileChange(path, content.clone(), true);
    }

    public static FileChange delete(String path) {
        return new FileChange(path, null, false);
    }

    /** From the repository's root, with slashes. */
    public String path() {
        return path;
    }

    /** The new content; empty where the file goes. */
    public Optional<byte[]> content() {
        return content == null ? Optional.empty() : Optional.of(content.clone());
    }

    public boolean executable() {
        return executable;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileChange change
                && change.path.equals(path)
                && change.executable == executable
                && Arrays.equals(change.content, content);
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
