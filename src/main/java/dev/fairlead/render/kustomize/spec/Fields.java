package dev.fairlead.render.kustomize.spec;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.JsonNull;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Numbers;
import dev.fairlead.render.yaml.OldValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a mapping, each of which is asked for by name and type; what nobody asked for is unknown, and an error. Scalars are read by YAML 1.1 and
 * names without regard to case, as kustomize reads its files.
 */
public final class Fields {
    private final Node node;
    private final String file;
    private final boolean strict;
    private final Set<Integer> known = new HashSet<>();

    private Fields(Node node, String file, boolean strict) {
        this.node = node;
        this.file = file;
        this.strict = strict;
    }

    /** The fields of a file: unknown ones are errors, and so are numbers where a text is expected. */
    public static Fields strict(Node node, String file) {
        return checked(node, file, true);
    }

    /** The fields of a transformer's own object: unknown ones are passed over, and numbers are texts where these are expected. */
    public static Fields lenient(Node node, String file) {
        return checked(node, file, false);
    }

    private static Fields checked(Node node, String file, boolean strict) {
        Fields fields = new Fields(node, file, strict);
        if (!node.is(Kind.MAPPING) && !node.isNull()) {
            throw fields.wrong(node, "expected a mapping but got " + node.kind().noun());
        }
        return fields;
    }

    /** Reads a mapping and demands that all of it was asked for. */
    public <T> T read(Function<Fields, T> reader) {
        T value = reader.apply(this);
        if (strict) {
            for (int i = 0; i + 1 < node.content().size(); i += 2) {
                if (!known.contains(i)) {
                    throw new RenderException(new Problem(
                            place(node.content().get(i)),
                            "unknown field '" + node.content().get(i).value() + "'",
                            "correct its name or its indentation, or remove it"));
                }
            }
        }
        return value;
    }

    /** Where this mapping begins, {@code file:line}. */
    public String place() {
        return place(node);
    }

    /** Where a field's value is, or else this mapping. */
    public String place(String name) {
        Node value = value(name);
        return place(value == null ? node : value);
    }

    private String place(Node at) {
        return at.line() == 0 ? file : file + ":" + at.line();
    }

    private RenderException wrong(Node at, String cause) {
        return new RenderException(new Problem(place(at), cause, "correct the field"));
    }

    private @Nullable Node value(String name) {
        Node folded = null;
        Node exact = null;
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            String key = node.content().get(i).value();
            if (key.equalsIgnoreCase(name)) {
                known.add(i);
                folded = node.content().get(i + 1);
                exact = key.equals(name) ? folded : exact;
            }
        }
        return exact != null ? exact : folded;
    }

    private @Nullable Node present(String name) {
        Node value = value(name);
        return value == null || isNull(value) ? null : value;
    }

    private static boolean isNull(Node value) {
        return value.is(Kind.SCALAR) && scalar(value) == JsonNull.NULL;
    }

    private static Object scalar(Node value) {
        return OldValues.scalar(value);
    }

    /** Whether a field is there and says something: no null, no empty text, not false. */
    public boolean says(String name) {
        Node value = present(name);
        return value != null && says(value);
    }

    private static boolean says(Node value) {
        return !value.is(Kind.SCALAR)
                || (!isNull(value) && !"".equals(scalar(value)) && scalar(value) != Boolean.FALSE);
    }

    /** Whether any field but these says something. It is not asked for by that. */
    public boolean saysAnythingBut(List<String> names) {
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            String key = node.content().get(i).value();
            if (names.stream().noneMatch(key::equalsIgnoreCase)
                    && says(node.content().get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Asks for a field whatever it holds, and reports whether it is a list or mapping with content, or a scalar that says something. */
    public boolean holds(String name) {
        Node value = present(name);
        return value != null
                && says(name)
                && (value.is(Kind.SCALAR) || !value.content().isEmpty());
    }

    /** A text, empty where there is none. */
    public String text(String name) {
        Node value = present(name);
        return value == null ? "" : text(value, name);
    }

    /** A text, absent where there is none. */
    public Optional<String> optionalText(String name) {
        Node value = present(name);
        return value == null ? Optional.empty() : Optional.of(text(value, name));
    }

    private String text(Node value, String name) {
        if (!value.is(Kind.SCALAR)) {
            throw wrong(value, "'" + name + "' is " + value.kind().noun() + ", expected a text");
        }
        Object read = scalar(value);
        if (read instanceof String text) {
            return text;
        }
        if (read == JsonNull.NULL) {
            return "";
        }
        if (strict) {
            throw new RenderException(new Problem(
                    place(value),
                    "'" + name + "' is " + value.value() + ", which is no text for YAML",
                    "put it in quotes"));
        }
        return read instanceof Double number ? Numbers.positional(number) : read.toString();
    }

    /** A truth value, false where there is none. */
    public boolean flag(String name) {
        Node value = present(name);
        if (value == null) {
            return false;
        }
        if (value.is(Kind.SCALAR) && scalar(value) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(value, "'" + name + "' is neither true nor false");
    }

    /** A whole number, 0 where there is none. */
    public long number(String name) {
        Node value = present(name);
        if (value == null) {
            return 0;
        }
        if (value.is(Kind.SCALAR) && scalar(value) instanceof Long number) {
            return number;
        }
        throw wrong(value, "'" + name + "' is no whole number");
    }

    /** Texts with their places. */
    public List<Located> located(String name) {
        List<Located> texts = new ArrayList<>();
        for (Node item : items(name)) {
            texts.add(new Located(text(item, name), place(item)));
        }
        return texts;
    }

    /** Texts. */
    public List<String> texts(String name) {
        return located(name).stream().map(Located::text).toList();
    }

    private List<Node> items(String name) {
        Node value = present(name);
        if (value == null) {
            return List.of();
        }
        if (!value.is(Kind.SEQUENCE)) {
            throw wrong(value, "'" + name + "' is " + value.kind().noun() + ", expected a list");
        }
        return value.content();
    }

    /** Texts by name. */
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        Node value = present(name);
        if (value == null) {
            return map;
        }
        if (!value.is(Kind.MAPPING)) {
            throw wrong(value, "'" + name + "' is " + value.kind().noun() + ", expected a mapping");
        }
        for (int i = 0; i + 1 < value.content().size(); i += 2) {
            String key = value.content().get(i).value();
            map.put(key, text(value.content().get(i + 1), name + "." + key));
        }
        return map;
    }

    /** A list of mappings. */
    public <T> List<T> list(String name, Function<Fields, T> reader) {
        List<T> list = new ArrayList<>();
        for (Node item : items(name)) {
            list.add(checked(item, file, strict).read(reader));
        }
        return list;
    }

    /** A mapping. */
    public <T> Optional<T> child(String name, Function<Fields, T> reader) {
        Node value = present(name);
        return value == null
                ? Optional.empty()
                : Optional.of(checked(value, file, strict).read(reader));
    }
}
