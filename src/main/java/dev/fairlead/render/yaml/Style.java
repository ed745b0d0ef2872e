package dev.fairlead.render.yaml;

/** How a node was written, and is to be written again; for mappings and sequences only {@link #PLAIN} (block) and {@link #FLOW} have a meaning. */
public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED,
    FLOW
}
