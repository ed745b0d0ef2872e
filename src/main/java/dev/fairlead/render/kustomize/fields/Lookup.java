package dev.fairlead.render.kustomize.fields;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a path to one node. A part of it is a field, the number of an item, {@code -} for the last one, or {@code [field=value]}. */
public final class Lookup {
    private Lookup() {}

    /** The node at the end of a path; empty if it is not there. */
    public static Optional<Node> find(Node root, List<String> path) {
        return Optional.ofNullable(follow(root, path, null));
    }

    /** The node at the end of a path, which is made, with its last node of this kind, where it is missing; empty where there is a null on the way. */
    public static Optional<Node> create(Node root, List<String> path, Kind kind) {
        return Optional.ofNullable(follow(root, path, kind));
    }

    private static @Nullable Node follow(Node root, List<String> path, @Nullable Kind create) {
        List<String> parts =
                path.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
        @Nullable Node at = root;
        for (int i = 0; at != null && i < parts.size(); i++) {
            String next = i + 1 < parts.size() ? parts.get(i + 1) : "";
            at = step(at, parts.get(i), next, create);
        }
        return at;
    }

    private static @Nullable Node step(Node at, String part, String next, @Nullable Kind create) {
        if (isNumber(part)) {
            return item(at, Integer.parseInt(part));
        }
        if (part.equals("-")) {
            return item(at, -1);
        }
        if (part.equals("*")) {
            throw RenderException.of("a '*' cannot be part of this path", "name the item by its number or a field");
        }
        if (isMatch(part)) {
            return matching(at, part, create);
        }
        return field(at, part, create == null ? null : kindBefore(next, create));
    }

    /** The kind that a node must have for the next part of a path to lead into it. */
    static Kind kindBefore(String next, Kind last) {
        if (isMatch(next) || isNumber(next)) {
            return Kind.SEQUENCE;
        }
        return next.isEmpty() ? last : Kind.MAPPING;
    }

    static boolean isNumber(String part) {
        return part.matches("[+-]?[0-9]{1,9}") && Integer.parseInt(part) >= 0;
    }

    static boolean isMatch(String part) {
        return part.startsWith("[") && part.endsWith("]");
    }

    private static @Nullable Node item(Node at, int index) {
        at.demand(Kind.SEQUENCE);
        int size = at.content().size();
        if (index < 0 && size == 0) {
            throw RenderException.of("the list is empty, it has no last item", "add an item, or correct the path");
        }
        return index < size ? at.content().get(index < 0 ? size - 1 : index) : null;
    }

    private static @Nullable Node field(Node at, String name, @Nullable Kind create) {
        if (at.isNull()) {
            return null;
        }
        at.demand(Kind.MAPPING);
        Node present = at.get(name);
        return present == null && create != null ? Setter.field(at, name, Node.empty(create)) : present;
    }

    /** The field and the value of {@code [field=value]}. */
    static String[] match(String part) {
        String inner = part.substring(1, part.length() - 1);
        int equals = inner.indexOf('=');
        if (equals < 0) {
            throw RenderException.of(
                    "'" + part + "' selects no item", "write [field=value], or the number of the item");
        }
        return new String[] {inner.substring(0, equals), inner.substring(equals + 1)};
    }

    private static @Nullable Node matching(Node at, String part, @Nullable Kind create) {
        String[] match = match(part);
        at.demand(Kind.SEQUENCE);
        for (Node item : at.content()) {
            Node value = match[0].isEmpty() ? item : item.get(match[0]);
            if (value != null && value.value().equals(match[1])) {
                return item;
            }
        }
        if (create == null) {
            return null;
        }
        Node created = Node.plain(match[1]);
        if (!match[0].isEmpty()) {
            Node mapping = Node.mapping();
            mapping.append(match[0], created);
            created = mapping;
        }
        at.content().add(created);
        return created;
    }
}
