package dev.fairlead.configrepo;

import java.util.Optional;

/**
 * One path on which two snapshots differ.
 *
 * @param path the path
 * @param before the file in the first snapshot; empty where it was added
 * @param after the file in the second snapshot; empty where it was removed
 */
public record FileChange(String path, Optional<FileEntry> before, Optional<FileEntry> after) {}
