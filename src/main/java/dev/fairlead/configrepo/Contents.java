package dev.fairlead.configrepo;

/** How much of a snapshot a fetch brings at once. What was not brought is fetched when it is read. */
public enum Contents {
    /** The list of files; blobs come in one batch when they are read. For work on a few known paths. */
    LISTING,
    /** Every file's bytes. For work that looks into all files. */
    FILES
}
