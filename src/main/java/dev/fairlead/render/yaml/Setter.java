package dev.fairlead.render.yaml;

import org.jspecify.annotations.Nullable;

/** How a value is put into a tree: what was written in quotes stays in quotes, and a null takes a field away. */
public final class Setter {
    private Setter() {}

    /**
     * Sets a field of a mapping.
     *
     * @param value what to set; nothing or a null takes the field away
     * @return the node that now holds the value, or null if the field was taken away
     */
    public static @Nullable Node field(Node mapping, String key, @Nullable Node value) {
        return field(mapping, key, value, Style.PLAIN);
    }

    /** As {@link #field(Node, String, Node)}; a key that is new is written in this style. */
    public static @Nullable Node field(Node mapping, String key, @Nullable Node value, Style keyStyle) {
        mapping.demand(Kind.MAPPING);
        if (value == null || (value.isNull() && !value.kept())) {
            mapping.remove(key);
            return null;
        }
        quoteIfAmbiguous(value);
        Node present = mapping.isNull() ? null : mapping.get(key);
        if (present != null) {
            value.withStyle(present.style());
            present.become(value);
            return present;
        }
        mapping.content().add(Node.plain(key).withStyle(keyStyle));
        mapping.content().add(value);
        return value;
    }

    /** Gives a scalar the value of another; a null changes nothing. */
    public static void scalar(Node scalar, Node value) {
        scalar.demand(Kind.SCALAR);
        if (value.isNull()) {
            return;
        }
        value.withStyle(scalar.style());
        scalar.become(value);
    }

    /** Sets a field under a path of mappings, which are made where they are missing. */
    public static void path(Node root, Node value, String... path) {
        Node at = root;
        for (int i = 0; i < path.length - 1; i++) {
            Node next = at.get(path[i]);
            if (next == null) {
                next = Node.mapping();
                at.append(path[i], next);
            }
            at = next;
        }
        field(at, path[path.length - 1], value);
    }

    private static void quoteIfAmbiguous(Node value) {
        if (value.isText() && value.style() == Style.PLAIN && !value.tagWritten() && Scalars.ambiguous(value.value())) {
            value.withStyle(Style.DOUBLE_QUOTED);
        }
    }
}
