package dev.fairlead.render.kustomize.generate;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.DataMaps;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.kustomize.spec.GeneratorArgs;
import dev.fairlead.render.kustomize.spec.GeneratorOptions;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Style;
import dev.fairlead.render.yaml.Tags;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Makes config maps and secrets. */
public final class Generator {
    private static final String METADATA = "metadata";

    private final Loader loader;
    private final Schemas schemas;

    public Generator(Loader loader, Schemas schemas) {
        this.loader = loader;
        this.schemas = schemas;
    }

    /** A config map; values that are no UTF-8 become binary data. */
    public Resource configMap(GeneratorArgs args) {
        return located(args, () -> {
            Node node = base("ConfigMap", args);
            Map<String, String> texts = new TreeMap<>();
            Map<String, String> binaries = new TreeMap<>();
            KeyValues.of(args, loader).forEach((key, value) -> {
                if (Texts.isUtf8(value)) {
                    texts.put(key, new String(value, StandardCharsets.UTF_8));
                } else {
                    binaries.put(key, Texts.base64(value));
                }
            });
            DataMaps.set(node, DataMaps.DATA, texts);
            DataMaps.set(node, DataMaps.BINARY_DATA, binaries);
            return finished(node, args);
        });
    }

    /** A secret; its type is {@code Opaque} where nothing else is said. */
    public Resource secret(GeneratorArgs args) {
        return located(args, () -> {
            Node node = base("Secret", args);
            Setter.field(node, "type", Node.string(args.type().isEmpty() ? "Opaque" : args.type()));
            node.append(DataMaps.DATA, Node.mapping());
            Map<String, String> data = new TreeMap<>();
            KeyValues.of(args, loader).forEach((key, value) -> data.put(key, Texts.base64(value)));
            DataMaps.set(node, DataMaps.DATA, data);
            return finished(node, args);
        });
    }

    private static Resource located(GeneratorArgs args, java.util.function.Supplier<Resource> making) {
        try {
            return making.get();
        } catch (RenderException e) {
            throw e.at(args.place());
        }
    }

    private static Node base(String kind, GeneratorArgs args) {
        if (args.name().isEmpty()) {
            throw new RenderException(new Problem(args.place(), "a generator has no name", "name what it makes"));
        }
        Node node = Node.mapping();
        node.append("apiVersion", Node.scalar(Tags.STR, "v1"));
        node.append("kind", Node.scalar(Tags.STR, kind));
        Setter.path(node, Node.string(args.name()), METADATA, "name");
        if (!args.namespace().isEmpty()) {
            Setter.path(node, Node.string(args.namespace()), METADATA, "namespace");
        }
        return node;
    }

    private Resource finished(Node node, GeneratorArgs args) {
        GeneratorOptions options = args.options();
        new TreeMap<>(options.labels())
                .forEach((key, value) -> Setter.path(node, quoted(value), METADATA, "labels", key));
        new TreeMap<>(options.annotations())
                .forEach((key, value) -> Setter.path(node, quoted(value), METADATA, "annotations", key));
        if (options.immutable()) {
            Setter.field(node, "immutable", Node.scalar(Tags.BOOL, "true"));
        }
        Resource resource = new Resource(node, schemas);
        if (!options.withoutHash()) {
            resource.enableHashSuffix();
        }
        resource.setBehavior(args.behavior());
        return resource;
    }

    private static Node quoted(String value) {
        return Node.string(value).withStyle(Style.SINGLE_QUOTED);
    }
}
