package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a document's tree, as it is written: aliases and merge keys are not resolved, duplicate keys are kept. */
public abstract sealed class Node permits Branch, Scalar, Alias {
    private final Document document;
    private final @Nullable String anchor;
    private final @Nullable String tag;
    private final int start;
    private final int lineIndex;
    private final int columnIndex;
    private @Nullable Node parent;
    private int slot;

    Node(Document document, Origin origin) {
        this.document = document;
        this.anchor = origin.anchor();
        this.tag = origin.tag();
        this.start = origin.start();
        this.lineIndex = origin.line();
        this.columnIndex = origin.column();
    }

    /** Where a node begins, as index, line and column from 0 in code points, and what stands before it. */
    record Origin(@Nullable String anchor, @Nullable String tag, int start, int line, int column) {}

    /** Says once where this node hangs: for a mapping, entry {@code n} has its key at slot 2n and its value at 2n+1. */
    final void hang(Node above, int at) {
        parent = above;
        slot = at;
    }

    /** The document that this node is part of. */
    public final Document document() {
        return document;
    }

    /** The name after {@code &}. */
    public final Optional<String> anchor() {
        return Optional.ofNullable(anchor);
    }

    /** The explicit tag in full, such as {@code tag:yaml.org,2002:str} or {@code !vault}. */
    public final Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /** The mapping or sequence around this node; empty for a document's root. */
    public final Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** The line on which the node's own text begins (after an anchor and a tag), from 1, in the file itself. */
    public final int line() {
        return document.file().outerLine(lineIndex, columnIndex);
    }

    /** The line in the text that the node is read from, from 1: another than {@link #line()} where that text is a string. */
    public final int innerLine() {
        return lineIndex + 1;
    }

    /** The column in characters at which the node's own text begins, from 1, in the file itself. */
    public final int column() {
        return document.file().outerColumn(lineIndex, columnIndex);
    }

    /** {@code file:line:column}. */
    public final String place() {
        return document.file().name() + ":" + line() + ":" + column();
    }

    /** Whether this node is the key of an entry, rather than a value, an item or a root. */
    public final boolean isKey() {
        return parent instanceof Mapping && (slot & 1) == 0;
    }

    /** The key of the entry whose value this node is; empty for keys, items and roots. */
    public final Optional<Node> key() {
        return parent instanceof Mapping mapping && (slot & 1) == 1
                ? Optional.of(mapping.entries().get(slot >> 1).key())
                : Optional.empty();
    }

    /**
     * The way from the document's root, such as {@code spec.containers[0].image}. Keys that hold other characters than letters,
     * digits, {@code _}, {@code -}, {@code /} and {@code $} are written as {@code ["a.b"]}. The root's path is empty.
     */
    public final String path() {
        return NodePath.of(this);
    }

    /** The aliases that repeat this node, or something that it is part of. */
    public final List<Alias> sharedBy() {
        return document.sharedBy(this);
    }

    final Problem problem(String cause, String remedy) {
        return new Problem(place(), cause, remedy);
    }

    final @Nullable Node above() {
        return parent;
    }

    final int slot() {
        return slot;
    }

    final int start() {
        return start;
    }

    final int lineIndex() {
        return lineIndex;
    }

    final int columnIndex() {
        return columnIndex;
    }
}
