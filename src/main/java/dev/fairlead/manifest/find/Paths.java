package dev.fairlead.manifest.find;

import dev.fairlead.manifest.yaml.Node;

/** How reports write the way to a node: also through a string that holds a document of its own. */
public final class Paths {
    private Paths() {}

    /** {@code spec.containers[0].image}, or {@code spec.helm.values: image.tag} for a node in a document in a string. */
    public static String of(Node node) {
        String inner = node.path();
        return node.document()
                .file()
                .container()
                .map(outer -> of(outer) + (inner.isEmpty() ? "" : ": " + inner))
                .orElse(inner);
    }
}
