package dev.fairlead.render.kustomize.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Named types, and the kinds that are of them. */
final class Definitions {
    private static final int LONGEST_CHAIN = 100;

    private final Map<String, Schema> named = new HashMap<>();
    private final Map<String, Schema> kinds = new HashMap<>();
    private final Map<String, Boolean> namespaced = new HashMap<>();

    static String type(String apiVersion, String kind) {
        return apiVersion + ":" + kind;
    }

    void define(String name, Schema schema) {
        named.put(name, schema);
    }

    void kind(String type, Schema schema) {
        kinds.put(type, schema);
    }

    void scope(String type, boolean inNamespace) {
        namespaced.merge(type, inNamespace, Boolean::logicalOr);
    }

    void addAll(Definitions other) {
        named.putAll(other.named);
        kinds.putAll(other.kinds);
        other.namespaced.forEach(this::scope);
    }

    Optional<TypeSchema> ofKind(String type) {
        return Optional.ofNullable(kinds.get(type)).map(schema -> new TypeSchema(this, schema));
    }

    Optional<Boolean> inNamespace(String type) {
        return Optional.ofNullable(namespaced.get(type));
    }

    Optional<Schema> resolved(Schema schema) {
        @Nullable Schema at = schema;
        for (int i = 0; at != null && at.reference() != null; i++) {
            at = i < LONGEST_CHAIN ? named.get(at.reference()) : null;
        }
        return Optional.ofNullable(at);
    }
}
