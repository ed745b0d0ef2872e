package dev.fairlead.manifest.form;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the images in the sources of an Argo CD {@code Application}: Kustomize images ({@code [old=]new[:tag]}), Helm
 * parameters, and Helm values as an object or as a string.
 */
public final class ArgoSources {
    private final Finds finds;
    private final Map<String, ImageName> parameterImages;
    private final Consumer<Scalar> nestedValues;

    /**
     * @param parameterImages the image whose tag or reference a Helm parameter takes, where annotations of Argo CD Image
     *     Updater say it
     * @param nestedValues takes the strings that hold values as YAML
     */
    public ArgoSources(Finds finds, Map<String, ImageName> parameterImages, Consumer<Scalar> nestedValues) {
        this.finds = finds;
        this.parameterImages = Map.copyOf(parameterImages);
        this.nestedValues = nestedValues;
    }

    /** Looks at the {@code spec} of an {@code Application}. */
    public void findInSpec(Mapping spec) {
        finds.mappingAt(spec, "source", this::findInSource);
        finds.sequenceAt(spec, "sources", sources -> finds.mappings(sources, this::findInSource));
    }

    /** Looks at one source, or at the root of a {@code .argocd-source} file, which is written like one. */
    public void findInSource(Mapping source) {
        finds.mappingAt(source, "kustomize", this::kustomize);
        finds.mappingAt(source, "helm", this::helm);
    }

    private void kustomize(Mapping kustomize) {
        finds.sequenceAt(kustomize, "images", images -> finds.items(images, this::override));
    }

    /** {@code old=new:tag}: the reference is what follows the equals sign. */
    private void override(Node item) {
        if (item instanceof Scalar scalar && !scalar.value().isEmpty()) {
            YamlSpot whole = finds.spot(scalar);
            int equals = whole.value().indexOf('=');
            YamlSpot reference = whole.range(equals + 1, whole.value().length());
            finds.add(Found.of(Form.ARGO_APPLICATION, whole.where(), Held.of(Part.REFERENCE, reference)));
        }
    }

    private void helm(Mapping helm) {
        finds.sequenceAt(helm, "parameters", this::parameters);
        finds.mappingAt(
                helm,
                "valuesObject",
                values -> Values.in(finds, Form.ARGO_APPLICATION).find(values, ""));
        finds.at(helm, "values", values -> {
            if (values instanceof Scalar scalar && !scalar.value().isBlank()) {
                nestedValues.accept(scalar);
            }
        });
    }

    private void parameters(Sequence list) {
        HelmParameters parameters = new HelmParameters(finds, parameterImages);
        finds.mappings(
                list,
                parameter -> finds.spot(parameter, "value")
                        .ifPresent(value -> parameters.put(finds.text(parameter, "name"), value)));
        parameters.find();
    }
}
