package dev.fairlead.render.kustomize.resource;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a file. Lists of objects are taken apart; what is no object is an error. */
public final class ResourceReader {
    private static final String ITEMS = "items";

    private final Schemas schemas;

    public ResourceReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The objects of a file.
     *
     * @param name the file as errors name it
     */
    public List<Resource> read(String text, String name) {
        Deque<Node> waiting = new ArrayDeque<>(checked(documents(text, name), name));
        List<Resource> resources = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Node node = waiting.removeFirst();
            Node items = kind(node).endsWith("List") ? node.get(ITEMS) : null;
            if (items == null) {
                resources.add(new Resource(node, schemas));
            } else if (!items.isNull()) {
                waiting.addAll(checked(items(items, name), name));
            }
        }
        return resources;
    }

    /** The documents of a file, or the items of the list that is its only document. */
    private static List<Node> documents(String text, String name) {
        YamlReader.File file = YamlReader.file(text, name);
        if (file.chunks() != 1 || file.documents().isEmpty()) {
            return file.documents();
        }
        Node only = file.documents().get(0);
        boolean wraps = kind(only).equals("List") || kind(only).equals("ResourceList");
        Node items = only.get(ITEMS);
        if (!wraps || (items == null && only.get("functionConfig") == null)) {
            return file.documents();
        }
        return items == null ? List.of() : List.copyOf(items.content());
    }

    private static List<Node> items(Node items, String name) {
        if (!items.is(Kind.SEQUENCE)) {
            throw new RenderException(new Problem(place(name, items), "items is no list", "make it a list of objects"));
        }
        List<Node> nodes = new ArrayList<>();
        for (Node item : items.content()) {
            if (!item.isNull()) {
                nodes.add(Values.jsonNode(Values.of(item)));
            }
        }
        return nodes;
    }

    private static List<Node> checked(List<Node> nodes, String name) {
        List<Node> objects = new ArrayList<>();
        for (Node node : nodes) {
            if (!Node.blank(node)) {
                check(node, name);
                objects.add(node);
            }
        }
        return objects;
    }

    private static void check(Node node, String name) {
        if (!node.is(Kind.MAPPING)) {
            throw new RenderException(new Problem(
                    place(name, node), "a document is " + node.kind().noun() + ", not an object", "remove it"));
        }
        String kind = kind(node);
        if (kind.isEmpty()) {
            throw new RenderException(new Problem(
                    place(name, node),
                    "an object has no kind",
                    "say its kind, or list the file where a patch or values are expected"));
        }
        if (!kind.endsWith("List") && name(node).isEmpty()) {
            throw new RenderException(
                    new Problem(place(name, node), "the " + kind + " has no metadata.name", "name it"));
        }
    }

    private static String place(String name, Node node) {
        return node.line() == 0 ? name : name + ":" + node.line();
    }

    private static String kind(Node node) {
        return text(node.get("kind"));
    }

    private static String name(Node node) {
        Node metadata = node.get("metadata");
        return metadata == null ? "" : text(metadata.get("name"));
    }

    private static String text(@Nullable Node node) {
        return Node.blank(node) ? "" : Node.textOf(node);
    }
}
