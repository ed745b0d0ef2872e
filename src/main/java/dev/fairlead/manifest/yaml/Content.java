package dev.fairlead.manifest.yaml;

import java.util.List;

/** What an {@link Addition} adds. */
public sealed interface Content {
    /** A string. */
    record Text(String value) implements Content {}

    /** A mapping; the names are different from one another, and there is at least one. */
    record Fields(List<Field> fields) implements Content {
        public Fields {
            fields = List.copyOf(fields);
            if (fields.isEmpty() || fields.stream().map(Field::name).distinct().count() < fields.size()) {
                throw new IllegalArgumentException("a mapping needs entries with different names");
            }
        }
    }

    /** A sequence of at least one item. */
    record Items(List<Content> items) implements Content {
        public Items {
            items = List.copyOf(items);
            if (items.isEmpty()) {
                throw new IllegalArgumentException("a sequence needs an item");
            }
        }
    }

    /** An entry of a mapping. */
    record Field(String name, Content content) {}

    static Content text(String value) {
        return new Text(value);
    }

    static Content fields(Field... fields) {
        return new Fields(List.of(fields));
    }

    static Content items(Content... items) {
        return new Items(List.of(items));
    }

    static Field field(String name, Content content) {
        return new Field(name, content);
    }

    static Field field(String name, String value) {
        return new Field(name, new Text(value));
    }
}
