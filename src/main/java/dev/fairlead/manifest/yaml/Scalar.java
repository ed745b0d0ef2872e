package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;

/** A leaf: its decoded value, and the bytes that say it. */
public final class Scalar extends Node {
    private final String value;
    private final ScalarStyle style;
    private final int end;
    private final int ordinal;

    Scalar(Document document, Origin origin, String value, ScalarStyle style, int end, int ordinal) {
        super(document, origin);
        this.value = value;
        this.style = style;
        this.end = end;
        this.ordinal = ordinal;
    }

    /** The value as a loader sees it, before it guesses a type. Empty for an absent value, too. */
    public String value() {
        return value;
    }

    public ScalarStyle style() {
        return style;
    }

    /** Where the first byte of the value's own text is (its quote or block header included, its anchor and tag not). */
    public int startByte() {
        return document().file().text().byteOffset(start());
    }

    /** Where the first byte after the value's own text is. A block's text ends with the white space behind it. */
    public int endByte() {
        return document().file().text().byteOffset(end);
    }

    /** Whether every reader takes it for a string: quoted, tagged so, or plain and of no other type in YAML 1.1 or 1.2. */
    public boolean isString() {
        return tag().map(name -> name.endsWith(":str") || name.equals("!"))
                .orElseGet(() -> style != ScalarStyle.PLAIN || PlainText.isString(value));
    }

    /** The comment at the end of the line on which this scalar ends (for a block: of its header line). */
    public Optional<Comment> comment() {
        return Comments.after(this);
    }

    /** Whether nothing but white space, closing brackets, a comma and the comment follows on its line. */
    public boolean isLastOnLine() {
        return Comments.isLastOnLine(this);
    }

    /** The comment at the end of the key's line, where the value stands on a later one. */
    public Optional<Comment> keyComment() {
        return key().filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(key -> key.lineIndex() != lineIndex())
                .flatMap(Comments::after);
    }

    /** The comments that fill the lines directly above this scalar's line (or above its key's, where that is another), in file order. */
    public List<Comment> commentsAbove() {
        return Comments.above(key().orElse(this));
    }

    /** Why a splice of the whole scalar would be refused, as far as this can be said without trying; empty if it can be tried. */
    public Optional<Problem> refusal() {
        return Editability.whole(this);
    }

    /** {@link #refusal} or {@link #partRefusal} for a splice that is meant wherever aliases repeat the scalar. */
    public Optional<Problem> refusalEverywhere(boolean part) {
        return Editability.reason(this, part, true);
    }

    /** {@link #refusal} for a splice of a part of the value, which literal blocks allow. */
    public Optional<Problem> partRefusal() {
        return Editability.part(this);
    }

    int end() {
        return end;
    }

    int ordinal() {
        return ordinal;
    }

    String raw() {
        return document().file().text().substring(start(), end);
    }
}
