package dev.fairlead.update.fields;

import dev.fairlead.manifest.field.Refusal;
import java.nio.charset.StandardCharsets;

/** A file, or a document in it, that could not be read, or was left out on purpose, although it may hold a wanted image. */
public final class Unread {
    private final FoundFile file;
    private final Refusal reason;
    private final boolean leftOut;

    private Unread(FoundFile file, Refusal reason, boolean leftOut) {
        this.file = file;
        this.reason = reason;
        this.leftOut = leftOut;
    }

    static Unread unreadable(FoundFile file, Refusal reason) {
        return new Unread(file, reason, false);
    }

    static Unread leftOut(FoundFile file, Refusal reason) {
        return new Unread(file, reason, true);
    }

    /** Whether nobody expects it to be read, such as a chart's template. */
    public boolean leftOut() {
        return leftOut;
    }

    public String path() {
        return file.path();
    }

    public Refusal reason() {
        return reason;
    }

    /** Whether the text stands anywhere in it. */
    public boolean mentions(String text) {
        return new String(file.bytes(), StandardCharsets.ISO_8859_1).contains(text);
    }
}
