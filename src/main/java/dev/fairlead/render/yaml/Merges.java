package dev.fairlead.render.yaml;

import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves {@code <<}: the fields of the mappings that it names are put before a mapping's own. */
final class Merges {
    private Merges() {}

    static @Nullable Node resolve(@Nullable Node node) {
        if (node != null) {
            resolveIn(node);
        }
        return node;
    }

    private static void resolveIn(Node node) {
        if (node.is(Kind.MAPPING)) {
            merge(node);
        }
        for (Node child : node.content()) {
            resolveIn(child);
        }
    }

    private static void merge(Node mapping) {
        Node merged = null;
        for (int i = 0; i + 1 < mapping.content().size(); i += 2) {
            if (mapping.content().get(i).tag().equals(Tags.MERGE)) {
                if (merged != null) {
                    throw RenderException.of("there are two '<<' in one mapping", "make them one list");
                }
                merged = mapping.content().get(i + 1);
            }
        }
        if (merged == null) {
            return;
        }
        mapping.remove("<<");
        List<Node> sources = sources(merged);
        List<Node> own = mapping.content();
        mapping.replaceContent(new ArrayList<>(own));
        for (Node source : sources) {
            resolveIn(source);
            putAll(mapping, source.content());
        }
        putAll(mapping, own);
    }

    private static void putAll(Node mapping, List<Node> entries) {
        for (int i = 0; i + 1 < entries.size(); i += 2) {
            put(mapping, entries.get(i).copy(), entries.get(i + 1).copy());
        }
    }

    private static void put(Node mapping, Node key, Node value) {
        int at = mapping.indexOf(key.value());
        if (at < 0) {
            mapping.content().add(key);
            mapping.content().add(value);
        } else {
            mapping.content().set(at, key);
            mapping.content().set(at + 1, value);
        }
    }

    /** The mappings to merge, the weakest first. */
    private static List<Node> sources(Node merged) {
        if (merged.is(Kind.MAPPING)) {
            return List.of(merged);
        }
        List<Node> sources = new ArrayList<>();
        if (merged.is(Kind.SEQUENCE)) {
            for (Node item : merged.content()) {
                if (!item.is(Kind.MAPPING)) {
                    throw RenderException.of("'<<' names something that is no mapping", "name mappings only");
                }
                sources.add(0, item);
            }
            return sources;
        }
        throw RenderException.of("'<<' names something that is no mapping", "name mappings only");
    }
}
