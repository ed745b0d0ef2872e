package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.fields.PathMatcher;
import dev.fairlead.render.yaml.Json;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.NodeWriter;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fields inside of texts that are themselves YAML or JSON, such as the files of a config map. */
final class StructuredText {
    private StructuredText() {}

    /** Sets a field inside of a text on the way of a path; false if there is none, and nothing was changed. */
    static boolean set(Node object, List<String> path, Consumer<Node> setter, @Nullable Kind create) {
        for (int i = 1; i < path.size(); i++) {
            Optional<Node> text = scalar(object, path.subList(0, i));
            Optional<Node> inner = text.flatMap(StructuredText::read);
            if (text.isPresent() && inner.isPresent()) {
                return set(text.get(), inner.get(), path.subList(i, path.size()), setter, create);
            }
        }
        return false;
    }

    private static Optional<Node> scalar(Node object, List<String> path) {
        try {
            return Lookup.find(object, path).filter(node -> node.is(Kind.SCALAR));
        } catch (RenderException e) {
            return Optional.empty();
        }
    }

    private static Optional<Node> read(Node text) {
        try {
            return YamlReader.first(text.value(), "");
        } catch (RenderException e) {
            return Optional.empty();
        }
    }

    private static boolean set(Node text, Node inner, List<String> path, Consumer<Node> setter, @Nullable Kind create) {
        List<Node> fields;
        try {
            fields = PathMatcher.find(inner, path, create);
        } catch (RenderException e) {
            return false;
        }
        if (fields.isEmpty()) {
            return false;
        }
        try {
            fields.forEach(setter);
        } catch (RenderException e) {
            return false;
        }
        String original = text.value();
        char first = original.strip().charAt(0);
        boolean json = first == '{' || first == '[';
        Optional<String> changed = json ? json(inner, original) : Optional.of(yaml(inner, original));
        changed.ifPresent(text::changeText);
        return changed.isPresent();
    }

    /** The JSON text; empty where a value cannot be of the type that it had, which leaves the text as it was. */
    private static Optional<String> json(Node inner, String original) {
        try {
            Object value = Values.of(inner);
            boolean lines = original.contains("\n") && original.contains("  ");
            return Optional.of(lines ? Json.indented(value) : Json.compact(value));
        } catch (RenderException e) {
            return Optional.empty();
        }
    }

    private static String yaml(Node inner, String original) {
        if (YamlReader.hasComments(original)) {
            throw RenderException.unsupported(
                    "",
                    "a replacement changes a text with comments, which this renderer cannot keep",
                    "remove the comments from the text, or configure the kustomize binary");
        }
        return NodeWriter.write(inner);
    }
}
