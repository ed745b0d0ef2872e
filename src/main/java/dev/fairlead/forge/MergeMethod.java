package dev.fairlead.forge;

/** How the commits of a pull request reach its base. */
public enum MergeMethod {
    /** A merge commit with base and head as its parents. */
    MERGE,
    /** One new commit on the base with the whole change. */
    SQUASH,
    /** The head's commits on top of the base, without a merge commit. */
    REBASE
}
