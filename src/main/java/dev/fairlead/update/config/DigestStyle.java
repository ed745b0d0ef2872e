package dev.fairlead.update.config;

/** Whether a digest is written beside the tag. */
public enum DigestStyle {
    /** Where the field holds one already. */
    KEEP,
    /** Always; a tag that moves to another digest is followed. */
    PIN,
    /** Beside a new tag; a tag that moves to another digest leaves the field as it is. */
    PIN_ONCE,
    /** Never; one that is there is taken away. */
    DROP
}
