package dev.fairlead.update.config;

import java.util.List;

/**
 * What may become of an image beside its new tag.
 *
 * @param digest whether a digest is written
 * @param rollbacks whether an older version than the one in place may be written
 * @param verify the names of the signature rules that a version has to keep
 */
public record ImageStyle(DigestStyle digest, boolean rollbacks, List<String> verify) {
    /** Digests as they are found; never an older version. */
    public static final ImageStyle DEFAULT = new ImageStyle(DigestStyle.KEEP, false);

    public ImageStyle {
        verify = List.copyOf(verify);
    }

    /** A style that asks for no signature. */
    public ImageStyle(DigestStyle digest, boolean rollbacks) {
        this(digest, rollbacks, List.of());
    }
}
