package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.NodeWriter;
import dev.fairlead.render.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an object came from or what changed it, as the annotations of {@code buildMetadata} tell it.
 *
 * @param path the file, from the folder in which the build began
 * @param configuredIn the file that configures a generator or transformer
 */
record Origin(String path, String configuredIn, Plugin configuredBy) {
    static final Origin NOWHERE = new Origin("", "", Plugin.NONE);

    /** A generator or transformer. */
    record Plugin(String apiVersion, String kind, String name, String namespace) {
        static final Plugin NONE = new Plugin("", "", "", "");
    }

    /** What is reached from here by a path. */
    Origin append(String relative) {
        Path joined = Path.of(path).resolve(relative.replaceAll("^/+", "")).normalize();
        return new Origin(joined.toString(), configuredIn, configuredBy);
    }

    /** A generator or transformer that a kustomization's own field configures. */
    Origin builtIn(String file, String kind) {
        return new Origin("", append(file).path, new Plugin("builtin", kind, "", ""));
    }

    /** A generator or transformer with an object of its own, if that tells where it came from. */
    static Optional<Origin> ofPlugin(Resource plugin) {
        return plugin.origin()
                .map(text -> YamlReader.first(text, "")
                        .flatMap(node -> node.find("path"))
                        .map(Node::value)
                        .orElse(""))
                .map(path -> new Origin(
                        "", path, new Plugin(plugin.apiVersion(), plugin.kind(), plugin.name(), plugin.namespace())));
    }

    private Node node() {
        Node node = Node.mapping();
        put(node, "path", path);
        put(node, "configuredIn", configuredIn);
        if (!configuredBy.equals(Plugin.NONE)) {
            Node by = Node.mapping();
            put(by, "apiVersion", configuredBy.apiVersion);
            put(by, "kind", configuredBy.kind);
            put(by, "name", configuredBy.name);
            put(by, "namespace", configuredBy.namespace);
            node.append("configuredBy", by);
        }
        return node;
    }

    private static void put(Node node, String key, String value) {
        if (!value.isEmpty()) {
            node.append(key, Node.string(value));
        }
    }

    /** The text of the annotation. */
    String text() {
        return NodeWriter.write(node()) + "\n";
    }

    /** The text of the annotation for one of several changes. */
    String item() {
        Node list = Node.sequence();
        list.content().add(node());
        return NodeWriter.write(list) + "\n";
    }
}
