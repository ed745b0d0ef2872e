package dev.fairlead.render.kustomize.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kustomization or component, in the order in which its fields take effect.
 *
 * @param place the file, as errors name it
 * @param fileName the file's name in its folder
 * @param component whether it is a component
 * @param openapi the document with further types, by {@code path} or {@code version}
 * @param resources files and folders, those of {@code bases} at the end
 * @param unsupported the fields for Helm charts that it uses, with their places
 */
public record Kustomization(
        String place,
        String fileName,
        boolean component,
        Map<String, String> openapi,
        List<Located> resources,
        List<Located> configurations,
        List<Located> crds,
        List<GeneratorArgs> configMaps,
        List<GeneratorArgs> secrets,
        GeneratorOptions generatorOptions,
        List<Located> generators,
        List<Located> components,
        List<Located> strategicMerges,
        List<Patch> patches,
        String namespace,
        String namePrefix,
        String nameSuffix,
        List<Label> labels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        List<Patch> json6902,
        List<Replica> replicas,
        List<Image> images,
        List<Replacement> replacements,
        List<Located> transformers,
        List<Located> validators,
        List<Variable> variables,
        Optional<SortOptions> sortOptions,
        Set<String> buildMetadata,
        List<Located> unsupported) {}
