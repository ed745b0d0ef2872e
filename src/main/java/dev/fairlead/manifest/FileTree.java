package dev.fairlead.manifest;

import java.util.Optional;

/** The files around those that are looked at, by path. */
@FunctionalInterface
public interface FileTree {
    /** The regular file at this path ({@code /} between folders, no {@code .} or {@code ..} but in front), if there is one. */
    Optional<ManifestFile> file(String path);
}
