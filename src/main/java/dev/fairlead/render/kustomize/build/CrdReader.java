package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldConfig;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.NameReference;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.spec.Located;
import dev.fairlead.render.yaml.JsonNull;
import dev.fairlead.render.yaml.OldValues;
import dev.fairlead.render.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of {@code crds}: OpenAPI definitions whose extensions tell which fields hold annotations, selectors, names and references. */
final class CrdReader {
    private static final int DEEPEST = 100;
    private static final String REFERENCE_VERSION = "x-kubernetes-object-ref-api-version";
    private static final String REFERENCE_KIND = "x-kubernetes-object-ref-kind";
    private static final String REFERENCE_NAME = "x-kubernetes-object-ref-name-key";

    private final Map<String, Map<String, Object>> properties = new TreeMap<>();

    private CrdReader() {}

    static FieldConfig read(List<Located> files, Loader loader) {
        FieldConfig config = FieldConfig.EMPTY;
        for (Located file : files) {
            try {
                config = config.merge(new CrdReader().read(file.text(), loader));
            } catch (RenderException e) {
                throw e.at(file.place());
            }
        }
        return config;
    }

    private FieldConfig read(String path, Loader loader) {
        String name = loader.name(path);
        Object root =
                YamlReader.first(loader.text(path), name).map(OldValues::of).orElse(Map.of());
        map(root).forEach((type, definition) -> {
            if (definition != JsonNull.NULL && !(definition instanceof Map<?, ?>)) {
                throw RenderException.of(
                        name + " holds no OpenAPI definitions",
                        "list files of definitions in crds, and a CustomResourceDefinition in resources");
            }
            properties.put(type, map(map(field(map(definition), "Schema")).get("properties")));
        });
        FieldConfig config = FieldConfig.EMPTY;
        for (Map.Entry<String, Map<String, Object>> type : properties.entrySet()) {
            if (type.getValue().keySet().containsAll(List.of("kind", "apiVersion", "metadata"))) {
                String kind = type.getKey().substring(type.getKey().lastIndexOf('.') + 1);
                config = add(config, new Gvk("", "", kind), type.getKey(), "", 0);
            }
        }
        return config;
    }

    private static @Nullable Object field(Map<String, Object> map, String name) {
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private FieldConfig add(FieldConfig before, Gvk gvk, String type, String path, int depth) {
        if (depth > DEEPEST) {
            throw RenderException.of("the definition " + type + " holds itself", "remove the circle");
        }
        FieldConfig config = before;
        for (Map.Entry<String, Object> entry :
                properties.getOrDefault(type, Map.of()).entrySet()) {
            Map<String, Object> property = map(entry.getValue());
            String here = path + entry.getKey();
            config = marked(config, FieldConfig.Use.COMMON_ANNOTATIONS, property, "x-kubernetes-annotation", gvk, here);
            config = marked(config, FieldConfig.Use.COMMON_LABELS, property, "x-kubernetes-label-selector", gvk, here);
            config = marked(config, FieldConfig.Use.NAME_PREFIX, property, "x-kubernetes-identity", gvk, here);
            config = config.merge(reference(property, gvk, here));
            if (property.get("$ref") instanceof String reference) {
                config = add(config, gvk, reference, here + "/", depth + 1);
            }
        }
        return config;
    }

    private static FieldConfig marked(
            FieldConfig config, FieldConfig.Use use, Map<String, Object> property, String mark, Gvk gvk, String path) {
        return property.get(mark) instanceof String
                ? config.merge(new FieldConfig(Map.of(use, List.of(new FieldSpec(gvk, path, false))), List.of()))
                : config;
    }

    private static FieldConfig reference(Map<String, Object> property, Gvk gvk, String path) {
        if (!(property.get(REFERENCE_VERSION) instanceof String version)
                || !(property.get(REFERENCE_KIND) instanceof String kind)) {
            return FieldConfig.EMPTY;
        }
        String name = property.get(REFERENCE_NAME) instanceof String key ? key : "name";
        FieldSpec referrer = new FieldSpec(gvk, path + "/" + name, false);
        return new FieldConfig(Map.of(), List.of(new NameReference(new Gvk("", version, kind), List.of(referrer))));
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new TreeMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put((String) key, entry));
        }
        return map;
    }
}
