package dev.fairlead.render.kustomize.spec;

import java.util.Map;
import java.util.TreeMap;

/** What generated objects have beside their data. */
public record GeneratorOptions(
        Map<String, String> labels, Map<String, String> annotations, boolean withoutHash, boolean immutable) {
    public static final GeneratorOptions NONE = new GeneratorOptions(Map.of(), Map.of(), false, false);

    static GeneratorOptions of(Fields fields) {
        return new GeneratorOptions(
                fields.map("labels"),
                fields.map("annotations"),
                fields.flag("disableNameSuffixHash"),
                fields.flag("immutable"));
    }

    /** These options, with those of the whole kustomization where these say nothing. */
    public GeneratorOptions orElse(GeneratorOptions global) {
        return new GeneratorOptions(
                both(labels, global.labels),
                both(annotations, global.annotations),
                withoutHash || global.withoutHash,
                immutable || global.immutable);
    }

    private static Map<String, String> both(Map<String, String> own, Map<String, String> global) {
        Map<String, String> both = new TreeMap<>(global);
        both.putAll(own);
        return both;
    }
}
