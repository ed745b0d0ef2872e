package dev.fairlead.manifest.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document as a generator thinks of it, before anybody chose how it is written. */
sealed interface Doc {
    /** A mapping. */
    record Obj(List<Entry> entries) implements Doc {}

    /** A key and its value. */
    record Entry(String key, Doc value) {}

    /** A sequence. */
    record Arr(List<Doc> items) implements Doc {}

    /**
     * A scalar.
     *
     * @param text its value
     * @param raw whether it is a number, a truth value or null, which is written as it is
     * @param goal what shall become of it
     * @param marker the comment that belongs to it, empty for none
     */
    record Val(String text, boolean raw, Optional<Goal> goal, String marker) implements Doc {
        Val marked(String comment) {
            return new Val(text, raw, goal, comment);
        }
    }

    /** A YAML file in a string. */
    record Nested(Doc root) implements Doc {}

    /** The first place of a node that aliases repeat. */
    record Anchor(String name, Doc doc) implements Doc {}

    /** An alias. */
    record Ref(String name, Doc doc) implements Doc {}

    /** A block scalar, which nobody is to edit. */
    record Folded(Val value) implements Doc {}

    /**
     * What shall become of a value.
     *
     * @param field the field that it belongs to: all goals of a field are met, or none
     * @param after what it shall be; empty where it cannot be and a refusal is wanted
     */
    record Goal(int field, Optional<String> after) {}

    /** A value that stays. */
    static Val text(String text) {
        return new Val(text, false, Optional.empty(), "");
    }

    /** A number, truth value or null. */
    static Val raw(String text) {
        return new Val(text, true, Optional.empty(), "");
    }

    /** A sequence of these. */
    static Arr list(Doc... items) {
        return new Arr(List.of(items));
    }

    /** A mapping of keys and values in turns; a string stands for a value that stays. */
    static Obj map(Object... keysAndValues) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            entries.add(new Entry((String) keysAndValues[i], value instanceof Doc doc ? doc : text((String) value)));
        }
        return new Obj(List.copyOf(entries));
    }

    /** A mapping with the entries of both. */
    static Obj join(Obj first, Obj second) {
        List<Entry> entries = new ArrayList<>(first.entries());
        entries.addAll(second.entries());
        return new Obj(List.copyOf(entries));
    }

    /** Whether something in it needs the end of a line or lines of its own. */
    default boolean needsBlock() {
        if (this instanceof Obj obj) {
            return obj.entries().stream().anyMatch(entry -> entry.value().needsBlock());
        }
        if (this instanceof Arr arr) {
            return arr.items().stream().anyMatch(Doc::needsBlock);
        }
        if (this instanceof Val val) {
            return !val.marker().isEmpty();
        }
        return true;
    }
}
