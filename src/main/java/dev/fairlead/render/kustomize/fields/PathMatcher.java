package dev.fairlead.render.kustomize.fields;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Patterns;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.NodeWriter;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a path to every node that it leads to. A part of it is a field, the number of an item, {@code *} for every item, or
 * {@code [field=pattern]} for the items whose field matches a regular expression in some part.
 */
public final class PathMatcher {
    private final @Nullable Kind create;

    private PathMatcher(@Nullable Kind create) {
        this.create = create;
    }

    /**
     * The nodes that a path leads to, none if there are none.
     *
     * @param create the kind of node that is made at the end of the path where there is nothing; null to make none
     */
    public static List<Node> find(Node root, List<String> path, @Nullable Kind create) {
        return new PathMatcher(create).match(root, path);
    }

    private List<Node> match(Node node, List<String> path) {
        if (path.isEmpty()) {
            return List.of(node);
        }
        String part = path.get(0);
        if (Lookup.isNumber(part)) {
            return numbered(node, Integer.parseInt(part), path);
        }
        if (Lookup.isMatch(part)) {
            return matching(node, path, true);
        }
        if (part.equals("*")) {
            node.demand(Kind.SEQUENCE);
            List<Node> found = new ArrayList<>();
            List.copyOf(node.content()).forEach(item -> found.addAll(match(item, rest(path))));
            return found;
        }
        return field(node, path);
    }

    private static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }

    private Kind kindBefore(List<String> path, Kind last) {
        return Lookup.kindBefore(path.size() > 1 ? path.get(1) : "", last);
    }

    private List<Node> numbered(Node node, int index, List<String> path) {
        node.demand(Kind.SEQUENCE);
        if (node.content().size() == index && create != null) {
            node.content().add(Node.empty(kindBefore(path, create)));
        }
        if (node.content().size() <= index) {
            throw RenderException.of(
                    "the list has " + node.content().size() + " items, none of number " + index,
                    "correct the number, which counts from 0");
        }
        return match(node.content().get(index), rest(path));
    }

    private List<Node> field(Node node, List<String> path) {
        if (!node.isNull()) {
            node.demand(Kind.MAPPING);
        }
        Node field = node.isNull() ? null : node.get(path.get(0));
        if (field == null) {
            if (create == null) {
                return List.of();
            }
            field = Node.empty(kindBefore(path, create));
            Setter.field(node, path.get(0), field);
        }
        if (field.is(Kind.SCALAR) && path.size() > 1) {
            Node inner = YamlReader.first(field.value(), path.get(0))
                    .orElseThrow(() -> RenderException.of("the text is empty", "correct the path"));
            return match(inner, rest(path));
        }
        return match(field, rest(path));
    }

    private List<Node> matching(Node node, List<String> path, boolean mayCreate) {
        String[] match = Lookup.match(path.get(0));
        node.demand(Kind.SEQUENCE);
        List<Node> found = new ArrayList<>();
        for (Node item : List.copyOf(node.content())) {
            if (match[0].isEmpty()) {
                if (Patterns.partly(match[1], NodeWriter.write(item))) {
                    found.add(item);
                }
                continue;
            }
            Node value = item.get(match[0]);
            if (value != null && Patterns.partly(match[1], NodeWriter.write(value))) {
                found.addAll(match(item, rest(path)));
            }
        }
        if (!found.isEmpty() || create == null) {
            return found;
        }
        if (!mayCreate) {
            throw new RenderException(new Problem(
                    "", "the item made for " + path.get(0) + " does not match it", "write a value, not a pattern"));
        }
        node.content().add(created(match));
        return matching(node, path, false);
    }

    private static Node created(String[] match) {
        Node value = Node.plain(match[1]);
        if (match[0].isEmpty()) {
            return value;
        }
        Node item = Node.mapping();
        item.append(match[0], value);
        return item;
    }
}
