package dev.fairlead.manifest.form;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.YamlSpot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins Helm parameters ({@code api.image.tag}, {@code api.image.repository}) to images as the values that they stand for would be. */
final class HelmParameters {
    private final Finds finds;
    private final Map<String, ImageName> images;
    private final Map<String, YamlSpot> values = new LinkedHashMap<>();

    HelmParameters(Finds finds, Map<String, ImageName> images) {
        this.finds = finds;
        this.images = images;
    }

    /** Takes a parameter; of two with the same name Helm uses the last. */
    void put(String name, YamlSpot value) {
        values.put(name, value);
    }

    void find() {
        values.forEach((name, value) -> {
            ImageName told = images.get(name);
            if (told != null) {
                told(value, told);
                return;
            }
            String prefix = prefix(name);
            switch (name.substring(prefix.length())) {
                case "repository" -> split(prefix, value);
                case "name" -> named(prefix, value);
                case "tag", "version", "digest" -> alone(prefix);
                default -> single(name.substring(prefix.length()), value);
            }
        });
    }

    /** Everything up to the last dot, with it. */
    private static String prefix(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    private void named(String prefix, YamlSpot value) {
        if (isAboutImages(prefix) && !values.containsKey(prefix + "repository")) {
            split(prefix, value);
        }
    }

    private static boolean isAboutImages(String prefix) {
        String[] keys = prefix.split("\\.", -1);
        return keys.length > 1 && Names.isAboutImages(keys[keys.length - 2]);
    }

    private void split(String prefix, YamlSpot name) {
        List<Held> parts = versions(prefix);
        if (!parts.isEmpty()) {
            parts.add(Held.of(Part.NAME, name));
            Optional.ofNullable(values.get(prefix + "registry"))
                    .ifPresent(registry -> parts.add(Held.of(Part.REGISTRY, registry)));
            add(parts);
        }
    }

    private List<Held> versions(String prefix) {
        List<Held> parts = new ArrayList<>();
        Optional<YamlSpot> version =
                isAboutImages(prefix) ? Optional.ofNullable(values.get(prefix + "version")) : Optional.empty();
        Optional.ofNullable(values.get(prefix + "tag"))
                .or(() -> version)
                .ifPresent(tag -> parts.add(Held.of(Part.TAG, tag)));
        Optional.ofNullable(values.get(prefix + "digest")).ifPresent(digest -> parts.add(Held.of(Part.DIGEST, digest)));
        return parts;
    }

    /** A tag without a name beside it. */
    private void alone(String prefix) {
        boolean joined = values.containsKey(prefix + "repository")
                || (isAboutImages(prefix) && values.containsKey(prefix + "name"));
        List<Held> parts = joined || !isAboutImages(prefix) ? List.of() : versions(prefix);
        if (!parts.isEmpty()) {
            add(parts);
        }
    }

    private void single(String key, YamlSpot value) {
        boolean reference = Names.isVersioned(value.value()) || Names.isVersionedTemplate(value.value());
        if (reference && Names.isReferenceKey(key)) {
            add(List.of(Held.of(Part.REFERENCE, value)));
        }
    }

    /** A parameter of which an annotation says whose tag or reference it is. */
    private void told(YamlSpot value, ImageName image) {
        Part part = Names.isVersioned(value.value()) ? Part.REFERENCE : Part.TAG;
        finds.add(Found.of(Form.ARGO_APPLICATION, value.where(), Held.of(part, value))
                .ofImage(image));
    }

    private void add(List<Held> parts) {
        finds.add(ordered(parts));
    }

    private static Found ordered(List<Held> parts) {
        String where = ((YamlSpot) parts.get(0).spot()).where();
        return Found.inYaml(Form.ARGO_APPLICATION, where, parts);
    }
}
