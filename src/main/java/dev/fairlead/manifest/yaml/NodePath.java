package dev.fairlead.manifest.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Writes the way from a root to a node. */
final class NodePath {
    private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}_/$-]+");

    private NodePath() {}

    static String of(Node node) {
        Deque<String> steps = new ArrayDeque<>();
        Node at = node;
        for (Node above = at.above(); above != null; at = above, above = at.above()) {
            steps.push(step(above, at));
        }
        String path = String.join("", steps);
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String step(Node above, Node at) {
        if (above instanceof Sequence) {
            return "[" + at.slot() + "]";
        }
        Node key = ((Mapping) above).entries().get(at.slot() >> 1).key();
        String name = key instanceof Scalar scalar ? scalar.value() : key instanceof Alias a ? "*" + a.name() : "?";
        return BARE.matcher(name).matches()
                ? "." + name
                : "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
}
