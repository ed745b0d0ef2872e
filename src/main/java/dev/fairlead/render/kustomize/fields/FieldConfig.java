package dev.fairlead.render.kustomize.fields;

import dev.fairlead.render.kustomize.resource.KindOrder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields each transformer sets.
 *
 * @param fields by the transformer's field in a kustomization; what is missing has none
 * @param references the fields that hold names of other objects
 */
public record FieldConfig(Map<Use, List<FieldSpec>> fields, List<NameReference> references) {

    /** What fields are for, by the names of the sections of a transformer configuration. */
    public enum Use {
        NAME_PREFIX("namePrefix"),
        NAME_SUFFIX("nameSuffix"),
        NAMESPACE("namespace"),
        COMMON_LABELS("commonLabels"),
        LABELS("labels"),
        TEMPLATE_LABELS("templateLabels"),
        VOLUME_CLAIM_TEMPLATE_LABELS("volumeClaimTemplateLabels"),
        COMMON_ANNOTATIONS("commonAnnotations"),
        VAR_REFERENCE("varReference"),
        IMAGES("images"),
        REPLICAS("replicas");

        private final String section;

        Use(String section) {
            this.section = section;
        }

        /** The section's name. */
        public String section() {
            return section;
        }

        static Optional<Use> of(String section) {
            for (Use use : values()) {
                if (use.section.equals(section)) {
                    return Optional.of(use);
                }
            }
            return Optional.empty();
        }
    }

    public static final FieldConfig EMPTY = new FieldConfig(Map.of(), List.of());

    private static final Comparator<FieldSpec> ORDER = Comparator.comparing(FieldSpec::gvk, KindOrder.DEFAULT);

    /** The fields that one transformer sets. */
    public List<FieldSpec> of(Use use) {
        return fields.getOrDefault(use, List.of());
    }

    /** The fields of both, in the order of their kinds. */
    public FieldConfig merge(FieldConfig other) {
        if (other.equals(this) || other.equals(EMPTY)) {
            return this;
        }
        if (equals(EMPTY) && other.equals(DefaultFields.get())) {
            return other;
        }
        Map<Use, List<FieldSpec>> merged = new EnumMap<>(Use.class);
        for (Use use : Use.values()) {
            List<FieldSpec> both = FieldSpec.merge(of(use), other.of(use));
            if (!both.isEmpty()) {
                merged.put(use, both);
            }
        }
        return new FieldConfig(merged, NameReference.merge(references, other.references)).sorted();
    }

    /** The same fields in the order of their kinds. */
    public FieldConfig sorted() {
        Map<Use, List<FieldSpec>> sorted = new EnumMap<>(Use.class);
        fields.forEach(
                (use, specs) -> sorted.put(use, specs.stream().sorted(ORDER).toList()));
        return new FieldConfig(
                sorted,
                references.stream()
                        .sorted(Comparator.comparing(NameReference::target, KindOrder.DEFAULT))
                        .toList());
    }
}
