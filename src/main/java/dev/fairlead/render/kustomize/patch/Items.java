package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and changes items of lists that are told apart by some of their fields; a key without a name stands for a scalar item's own text. */
final class Items {
    private Items() {}

    /** The values of some fields for each item of a list, empty where an item has none. */
    static List<List<String>> values(Node list, List<String> keys) {
        List<List<String>> all = new ArrayList<>();
        if (!list.is(Kind.SEQUENCE) || keys.isEmpty()) {
            return all;
        }
        for (Node item : list.content()) {
            List<String> values = new ArrayList<>(keys.size());
            for (String key : keys) {
                Node value = item.get(key);
                values.add(value == null || Node.blank(value) ? "" : value.value());
            }
            all.add(values);
        }
        return all;
    }

    /** The first item whose fields have these values. */
    static @Nullable Node find(Node list, List<String> keys, List<String> values) {
        if (keys.get(0).isEmpty()) {
            return list.content().stream()
                    .filter(item -> item.value().equals(values.get(0)))
                    .findFirst()
                    .orElse(null);
        }
        for (Node item : list.content()) {
            if (item.is(Kind.MAPPING) && has(item, keys, values)) {
                return item;
            }
        }
        return null;
    }

    private static boolean has(Node item, List<String> keys, List<String> values) {
        for (int i = 0; i < keys.size(); i++) {
            Node value = item.get(keys.get(i));
            if (value == null || !value.value().equals(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Takes the items away whose fields have these values, and all that are empty. */
    static void remove(Node list, List<String> keys, List<String> values) {
        set(list, keys, values, null);
    }

    /** Puts an item in the place of those whose fields have these values, or at the end; empty items are taken away. */
    static void put(Node list, List<String> keys, List<String> values, Node item) {
        set(list, keys, values, item);
    }

    private static void set(Node list, List<String> keys, List<String> values, @Nullable Node item) {
        list.demand(Kind.SEQUENCE);
        List<Node> kept = new ArrayList<>();
        boolean found = false;
        boolean byField =
                !keys.get(0).isEmpty() && !values.isEmpty() && !values.get(0).isEmpty();
        for (Node present : list.content()) {
            if (present.isNull()
                    || (present.is(Kind.MAPPING) && present.content().isEmpty())) {
                continue;
            }
            if (!present.is(Kind.MAPPING) && byField) {
                kept.add(present);
            } else if (!matches(present, keys, values)) {
                if (!values.isEmpty()) {
                    kept.add(present);
                }
            } else {
                found = true;
                if (item != null) {
                    kept.add(item);
                }
            }
        }
        list.content().clear();
        list.content().addAll(kept);
        if (item != null && !item.isNull() && !found) {
            list.content().add(item);
        }
    }

    /** Whether an item has these values; keys beyond the values are not looked at, an empty value stands for any. */
    private static boolean matches(Node item, List<String> keys, List<String> values) {
        if (values.isEmpty()) {
            return false;
        }
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            String key = keys.get(i);
            if (key.isEmpty()) {
                item.demand(Kind.SCALAR);
                if (!item.value().equals(values.get(i))) {
                    return false;
                }
                continue;
            }
            item.demand(Kind.MAPPING);
            Node value = item.get(key);
            if (value == null || (!values.get(i).isEmpty() && !value.value().equals(values.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
