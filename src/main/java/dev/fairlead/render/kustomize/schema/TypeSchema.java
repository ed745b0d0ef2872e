package dev.fairlead.render.kustomize.schema;

import java.util.List;
import java.util.Optional;

/** The type of a place in an object. */
public final class TypeSchema {
    private final Definitions definitions;
    private final Schema schema;

    TypeSchema(Definitions definitions, Schema schema) {
        this.definitions = definitions;
        this.schema = schema;
    }

    /** The type of a field; empty if nothing is known of such a field. */
    public Optional<TypeSchema> field(String name) {
        Schema field = schema.fields().getOrDefault(name, schema.others());
        return field == null ? Optional.empty() : definitions.resolved(field).map(this::of);
    }

    /** The type of a list's items. */
    public Optional<TypeSchema> items() {
        return schema.items() == null
                ? Optional.empty()
                : definitions.resolved(schema.items()).map(this::of);
    }

    /**
     * For a list that a patch merges into, the fields by which items are told apart; empty for a set of scalars. Absent for a list that a patch
     * replaces.
     */
    public Optional<List<String>> mergeKeys() {
        return schema.mergeKeys();
    }

    private TypeSchema of(Schema other) {
        return new TypeSchema(definitions, other);
    }
}
