package dev.fairlead.render.kustomize.schema;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI 2 document, in JSON or YAML, that a kustomization names. */
final class OpenApiReader {
    private static final String REFERENCES = "#/definitions/";
    private static final String KIND = "x-kubernetes-group-version-kind";
    private static final String STRATEGY = "x-kubernetes-patch-strategy";
    private static final String MERGE_KEY = "x-kubernetes-patch-merge-key";
    private static final String MAP_KEYS = "x-kubernetes-list-map-keys";

    private OpenApiReader() {}

    static Definitions read(String text, String name) {
        Object document = YamlReader.first(text, name)
                .map(Values::of)
                .orElseThrow(() -> RenderException.of("the OpenAPI document is empty", "correct openapi.path"));
        Definitions definitions = new Definitions();
        map(map(document).get("definitions")).forEach((key, value) -> define(definitions, key, map(value)));
        map(map(document).get("paths")).forEach((path, value) -> scope(definitions, path, map(value)));
        return definitions;
    }

    private static void define(Definitions definitions, String name, Map<String, Object> definition) {
        Schema schema = schema(definition);
        definitions.define(name, schema);
        if (definition.get(KIND) instanceof List<?> kinds) {
            kinds.forEach(kind -> type(kind).ifPresent(type -> definitions.kind(type, schema)));
        }
    }

    private static Optional<String> type(@Nullable Object kind) {
        Map<String, Object> parts = map(kind);
        if (!(parts.get("version") instanceof String version) || !(parts.get("kind") instanceof String name)) {
            return Optional.empty();
        }
        boolean grouped = parts.get("group") instanceof String group && !group.isEmpty();
        return Optional.of(Definitions.type(grouped ? parts.get("group") + "/" + version : version, name));
    }

    private static void scope(Definitions definitions, String path, Map<String, Object> operations) {
        if (operations.get("get") instanceof Map<?, ?> get) {
            type(get.get(KIND)).ifPresent(type -> definitions.scope(type, path.contains("namespaces/{namespace}")));
        }
    }

    private static Schema schema(Map<String, Object> source) {
        if (source.get("$ref") instanceof String reference && reference.startsWith(REFERENCES)) {
            return Schema.reference(
                    reference.substring(REFERENCES.length()).replace("~1", "/").replace("~0", "~"));
        }
        Map<String, Schema> fields = new LinkedHashMap<>();
        map(source.get("properties")).forEach((name, field) -> fields.put(name, schema(map(field))));
        Schema others = source.get("additionalProperties") instanceof Map<?, ?>
                ? schema(map(source.get("additionalProperties")))
                : null;
        boolean list = "array".equals(source.get("type"));
        Schema items = list && source.get("items") instanceof Map<?, ?> ? schema(map(source.get("items"))) : null;
        return new Schema(null, fields, others, items, keys(source));
    }

    private static Optional<List<String>> keys(Map<String, Object> source) {
        boolean merged = source.get(STRATEGY) instanceof String strategies
                && List.of(strategies.split(",")).contains("merge");
        if (!merged) {
            return Optional.empty();
        }
        if (source.get(MAP_KEYS) instanceof List<?> keys) {
            return Optional.of(keys.stream().map(String::valueOf).toList());
        }
        return Optional.of(source.get(MERGE_KEY) instanceof String key ? List.of(key) : List.of());
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put((String) key, entry));
        }
        return map;
    }
}
