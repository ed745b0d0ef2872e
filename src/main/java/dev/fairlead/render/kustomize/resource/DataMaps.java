package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Style;
import dev.fairlead.render.yaml.Tags;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The data of config maps and secrets. */
public final class DataMaps {
    public static final String DATA = "data";
    public static final String BINARY_DATA = "binaryData";

    private DataMaps() {}

    /** Adds the data of the old object to the new one, whose own entries win. */
    static void merge(Resource old, Resource resource) {
        merge(old.node(), resource.node(), DATA);
        merge(old.node(), resource.node(), BINARY_DATA);
    }

    private static void merge(Node old, Node node, String field) {
        Map<String, String> merged = entries(old.get(field));
        merged.putAll(entries(node.get(field)));
        node.remove(field);
        set(node, field, merged);
    }

    private static Map<String, String> entries(@Nullable Node map) {
        Map<String, String> entries = new TreeMap<>();
        if (map != null && map.is(Kind.MAPPING)) {
            for (int i = 0; i + 1 < map.content().size(); i += 2) {
                entries.put(
                        Node.textOf(map.content().get(i)),
                        Node.textOf(map.content().get(i + 1)));
            }
        }
        return entries;
    }

    /** Adds entries to a map of an object, which is made where it is missing. */
    public static void set(Node node, String field, Map<String, String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Node map = node.get(field);
        if (map == null) {
            map = Node.mapping();
            node.append(field, map);
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
            Node value = Node.scalar(Tags.STR, entry.getValue());
            boolean lines = entry.getValue().indexOf('\n') >= 0;
            Setter.field(map, entry.getKey(), lines ? value.withStyle(Style.LITERAL) : value);
        }
    }
}
