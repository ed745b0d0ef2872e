package dev.fairlead.manifest.field;

import java.util.Locale;

/** Which part of an image reference a value holds. */
public enum Part {
    /** The whole reference: {@code name[:tag][@digest]}. */
    REFERENCE,
    /** The registry's host alone, written in front of the {@link #NAME} by whoever uses the value. */
    REGISTRY,
    /** The name, with or without its registry. */
    NAME,
    /** The tag, or {@code tag@digest} where a digest was written behind it. */
    TAG,
    /** The digest. */
    DIGEST;

    /** The name in lower case, as it is written in reports and markers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
