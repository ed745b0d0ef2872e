package dev.fairlead.manifest.yaml;

/** How a scalar is written. */
public enum ScalarStyle {
    /** Without quotes. */
    PLAIN,
    /** In single quotes. */
    SINGLE_QUOTED,
    /** In double quotes, with escapes. */
    DOUBLE_QUOTED,
    /** A block that keeps its line breaks ({@code |}). */
    LITERAL,
    /** A block whose lines are joined ({@code >}). */
    FOLDED
}
