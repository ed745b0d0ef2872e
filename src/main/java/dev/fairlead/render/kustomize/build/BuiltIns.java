package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldConfig;
import dev.fairlead.render.kustomize.fields.FieldConfig.Use;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.resource.ResourceReader;
import dev.fairlead.render.kustomize.spec.Image;
import dev.fairlead.render.kustomize.spec.Kustomization;
import dev.fairlead.render.kustomize.spec.Label;
import dev.fairlead.render.kustomize.spec.Patch;
import dev.fairlead.render.kustomize.spec.Replica;
import dev.fairlead.render.kustomize.transform.EntriesTransformer;
import dev.fairlead.render.kustomize.transform.ImageTransformer;
import dev.fairlead.render.kustomize.transform.JsonPatchTransformer;
import dev.fairlead.render.kustomize.transform.NameTransformer;
import dev.fairlead.render.kustomize.transform.NamespaceTransformer;
import dev.fairlead.render.kustomize.transform.PatchTransformer;
import dev.fairlead.render.kustomize.transform.ReplacementTransformer;
import dev.fairlead.render.kustomize.transform.ReplicaTransformer;
import dev.fairlead.render.kustomize.transform.StrategicMergeTransformer;
import dev.fairlead.render.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The transformers that a kustomization's own fields stand for, in the order in which kustomize applies them. */
final class BuiltIns {
    private static final FieldSpec METADATA_LABELS = FieldSpec.created("metadata/labels");

    private final Kustomization kustomization;
    private final FieldConfig config;
    private final Folder folder;
    private final ResourceReader reader;
    private final Optional<Origin> origin;
    private final List<Step> steps = new ArrayList<>();

    BuiltIns(
            Kustomization kustomization,
            FieldConfig config,
            Folder folder,
            ResourceReader reader,
            Optional<Origin> origin) {
        this.kustomization = kustomization;
        this.config = config;
        this.folder = folder;
        this.reader = reader;
        this.origin = origin;
    }

    List<Step> steps() {
        patches();
        names();
        labels();
        if (!kustomization.commonAnnotations().isEmpty()) {
            add(
                    "AnnotationsTransformer",
                    at("commonAnnotations"),
                    () -> new EntriesTransformer(kustomization.commonAnnotations(), config.of(Use.COMMON_ANNOTATIONS)));
        }
        for (Patch patch : kustomization.json6902()) {
            add("PatchJson6902Transformer", patch.place(), () -> JsonPatchTransformer.of(patch, folder));
        }
        for (Replica replica : kustomization.replicas()) {
            add(
                    "ReplicaCountTransformer",
                    replica.place(),
                    () -> new ReplicaTransformer(replica, config.of(Use.REPLICAS)));
        }
        for (Image image : kustomization.images()) {
            add("ImageTagTransformer", image.place(), () -> new ImageTransformer(image, config.of(Use.IMAGES)));
        }
        if (!kustomization.replacements().isEmpty()) {
            add(
                    "ReplacementTransformer",
                    at("replacements"),
                    () -> ReplacementTransformer.of(kustomization.replacements(), folder));
        }
        return steps;
    }

    private String at(String field) {
        return kustomization.place() + " (" + field + ")";
    }

    private void add(String kind, String place, Supplier<Transformer> transformer) {
        try {
            Optional<Origin> by = origin.map(here -> here.builtIn(kustomization.fileName(), kind));
            steps.add(new Step(transformer.get(), place, by));
        } catch (RenderException e) {
            throw e.at(place);
        }
    }

    private void patches() {
        if (!kustomization.strategicMerges().isEmpty()) {
            add(
                    "PatchStrategicMergeTransformer",
                    at("patchesStrategicMerge"),
                    () -> StrategicMergeTransformer.of(kustomization.strategicMerges(), folder, reader));
        }
        for (Patch patch : kustomization.patches()) {
            add("PatchTransformer", patch.place(), () -> PatchTransformer.of(patch, folder, reader));
        }
    }

    private void names() {
        if (!kustomization.namespace().isEmpty()) {
            add(
                    "NamespaceTransformer",
                    at("namespace"),
                    () -> new NamespaceTransformer(
                            kustomization.namespace(),
                            config.of(Use.NAMESPACE),
                            false,
                            NamespaceTransformer.SubjectMode.DEFAULT_ONLY));
        }
        if (!kustomization.namePrefix().isEmpty()) {
            add(
                    "PrefixTransformer",
                    at("namePrefix"),
                    () -> new NameTransformer(kustomization.namePrefix(), true, config.of(Use.NAME_PREFIX)));
        }
        if (!kustomization.nameSuffix().isEmpty()) {
            add(
                    "SuffixTransformer",
                    at("nameSuffix"),
                    () -> new NameTransformer(kustomization.nameSuffix(), false, config.of(Use.NAME_SUFFIX)));
        }
    }

    private void labels() {
        if (kustomization.labels().isEmpty() && kustomization.commonLabels().isEmpty()) {
            return;
        }
        for (Label label : kustomization.labels()) {
            add("LabelTransformer", label.place(), () -> new EntriesTransformer(label.pairs(), fields(label)));
        }
        add(
                "LabelTransformer",
                at("commonLabels"),
                () -> new EntriesTransformer(kustomization.commonLabels(), config.of(Use.COMMON_LABELS)));
    }

    private List<FieldSpec> fields(Label label) {
        List<FieldSpec> fields = FieldSpec.merge(label.fields(), config.of(Use.LABELS));
        if (label.selectors()) {
            return FieldSpec.merge(fields, config.of(Use.COMMON_LABELS));
        }
        if (label.templates()) {
            fields = FieldSpec.merge(fields, config.of(Use.TEMPLATE_LABELS));
        }
        if (label.claimTemplates()) {
            fields = FieldSpec.merge(fields, config.of(Use.VOLUME_CLAIM_TEMPLATE_LABELS));
        }
        return FieldSpec.merge(fields, List.of(METADATA_LABELS));
    }
}
