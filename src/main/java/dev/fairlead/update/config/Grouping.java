package dev.fairlead.update.config;

/** What of an entry shares a branch and a pull request. */
public enum Grouping {
    /** Everything. */
    ENTRY,
    /** Each image has its own. */
    IMAGE,
    /** Each item of {@code paths} has its own. */
    PATH,
    /** The images that are chosen by the same policy. */
    POLICY
}
