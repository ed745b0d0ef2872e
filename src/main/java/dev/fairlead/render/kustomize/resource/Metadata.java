package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Style;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes an object's {@code metadata}. */
final class Metadata {
    static final String METADATA = "metadata";
    static final String ANNOTATIONS = "annotations";
    static final String LABELS = "labels";

    private Metadata() {}

    /** A text field of an object's metadata; empty if it is not there. */
    static String text(Node object, String field) {
        Node metadata = present(object);
        Node value = metadata == null ? null : metadata.get(field);
        return Node.blank(value) || value == null ? "" : value.value();
    }

    /** A map of an object's metadata, in the order of the object. */
    static Map<String, String> map(Node object, String field) {
        Map<String, String> map = new TreeMap<>();
        Node metadata = present(object);
        Node entries = metadata == null ? null : metadata.get(field);
        if (entries != null) {
            for (int i = 0; i + 1 < entries.content().size(); i += 2) {
                map.put(
                        entries.content().get(i).value(),
                        entries.content().get(i + 1).value());
            }
        }
        return map;
    }

    /** One entry of a map of an object's metadata. */
    static @Nullable String entry(Node object, String field, String key) {
        Node metadata = present(object);
        Node entries = metadata == null ? null : metadata.get(field);
        Node value = entries == null ? null : entries.get(key);
        return value == null ? null : value.value();
    }

    private static @Nullable Node present(Node object) {
        Node metadata = object.get(METADATA);
        return Node.blank(metadata) ? null : metadata;
    }

    /** Puts a map in the place of another; an empty one takes the field away. */
    static void setMap(Node object, String field, Map<String, String> map) {
        Node metadata = created(object, METADATA);
        if (metadata == null) {
            return;
        }
        metadata.demand(Kind.MAPPING);
        metadata.remove(field);
        if (map.isEmpty()) {
            return;
        }
        Node entries = Node.mapping();
        metadata.append(field, entries);
        new TreeMap<>(map).forEach((key, value) -> Setter.field(entries, key, Node.string(value)));
    }

    /** Sets one annotation; the others stay as they are. */
    static void annotate(Node object, String key, String value) {
        Node metadata = object.get(METADATA);
        if (metadata != null && metadata.is(Kind.MAPPING)) {
            Node annotations = metadata.get(ANNOTATIONS);
            if (annotations != null && annotations.content().isEmpty()) {
                metadata.remove(ANNOTATIONS);
            }
            if (metadata.content().isEmpty()) {
                object.remove(METADATA);
            }
        }
        Node created = created(object, METADATA);
        Node annotations = created == null ? null : created(created, ANNOTATIONS);
        if (annotations != null) {
            Setter.field(annotations, key, Node.string(value).withStyle(Style.SINGLE_QUOTED));
        }
    }

    private static @Nullable Node created(Node mapping, String field) {
        if (mapping.isNull()) {
            return null;
        }
        mapping.demand(Kind.MAPPING);
        Node present = mapping.get(field);
        if (present != null) {
            return present;
        }
        Node created = Node.mapping();
        mapping.append(field, created);
        return created;
    }
}
