package dev.fairlead.manifest;

import java.io.IOException;

/**
 * A file that may hold image fields: its path and a way to its bytes. It serves a folder on disk and the blobs of a Git
 * tree alike; nothing is read before it is needed.
 *
 * @param path relative to the root of what is looked at, with {@code /} between folders; forms are told by it
 * @param content its bytes
 */
public record ManifestFile(String path, Content content) {

    /** The bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Reads all bytes. It is called from several threads at once, at most once a file and scan, and whoever gets the
         * array does not write to it.
         *
         * @throws IOException if they cannot be read; its message becomes the reason that the report gives
         */
        byte[] read() throws IOException;
    }

    /** A file whose bytes are at hand. */
    public static ManifestFile of(String path, byte[] bytes) {
        return new ManifestFile(path, () -> bytes);
    }
}
