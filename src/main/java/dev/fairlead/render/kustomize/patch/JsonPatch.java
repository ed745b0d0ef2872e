package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.yaml.Json;
import dev.fairlead.render.yaml.JsonNull;
import dev.fairlead.render.yaml.OldValues;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON patch (RFC 6902) as the library of Kubernetes applies it: negative indices count from the end, and replacing a missing field sets it. */
public final class JsonPatch {
    private final List<Map<?, ?>> operations;

    private JsonPatch(List<Map<?, ?>> operations) {
        this.operations = operations;
    }

    /** Reads a patch from JSON, or from YAML that does not begin with a bracket; empty if it is no list of mappings. */
    public static Optional<JsonPatch> parse(String text, String name) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Object> read = text.startsWith("[") ? Json.read(text) : yaml(text, name);
        if (read.isEmpty() || read.get() == JsonNull.NULL) {
            return read.map(nothing -> new JsonPatch(List.of()));
        }
        if (!(read.get() instanceof List<?> list)) {
            return Optional.empty();
        }
        List<Map<?, ?>> operations = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> operation)) {
                return Optional.empty();
            }
            operations.add(operation);
        }
        return Optional.of(new JsonPatch(operations));
    }

    private static Optional<Object> yaml(String text, String name) {
        try {
            return Optional.of(YamlReader.first(text, name).map(OldValues::of).orElse(JsonNull.NULL));
        } catch (RenderException e) {
            return Optional.empty();
        }
    }

    /** Whether it does nothing. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Applies all operations to an object, or fails. Its marks stay whatever the patch does to the annotations. */
    public void apply(Resource resource) {
        Map<String, String> marks = resource.marks();
        Object document = mutable(Values.object(resource.node()));
        for (Map<?, ?> operation : operations) {
            document = apply(operation, document);
        }
        if (!(document instanceof Map<?, ?>)) {
            throw RenderException.of("the patch leaves no object", "replace fields of the object, not the whole of it");
        }
        resource.replaceNode(Values.node(Values.floating(document)));
        Map<String, String> annotations = resource.annotations();
        annotations.putAll(marks);
        resource.setAnnotations(annotations);
    }

    private static Object apply(Map<?, ?> operation, Object document) {
        String kind = text(operation, "op");
        String path = text(operation, "path");
        try {
            Object value = mutable(operation.containsKey("value") ? operation.get("value") : JsonNull.NULL);
            switch (kind) {
                case "add" -> JsonPointer.of(document, path).add(value);
                case "remove" -> JsonPointer.of(document, path).remove();
                case "replace" -> {
                    if (path.isEmpty()) {
                        return value;
                    }
                    JsonPointer.of(document, path).replace(value);
                }
                case "move" -> {
                    Object moved =
                            JsonPointer.of(document, text(operation, "from")).remove();
                    JsonPointer.of(document, path).add(moved);
                }
                case "copy" -> {
                    Object copied =
                            JsonPointer.of(document, text(operation, "from")).get();
                    JsonPointer.of(document, path).add(mutable(copied));
                }
                case "test" -> test(document, path, value);
                default ->
                    throw RenderException.of(
                            "'" + kind + "' is no operation", "use add, remove, replace, move, copy or test");
            }
        } catch (RenderException e) {
            throw RenderException.of(
                    "JSON patch, " + kind + " " + path + ": " + e.problem().cause(),
                    e.problem().remedy());
        }
        return document;
    }

    private static void test(Object document, String path, Object value) {
        Object present =
                path.isEmpty() ? document : JsonPointer.of(document, path).get();
        if (!Json.compact(present).equals(Json.compact(value))) {
            throw RenderException.of("the value is another one", "correct the test, or what it tests");
        }
    }

    private static String text(Map<?, ?> operation, String field) {
        if (operation.get(field) instanceof String text) {
            return text;
        }
        throw RenderException.of("an operation of the JSON patch has no " + field, "add it, as a text");
    }

    private static Object mutable(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put((String) key, mutable(child)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(mutable(item)));
            return copy;
        }
        return value;
    }
}
