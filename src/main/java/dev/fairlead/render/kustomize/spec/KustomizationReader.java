package dev.fairlead.render.kustomize.spec;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a kustomization file. */
public final class KustomizationReader {
    private static final String KUSTOMIZATION = "Kustomization";
    private static final String COMPONENT = "Component";
    private static final List<String> HELM = List.of("helmCharts", "helmChartInflationGenerator");

    private final String place;
    private final String fileName;

    private KustomizationReader(String place, String fileName) {
        this.place = place;
        this.fileName = fileName;
    }

    /**
     * Reads a file.
     *
     * @param place the file as errors name it
     * @param fileName its name in its folder
     */
    public static Kustomization read(String text, String place, String fileName) {
        Node root = YamlReader.first(text, place).orElseThrow(() -> empty(place));
        return Fields.strict(root, place).read(new KustomizationReader(place, fileName)::read);
    }

    private static RenderException empty(String place) {
        return new RenderException(
                new Problem(place, "the kustomization is empty", "list resources, or anything else that it is to do"));
    }

    private Kustomization read(Fields fields) {
        boolean component = component(fields);
        fields.child("metadata", metadata -> {
            metadata.text("name");
            metadata.text("namespace");
            metadata.map("labels");
            return metadata.map("annotations");
        });
        Kustomization kustomization = new Kustomization(
                place,
                fileName,
                component,
                fields.map("openapi"),
                joined(fields.located("resources"), fields.located("bases")),
                fields.located("configurations"),
                fields.located("crds"),
                fields.list("configMapGenerator", GeneratorArgs::configMap),
                fields.list("secretGenerator", GeneratorArgs::secret),
                fields.child("generatorOptions", GeneratorOptions::of).orElse(GeneratorOptions.NONE),
                fields.located("generators"),
                fields.located("components"),
                fields.located("patchesStrategicMerge"),
                fields.list("patches", patch -> Patch.of(patch, "patch")),
                fields.text("namespace"),
                fields.text("namePrefix"),
                fields.text("nameSuffix"),
                fields.list("labels", Label::of),
                fields.map("commonLabels"),
                fields.map("commonAnnotations"),
                fields.list("patchesJson6902", patch -> Patch.of(patch, "patch")),
                fields.list("replicas", Replica::of),
                joined(fields.list("images", Image::of), fields.list("imageTags", Image::of)),
                fields.list("replacements", Replacement::of),
                fields.located("transformers"),
                fields.located("validators"),
                fields.list("vars", Variable::of),
                fields.child("sortOptions", SortOptions::of),
                buildMetadata(fields),
                helm(fields));
        demandContent(fields);
        return kustomization;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private boolean component(Fields fields) {
        String kind = fields.text("kind");
        String version = fields.text("apiVersion");
        boolean component = kind.equals(COMPONENT);
        if (!kind.isEmpty() && !kind.equals(KUSTOMIZATION) && !component) {
            throw new RenderException(
                    new Problem(fields.place("kind"), "the kind is " + kind, "make it Kustomization or Component"));
        }
        String wanted = "kustomize.config.k8s.io/" + (component ? "v1alpha1" : "v1beta1");
        if (!version.isEmpty() && !version.equals(wanted)) {
            throw new RenderException(
                    new Problem(fields.place("apiVersion"), "the apiVersion is " + version, "make it " + wanted));
        }
        return component;
    }

    private static Set<String> buildMetadata(Fields fields) {
        return new LinkedHashSet<>(fields.texts("buildMetadata"));
    }

    private List<Located> helm(Fields fields) {
        List<Located> used = new ArrayList<>();
        fields.holds("helmGlobals");
        for (String name : HELM) {
            if (fields.holds(name)) {
                used.add(new Located(name, fields.place(name)));
            }
        }
        return used;
    }

    private void demandContent(Fields fields) {
        if (!fields.saysAnythingBut(List.of("kind", "apiVersion"))) {
            throw empty(place);
        }
    }
}
