package dev.fairlead.forge;

/** Merging by the forge itself as soon as its rules (required checks, reviews) are met. */
public interface AutoMerge extends ForgeCapability {
    /** What came of asking. */
    enum Outcome {
        /** The forge will merge when its rules are met. */
        ENABLED,
        /** Nothing stands in the way now, so that there is nothing to wait for: merge it. */
        READY
    }

    /**
     * Asks the forge to merge when it can.
     *
     * @throws ForgeException {@code NOT_MERGEABLE} where the repository does not allow it or the pull request is not
     *     open
     */
    Outcome enableAutoMerge(String id, MergeRequest how);

    /** Takes the wish back; nothing happens where there is none. */
    void disableAutoMerge(String id);
}
