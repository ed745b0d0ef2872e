package dev.fairlead.manifest.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document of a stream. */
public final class Document {
    private final YamlFile file;
    private final int index;
    private final Map<Node, List<Alias>> aliases = new HashMap<>(0);
    private @Nullable Node root;

    Document(YamlFile file, int index) {
        this.file = file;
        this.index = index;
    }

    public YamlFile file() {
        return file;
    }

    /** Its number in the stream, from 0. */
    public int index() {
        return index;
    }

    /** The document's only node. An empty document's is an empty plain scalar. */
    public Node root() {
        Node node = root;
        if (node == null) {
            throw new IllegalStateException("the document is still being built");
        }
        return node;
    }

    /** The root where it is a mapping, as in every Kubernetes manifest. */
    public Optional<Mapping> mapping() {
        return root() instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    void root(Node node) {
        root = node;
    }

    void alias(Alias alias) {
        aliases.computeIfAbsent(alias.target(), target -> new ArrayList<>()).add(alias);
    }

    List<Alias> sharedBy(Node node) {
        if (aliases.isEmpty()) {
            return List.of();
        }
        List<Alias> all = new ArrayList<>();
        for (Node at = node; at != null; at = at.above()) {
            all.addAll(aliases.getOrDefault(at, List.of()));
        }
        return List.copyOf(all);
    }
}
