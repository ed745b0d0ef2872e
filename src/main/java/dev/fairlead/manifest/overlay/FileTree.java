package dev.fairlead.manifest.overlay;

import java.io.IOException;
import java.util.Optional;

/** The files around those that are looked at, by path. */
@FunctionalInterface
public interface FileTree {
    /**
     * The bytes of the regular file at this path ({@code /} between folders, {@code ..} at most in front); empty where there
     * is none, or a folder.
     *
     * @throws IOException if there is one and it cannot be read
     */
    Optional<byte[]> read(String path) throws IOException;
}
