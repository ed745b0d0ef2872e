package dev.fairlead.render.yaml;

import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a YAML tree that may be changed in place. It keeps what decides its type and text when it is written: its tag, which is empty where the type
 * follows from the text, and its style.
 *
 * <p>One node may hang in several places of a tree, and a change of it is then seen in all of them: that is how kustomize sets one label in several
 * fields, and later changes of one of these fields are seen in the others there as here.
 */
public final class Node {
    private Kind kind;
    private String tag;
    private String value;
    private Style style = Style.PLAIN;
    private boolean tagged;
    private List<Node> content = new ArrayList<>();
    private int line;
    private boolean kept;

    private Node(Kind kind, String tag, String value) {
        this.kind = kind;
        this.tag = tag;
        this.value = value;
    }

    /** A scalar whose type follows from its text when it is written: {@code 8080} is a number. */
    public static Node plain(String text) {
        return new Node(Kind.SCALAR, Tags.NONE, text);
    }

    /** A scalar that is a string, whatever its text looks like. */
    public static Node string(String text) {
        Node node = new Node(Kind.SCALAR, Tags.STR, text);
        node.style = text.indexOf('\n') >= 0 ? Style.LITERAL : Style.PLAIN;
        return node;
    }

    /** A scalar of a type. */
    public static Node scalar(String tag, String text) {
        return new Node(Kind.SCALAR, tag, text);
    }

    /** An empty mapping. */
    public static Node mapping() {
        return new Node(Kind.MAPPING, Tags.NONE, "");
    }

    /** An empty sequence. */
    public static Node sequence() {
        return new Node(Kind.SEQUENCE, Tags.NONE, "");
    }

    /** An empty node of a kind. */
    public static Node empty(Kind kind) {
        return new Node(kind, Tags.NONE, "");
    }

    /** A null that an assignment keeps instead of taking the field away. */
    public static Node keptNull(String text) {
        Node node = new Node(Kind.SCALAR, Tags.NULL, text);
        node.kept = true;
        return node;
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    public String tag() {
        return tag;
    }

    /** A scalar's text; empty for others. */
    public String value() {
        return value;
    }

    public Style style() {
        return style;
    }

    /** Whether the tag was written out, and is to be again. */
    public boolean tagWritten() {
        return tagged;
    }

    /** Keys and values in turn of a mapping, the items of a sequence. The list is the node's own. */
    public List<Node> content() {
        return content;
    }

    /** The line that the node starts in, from 1; 0 if it was not read. */
    public int line() {
        return line;
    }

    /** Whether a null stays where it is assigned. */
    public boolean kept() {
        return kept;
    }

    public Node withStyle(Style written) {
        this.style = written;
        return this;
    }

    Node withTagWritten() {
        this.tagged = true;
        return this;
    }

    Node withLine(int number) {
        this.line = number;
        return this;
    }

    /** Gives a scalar another text; its type and style stay. */
    public void changeText(String text) {
        this.value = text;
    }

    /** Makes a null that stands for an absent value a node of this kind and type. */
    public void retype(Kind newKind, String newTag) {
        this.kind = newKind;
        this.tag = newTag;
    }

    /** Gives a scalar another text, type and the plain style. */
    public void changeScalar(String newTag, String text) {
        this.kind = Kind.SCALAR;
        this.tag = newTag;
        this.value = text;
        this.style = Style.PLAIN;
        this.tagged = false;
    }

    /** Becomes what another node is, in every place that this node hangs in. */
    public void become(Node other) {
        if (other == this) {
            return;
        }
        kind = other.kind;
        tag = other.tag;
        value = other.value;
        style = other.style;
        tagged = other.tagged;
        content = new ArrayList<>(other.content);
        line = other.line;
    }

    void replaceContent(List<Node> nodes) {
        content = nodes;
    }

    /** Whether this is a null. */
    public boolean isNull() {
        return tag.equals(Tags.NULL);
    }

    /** Whether there is nothing, or a null. */
    public static boolean absent(@Nullable Node node) {
        return node == null || node.isNull();
    }

    /** Whether there is nothing, a null, or a mapping or sequence without content. */
    public static boolean blank(@Nullable Node node) {
        return node == null || node.isNull() || (node.kind != Kind.SCALAR && node.content.isEmpty());
    }

    /** Whether this is a string, or a scalar whose type follows from its text. */
    public boolean isText() {
        return kind == Kind.SCALAR && (tag.equals(Tags.STR) || tag.isEmpty());
    }

    /** The text of a node; empty if there is none or a null. */
    public static String textOf(@Nullable Node node) {
        return node == null || node.isNull() ? "" : node.value;
    }

    /** Where a key stands in this mapping's content, -1 if it does not. */
    public int indexOf(String key) {
        for (int i = 0; i + 1 < content.size(); i += 2) {
            if (content.get(i).value.equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** A field's value; null if this is no mapping or has no such field. */
    public @Nullable Node get(String key) {
        if (kind != Kind.MAPPING) {
            return null;
        }
        int at = indexOf(key);
        return at < 0 ? null : content.get(at + 1);
    }

    /** A field's value. */
    public Optional<Node> find(String key) {
        return Optional.ofNullable(get(key));
    }

    /** The keys of this mapping in their order. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(content.size() / 2);
        if (kind == Kind.MAPPING) {
            for (int i = 0; i + 1 < content.size(); i += 2) {
                keys.add(content.get(i).value);
            }
        }
        return keys;
    }

    /** Puts a field at the end of this mapping. */
    public void append(String key, Node node) {
        content.add(plain(key));
        content.add(node);
    }

    /** Takes a field away; nothing happens if there is none. */
    public void remove(String key) {
        int at = indexOf(key);
        if (at >= 0) {
            content.remove(at + 1);
            content.remove(at);
        }
    }

    /** Fails unless this is of a kind or a null. */
    public void demand(Kind wanted) {
        if (kind != wanted && !isNull()) {
            throw RenderException.of(
                    "expected " + wanted.noun() + " but got " + kind.noun() + described(),
                    "correct the field, or the path that leads to it");
        }
    }

    private String described() {
        return kind == Kind.SCALAR && value.length() < 60 ? " ('" + value + "')" : "";
    }

    /** A tree of the same values. */
    public Node copy() {
        Node copy = new Node(kind, tag, value);
        copy.style = style;
        copy.tagged = tagged;
        copy.line = line;
        copy.content = new ArrayList<>(content.size());
        for (Node child : content) {
            copy.content.add(child.copy());
        }
        return copy;
    }
}
