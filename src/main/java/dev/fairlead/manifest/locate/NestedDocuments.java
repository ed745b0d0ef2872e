package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.yaml.Document;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.UnreadableException;
import dev.fairlead.manifest.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads documents that stand in a string of another document. */
final class NestedDocuments {
    private final ByteTest test;
    private final Set<Scalar> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<YamlFile> files = new ArrayList<>();
    private final List<Refusal> unread = new ArrayList<>();

    NestedDocuments(ByteTest test) {
        this.test = test;
    }

    /** The files that were read. */
    List<YamlFile> files() {
        return files;
    }

    List<Refusal> unread() {
        return unread;
    }

    /** Calls for each document in the string, if it can hold an image at all and nobody looked into it before. */
    void find(Scalar outer, Consumer<Document> visitor) {
        if (!isCollection(outer.value())
                || !seen.add(outer)
                || !test.passes(outer.value().getBytes(StandardCharsets.UTF_8))) {
            return;
        }
        try {
            YamlFile inner = outer.document().file().nested(outer);
            files.add(inner);
            inner.documents().forEach(visitor);
        } catch (UnreadableException why) {
            unread.add(new Refusal(
                    new Place(outer.document().file().name(), outer.line(), outer.column()),
                    "the document in this string cannot be read: "
                            + why.problem().cause(),
                    why.problem().remedy()));
        }
    }

    /** Whether the text may be more than one scalar: a path or a word is no document that anybody means. */
    private static boolean isCollection(String text) {
        String begin = text.stripLeading();
        return text.indexOf('\n') >= 0 || text.contains(": ") || begin.startsWith("{") || begin.startsWith("[");
    }
}
