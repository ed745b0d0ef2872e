package dev.fairlead.update.fields;

import dev.fairlead.manifest.field.Refusal;
import java.nio.charset.StandardCharsets;

/** A file, or a document in it, that could not be read although it may hold a wanted image. */
public final class Unread {
    private final FoundFile file;
    private final Refusal reason;

    Unread(FoundFile file, Refusal reason) {
        this.file = file;
        this.reason = reason;
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
