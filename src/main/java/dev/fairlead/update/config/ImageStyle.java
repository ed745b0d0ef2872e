package dev.fairlead.update.config;

/**
 * What may become of an image beside its new tag.
 *
 * @param digest whether a digest is written
 * @param rollbacks whether an older version than the one in place may be written
 */
public record ImageStyle(DigestStyle digest, boolean rollbacks) {
    /** Digests as they are found; never an older version. */
    public static final ImageStyle DEFAULT = new ImageStyle(DigestStyle.KEEP, false);
}
