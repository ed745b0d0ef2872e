package dev.fairlead.manifest.yaml;

/** A {@code *name} that stands for a node above it. It is never expanded, so that nested aliases cost nothing. */
public final class Alias extends Node {
    private final String name;
    private final Node target;

    Alias(Document document, Origin origin, String name, Node target) {
        super(document, origin);
        this.name = name;
        this.target = target;
    }

    public String name() {
        return name;
    }

    /** The anchored node; it may hold this very alias. */
    public Node target() {
        return target;
    }
}
