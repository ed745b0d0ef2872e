package dev.fairlead.update.report;

/** What became of one image of a group. The names are part of the JSON output: they do not change. */
public enum ItemResult {
    /** The plan brings fields to another version. */
    UPDATE(true),
    /** Every field holds the wanted version already. */
    CURRENT(true),
    /** Proposed by an earlier run, and not asked about in this one. */
    PENDING(true),
    /** What was wanted is older than what is in place or proposed, which was pushed later. */
    SUPERSEDED(true),
    /** People keep the version out. */
    HELD(true),
    /** No policy chooses a version, and no build told one. */
    WAITING(true),
    /** No file in the entry's paths holds the image. */
    NO_FIELD(false),
    /** The step was refused: a downgrade, or none that can be judged. */
    REFUSED(false),
    /** The version could not be told: the registry could not be asked, or has no tag that fits. */
    FAILED(false);

    private final boolean fine;

    ItemResult(boolean fine) {
        this.fine = fine;
    }

    /** Whether what was asked for was done, or there was nothing to do. */
    public boolean fine() {
        return fine;
    }
}
