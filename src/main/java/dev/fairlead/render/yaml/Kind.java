package dev.fairlead.render.yaml;

/** What a node is. An alias never leaves the reader: it is resolved to a copy of what it stands for. */
public enum Kind {
    MAPPING,
    SEQUENCE,
    SCALAR;

    /** The kind as an error names it. */
    public String noun() {
        return switch (this) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            case SCALAR -> "a scalar";
        };
    }
}
