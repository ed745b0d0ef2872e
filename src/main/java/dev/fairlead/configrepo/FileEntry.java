package dev.fairlead.configrepo;

/**
 * One file of a snapshot.
 *
 * @param path its path from the repository's root, with {@code /} between the parts
 * @param kind what it is
 * @param id its blob (for a submodule, the other repository's commit)
 */
public record FileEntry(String path, FileKind kind, GitId id) {}
