package dev.fairlead.forge;

/** Commits made by the forge itself, signed with its key and shown as verified. */
public interface ApiCommits extends ForgeCapability {
    /**
     * Makes one commit and moves the branch to it, whole or not at all.
     *
     * @return the new commit
     * @throws ForgeException {@code STALE} when the branch was not where the request expects it
     */
    String commitFiles(FileCommit commit);
}
