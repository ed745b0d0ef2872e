package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.JsonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a document: the mapping or list that it is in, and the name or number there. */
final class JsonPointer {
    private static final String REMEDY = "correct the path, or add what is missing with an operation before it";

    private final @Nullable Map<String, Object> map;
    private final @Nullable List<Object> list;
    private final String key;

    private JsonPointer(@Nullable Map<String, Object> map, @Nullable List<Object> list, String key) {
        this.map = map;
        this.list = list;
        this.key = key;
    }

    static JsonPointer of(Object document, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            throw RenderException.of("the path does not begin with a slash", REMEDY);
        }
        Object at = document;
        for (int i = 1; i < parts.length - 1; i++) {
            at = step(at, decoded(parts[i])).orElseThrow(() -> RenderException.of("the path leads nowhere", REMEDY));
        }
        return in(at, decoded(parts[parts.length - 1]));
    }

    @SuppressWarnings("unchecked") // every map and list of the document was made by JsonPatch
    private static JsonPointer in(Object container, String key) {
        if (container instanceof Map<?, ?> map) {
            return new JsonPointer((Map<String, Object>) map, null, key);
        }
        if (container instanceof List<?> list) {
            return new JsonPointer(null, (List<Object>) list, key);
        }
        throw RenderException.of("the path leads into a scalar", REMEDY);
    }

    private static Optional<Object> step(Object at, String key) {
        if (!(at instanceof Map<?, ?>) && !(at instanceof List<?>)) {
            return Optional.empty();
        }
        Object next = in(at, key).get();
        return next == JsonNull.NULL ? Optional.empty() : Optional.of(next);
    }

    private static String decoded(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** What is there; a null where a mapping has nothing. */
    Object get() {
        if (map != null) {
            return map.getOrDefault(key, JsonNull.NULL);
        }
        return items().get(index(items().size() - 1));
    }

    void add(Object value) {
        if (map != null) {
            map.put(key, value);
        } else if (key.equals("-")) {
            items().add(value);
        } else {
            items().add(index(items().size()), value);
        }
    }

    Object remove() {
        if (map == null) {
            return items().remove(index(items().size() - 1));
        }
        Object removed = map.remove(key);
        if (removed == null) {
            throw RenderException.of("there is nothing to remove", REMEDY);
        }
        return removed;
    }

    void replace(Object value) {
        if (map != null) {
            map.put(key, value);
        } else {
            items().set(index(items().size() - 1), value);
        }
    }

    private List<Object> items() {
        return list == null ? List.of() : list;
    }

    private int index(int last) {
        try {
            int index = Integer.parseInt(key);
            int positive = index < 0 ? index + last + 1 : index;
            if (positive >= 0 && positive <= last) {
                return positive;
            }
        } catch (NumberFormatException e) {
            throw new RenderException(new dev.fairlead.Problem("", "'" + key + "' is no number of an item", REMEDY), e);
        }
        throw RenderException.of("the list has no item " + key, REMEDY);
    }
}
