package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.kustomize.schema.TypeSchema;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges two lists item by item. What the patch names comes first, in the patch's order; what only the object has follows. */
final class ListMerge {
    private static final List<String> OWN_TEXT = List.of("");

    /** Merges two items, or anything else; null if the patch takes it away. */
    interface ItemMerge {
        @Nullable
        Node merge(@Nullable Node into, @Nullable Node patch, Optional<TypeSchema> schema);
    }

    private final ItemMerge items;
    private final Node target;
    private final @Nullable Node patch;
    private final Optional<TypeSchema> schema;

    ListMerge(ItemMerge items, Node target, @Nullable Node patch, Optional<TypeSchema> schema) {
        this.items = items;
        this.target = target;
        this.patch = patch;
        this.schema = schema;
    }

    /**
     * The merged list.
     *
     * @param keys the fields that tell items apart; none for a set of scalars
     */
    @Nullable
    Node merged(List<String> keys) {
        return keys.isEmpty() ? merged(scalars(), OWN_TEXT) : merged(values(keys), keys);
    }

    private List<List<String>> values(List<String> keys) {
        Set<List<String>> values = new LinkedHashSet<>();
        if (patch != null) {
            values.addAll(Items.values(patch, keys));
        }
        values.addAll(Items.values(target, keys));
        return new ArrayList<>(values);
    }

    private List<List<String>> scalars() {
        Set<List<String>> values = new LinkedHashSet<>();
        if (patch != null) {
            patch.content().forEach(item -> values.add(List.of(item.value())));
        }
        target.content().forEach(item -> values.add(List.of(item.value())));
        return new ArrayList<>(values);
    }

    private @Nullable Node merged(List<List<String>> given, List<String> keys) {
        List<List<String>> all = keys.size() > 1 ? MergeKeys.unified(given) : given;
        Node merged = Node.sequence();
        MergeKeys used = new MergeKeys(keys, List.of());
        for (List<String> values : all) {
            used = MergeKeys.of(all, values, keys);
            Node item = merged(used);
            if (item == null) {
                Items.remove(target, used.keys(), used.values());
            } else {
                Items.put(merged, used.keys(), used.values(), item);
            }
        }
        if (all.isEmpty()) {
            return target;
        }
        append(merged, used.keys());
        return merged;
    }

    /** One item of both lists merged; null if nothing is left of it. */
    private @Nullable Node merged(MergeKeys used) {
        MergeKeys own = used.ofItem();
        Node item = items.merge(
                Items.find(target, own.keys(), own.values()),
                patch == null ? null : Items.find(patch, own.keys(), own.values()),
                schema);
        if (item == null
                || item.isNull()
                || (item.is(Kind.MAPPING) && item.content().isEmpty())) {
            return null;
        }
        for (int i = 0; i < used.keys().size() && i < used.values().size(); i++) {
            name(item, used.keys().get(i), used.values().get(i));
        }
        return item;
    }

    private static void name(Node item, String key, String value) {
        if (value.isEmpty() || item.get(key) != null) {
            return;
        }
        if (key.isEmpty()) {
            Setter.scalar(item, Node.plain(value));
        } else {
            Setter.field(item, key, Node.plain(value));
        }
    }

    /** Puts the items of the object behind those of the patch, or in the place of what they were merged into. */
    private void append(Node merged, List<String> keys) {
        for (Node item : List.copyOf(target.content())) {
            if (keys.get(0).isEmpty()) {
                Items.put(merged, OWN_TEXT, List.of(item.value()), item);
                continue;
            }
            List<String> values = new ArrayList<>();
            for (String key : keys) {
                item.demand(Kind.MAPPING);
                Node value = item.isNull() ? null : item.get(key);
                if (value == null) {
                    merged.content().add(item);
                } else {
                    values.add(value.value());
                }
            }
            if (keys.size() > 1) {
                Items.remove(merged, keys, values);
            }
            Items.put(merged, keys, values, item);
        }
    }
}
