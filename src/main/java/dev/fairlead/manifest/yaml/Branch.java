package dev.fairlead.manifest.yaml;

/** A node that holds others: a mapping or a sequence. */
public abstract sealed class Branch extends Node permits Mapping, Sequence {
    private final boolean flow;
    private final int ordinal;
    private int end;

    Branch(Document document, Origin origin, boolean flow, int ordinal) {
        super(document, origin);
        this.flow = flow;
        this.ordinal = ordinal;
    }

    /** Whether it is written in braces or brackets, as JSON is. */
    public final boolean isFlow() {
        return flow;
    }

    /** How many mappings and sequences begin before this one in the file. */
    final int ordinal() {
        return ordinal;
    }

    /** The index after the closing bracket; of no use for blocks, whose end lies anywhere in the white space behind them. */
    final int flowEnd() {
        return end;
    }

    final void close(int endIndex) {
        end = endIndex;
    }

    abstract void add(Node child);
}
