package dev.fairlead.update.config.read;

import dev.fairlead.FairleadException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file. Whatever is wrong in it (a key that its shape does not know, a key twice, a value of another
 * kind) is told to {@link Places} with its place, and reading goes on, so that one run shows everything.
 */
public final class Section {
    private final Places places;
    private final Node node;
    private final Map<String, Node> values;

    private Section(Places places, Node node, Map<String, Node> values) {
        this.places = places;
        this.node = node;
        this.values = values;
    }

    /** Reads a node as a mapping of this shape; a node of another kind is told, and reads as an empty mapping. */
    static Section of(Places places, Node node, Form shape) {
        Map<String, Node> values = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> add(places, shape, values, entry));
        } else {
            places.wrong(node, "a mapping is wanted here, not " + described(node), "write 'key: value' lines");
        }
        return new Section(places, node, values);
    }

    private static void add(Places places, Form shape, Map<String, Node> values, NodeTuple entry) {
        Node keyNode = entry.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!shape.keys().contains(key)) {
            places.wrong(keyNode, "unknown key '" + key + "'", unknownKeyRemedy(key, shape));
        } else if (values.containsKey(key)) {
            places.wrong(keyNode, "the key '" + key + "' is here a second time", "keep one of them");
        } else if (!isNull(entry.getValueNode())) {
            values.put(key, entry.getValueNode());
        }
    }

    private static String unknownKeyRemedy(String key, Form shape) {
        if (key.equals("<<")) {
            return "merge keys are not read here: put what entries share under 'defaults'";
        }
        return Suggestion.nearest(key, shape.keys())
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "known here are " + String.join(", ", shape.keys()));
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static String described(Node node) {
        return node instanceof ScalarNode ? "a single value" : node instanceof SequenceNode ? "a list" : "a mapping";
    }

    /** Whether the key is there, with a value. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** {@code file:line:column} of the mapping. */
    public String place() {
        return places.of(node);
    }

    /** Tells that something is wrong with the value of this key, or with the whole mapping where the key is missing. */
    public void wrong(String key, String cause, String remedy) {
        places.wrong(values.getOrDefault(key, node), cause, remedy);
    }

    /** The value of a key that must be there; where it is not, that is told, and the value is empty text. */
    public String required(String key) {
        if (!has(key)) {
            wrong(key, "'" + key + "' is missing", "add it");
        }
        return text(key).orElse("");
    }

    /** The value as text. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> scalar(key, value));
    }

    /** One value as a list of one, or a list of values. */
    public List<String> texts(String key) {
        Node value = values.get(key);
        if (value instanceof SequenceNode list) {
            return list.getValue().stream()
                    .flatMap(item -> scalar(key, item).stream())
                    .toList();
        }
        return text(key).map(List::of).orElse(List.of());
    }

    /** The value, read by {@code reader}, whose {@link IllegalArgumentException} or problem is told at its place. */
    public <T> Optional<T> value(String key, Function<String, T> reader) {
        Node value = values.get(key);
        return value == null ? Optional.empty() : scalar(key, value).flatMap(text -> read(value, text, reader));
    }

    /** One value or a list of values, each read by {@code reader}. */
    public <T> List<T> values(String key, Function<String, T> reader) {
        Node value = values.get(key);
        List<Node> items =
                value instanceof SequenceNode list ? list.getValue() : value == null ? List.of() : List.of(value);
        List<T> read = new ArrayList<>();
        for (Node item : items) {
            scalar(key, item).flatMap(text -> read(item, text, reader)).ifPresent(read::add);
        }
        return read;
    }

    private <T> Optional<T> read(Node value, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (FairleadException e) {
            places.wrong(value, e.problem().cause(), e.problem().remedy());
        } catch (IllegalArgumentException e) {
            places.wrong(value, String.valueOf(e.getMessage()), "");
        }
        return Optional.empty();
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        return choice(key, Map.of("true", true, "false", false));
    }

    /** One of some words. */
    public <T> Optional<T> choice(String key, Map<String, T> known) {
        Node value = values.get(key);
        Optional<String> text = text(key);
        if (value != null && text.isPresent() && !known.containsKey(text.get())) {
            List<String> words = known.keySet().stream().sorted().toList();
            String remedy = Suggestion.nearest(text.get(), words)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("write one of " + String.join(", ", words));
            places.wrong(value, "'" + key + "' cannot be '" + text.get() + "'", remedy);
        }
        return text.map(known::get);
    }

    /** A mapping of this form. */
    public Optional<Section> section(String key, Form shape) {
        return Optional.ofNullable(values.get(key)).map(value -> of(places, value, shape));
    }

    /** A list of mappings. */
    public List<Section> sections(String key, Form shape) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> of(places, item, shape)).toList();
        }
        places.wrong(value, "'" + key + "' is a list", "write its items with '- '");
        return List.of();
    }

    /** A list whose items are mappings of this shape or, as a short form, the text of one key. */
    List<Section> sectionsOrTexts(String key, Form shape, String shortFor) {
        if (values.get(key) instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> item instanceof ScalarNode
                            ? new Section(places, item, Map.of(shortFor, item))
                            : of(places, item, shape))
                    .toList();
        }
        return sections(key, shape);
    }

    /** A mapping of free keys to texts. */
    Map<String, String> map(String key) {
        Map<String, String> read = new LinkedHashMap<>();
        if (values.get(key) instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                Optional<String> name = scalar(key, entry.getKeyNode());
                Optional<String> text = scalar(key, entry.getValueNode());
                name.ifPresent(known -> text.ifPresent(value -> read.put(known, value)));
            }
        } else if (has(key)) {
            wrong(key, "'" + key + "' is a mapping", "write 'name: text' lines");
        }
        return read;
    }

    private Optional<String> scalar(String key, Node value) {
        if (value instanceof ScalarNode scalar && !isNull(scalar)) {
            return Optional.of(scalar.getValue());
        }
        places.wrong(value, "'" + key + "' is a single value, not " + described(value), "write one value");
        return Optional.empty();
    }
}
