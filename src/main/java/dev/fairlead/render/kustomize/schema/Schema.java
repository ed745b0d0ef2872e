package dev.fairlead.render.kustomize.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What merging needs to know of a type: its fields, its items, and whether a list of it is merged by keys.
 *
 * @param reference the definition that stands for this one; all else is empty then
 * @param fields the known fields
 * @param others the type of any other field
 * @param items the type of a list's items
 * @param mergeKeys for a list that is merged the fields that identify an item, none for a set of scalars; absent for a list that is replaced
 */
record Schema(
        @Nullable String reference,
        Map<String, Schema> fields,
        @Nullable Schema others,
        @Nullable Schema items,
        Optional<List<String>> mergeKeys) {

    static final Schema EMPTY = new Schema(null, Map.of(), null, null, Optional.empty());

    static Schema reference(String name) {
        return new Schema(name, Map.of(), null, null, Optional.empty());
    }

    static Schema fields(Map<String, Schema> fields) {
        return new Schema(null, fields, null, null, Optional.empty());
    }

    static Schema mergedList(@Nullable Schema items, List<String> keys) {
        return new Schema(null, Map.of(), null, items, Optional.of(keys));
    }
}
