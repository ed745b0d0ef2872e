package dev.fairlead.manifest.locate;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.automation.ArgoImage;
import dev.fairlead.manifest.automation.ArgoReader;
import dev.fairlead.manifest.automation.FluxImagePolicy;
import dev.fairlead.manifest.automation.FluxImageRepository;
import dev.fairlead.manifest.automation.FluxReader;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.find.Doubt;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.form.ArgoSources;
import dev.fairlead.manifest.form.ComposeFile;
import dev.fairlead.manifest.form.KustomizeImages;
import dev.fairlead.manifest.form.OciSource;
import dev.fairlead.manifest.form.PodSpecs;
import dev.fairlead.manifest.form.Values;
import dev.fairlead.manifest.yaml.Document;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Decides what each document of a file is, and sends the finders that fit through it, the most certain ones first. */
final class Documents {
    private static final String KUSTOMIZE_GROUP = "kustomize.config.k8s.io";

    /** Our own configuration speaks of images and versions (what is held, for example) and runs none. */
    private static final String OWN_GROUP = "fairlead.dev";

    /** API groups whose objects hold images in pod specs and nowhere else. */
    private static final Set<String> ONLY_POD_SPECS = Set.of("apps", "batch");

    private final CustomFields custom;
    private final Finds finds;
    private final NestedDocuments nested;
    private final List<FluxImagePolicy> policies = new ArrayList<>();
    private final List<FluxImageRepository> repositories = new ArrayList<>();
    private final List<ArgoImage> argoImages = new ArrayList<>();

    Documents(CustomFields custom, Finds finds, NestedDocuments nested) {
        this.custom = custom;
        this.finds = finds;
        this.nested = nested;
        finds.documentsTo(scalar -> nested.find(scalar, document -> find(FileKind.DATA, document)));
    }

    List<FluxImagePolicy> policies() {
        return policies;
    }

    List<FluxImageRepository> repositories() {
        return repositories;
    }

    List<ArgoImage> argoImages() {
        return argoImages;
    }

    void find(FileKind kind, Document document) {
        Node root = document.root();
        if (root instanceof Mapping mapping) {
            document(kind, mapping);
        } else if (root instanceof Sequence list) {
            list(list);
        }
    }

    private void document(FileKind kind, Mapping root) {
        String group = group(root);
        String objectKind = finds.text(root, "kind");
        if (group.equals(OWN_GROUP)) {
            return;
        }
        if (group.equals(KUSTOMIZE_GROUP) || (kind == FileKind.KUSTOMIZATION && group.isEmpty())) {
            kustomization(root);
        } else if (!objectKind.isEmpty() && root.find("apiVersion").isPresent()) {
            object(root, group, objectKind);
        } else {
            custom.find(finds, root, "", "");
            kindless(kind, root);
        }
    }

    private void kindless(FileKind kind, Mapping root) {
        switch (kind) {
            case COMPOSE -> new ComposeFile(finds).find(root);
            case ARGO_SOURCE -> argo(List.of()).findInSource(root);
            case CHART -> {}
            default -> Values.in(finds, Form.HELM_VALUES).find(root, "");
        }
    }

    /** A JSON list of objects, or the operations of a JSON patch. */
    private void list(Sequence list) {
        finds.mappings(list, item -> {
            if (item.find("op").isPresent() && item.find("path").isPresent()) {
                operation(item);
            } else {
                document(FileKind.DATA, item);
            }
        });
    }

    /** An operation of a JSON patch: its value stands at the path's end. */
    private void operation(Mapping operation) {
        String path = finds.text(operation, "path");
        String key = path.substring(path.lastIndexOf('/') + 1);
        finds.at(operation, "value", value -> {
            if (!(value instanceof Scalar)) {
                new PodSpecs(finds).find(value);
                Values.in(finds, Form.KUSTOMIZE).find(value, key);
            } else if (key.equals("image")) {
                Values.in(finds, Form.KUSTOMIZE).findAt(value);
            }
        });
    }

    private void kustomization(Mapping root) {
        new KustomizeImages(finds, Form.KUSTOMIZE).find(root);
        finds.sequenceAt(
                root,
                "helmCharts",
                charts -> finds.mappings(
                        charts,
                        chart -> finds.mappingAt(
                                chart,
                                "valuesInline",
                                values -> Values.in(finds, Form.HELM_VALUES).find(values, ""))));
        patches(root);
        finds.sequenceAt(root, "patchesStrategicMerge", patches -> finds.items(patches, this::inlinePatch));
        finds.sequenceAt(
                root,
                "patchesJson6902",
                patches -> finds.mappings(patches, patch -> finds.at(patch, "patch", this::inlinePatch)));
    }

    private void patches(Mapping holder) {
        finds.sequenceAt(
                holder,
                "patches",
                patches -> finds.mappings(patches, patch -> finds.at(patch, "patch", this::inlinePatch)));
    }

    /** A patch written in place, as a document in a string; it may also be a file's name. */
    private void inlinePatch(Node patch) {
        if (patch instanceof Scalar scalar) {
            nested.find(scalar, document -> find(FileKind.DATA, document));
        } else if (patch instanceof Mapping mapping) {
            document(FileKind.DATA, mapping);
        }
    }

    private void object(Mapping object, String group, String kind) {
        if (kind.endsWith("List") && object.sequence("items").isPresent()) {
            finds.sequenceAt(object, "items", items -> finds.mappings(items, item -> document(FileKind.DATA, item)));
            return;
        }
        switch (group + "/" + kind) {
            case FluxReader.GROUP + "/ImagePolicy" -> FluxReader.policy(object).ifPresent(policies::add);
            case FluxReader.GROUP + "/ImageRepository" ->
                FluxReader.repository(object).ifPresent(repositories::add);
            case FluxReader.GROUP + "/ImageUpdateAutomation", "apiextensions.k8s.io/CustomResourceDefinition" -> {}
            default -> workload(object, group, kind);
        }
    }

    private void workload(Mapping object, String group, String kind) {
        switch (group + "/" + kind) {
            case "helm.toolkit.fluxcd.io/HelmRelease", "helm.fluxcd.io/HelmRelease", "flux.weave.works/HelmRelease" ->
                finds.mappingAt(object, "spec", this::helmRelease);
            case "kustomize.toolkit.fluxcd.io/Kustomization" ->
                finds.mappingAt(object, "spec", spec -> {
                    new KustomizeImages(finds, Form.FLUX_KUSTOMIZATION).find(spec);
                    patches(spec);
                });
            case "argoproj.io/Application" -> finds.mappingAt(object, "spec", argo(object)::findInSpec);
            case "argoproj.io/ApplicationSet" ->
                finds.mappingAt(
                        object,
                        "spec",
                        spec -> finds.mappingAt(
                                spec,
                                "template",
                                template -> finds.mappingAt(template, "spec", argo(template)::findInSpec)));
            case "source.toolkit.fluxcd.io/OCIRepository" ->
                finds.mappingAt(object, "spec", spec -> new OciSource(finds).find(spec));
            case "helm.cattle.io/HelmChart", "helm.cattle.io/HelmChartConfig" ->
                finds.mappingAt(object, "spec", spec -> finds.at(spec, "valuesContent", this::valuesText));
            default -> {}
        }
        custom.find(finds, object, group, kind);
        new PodSpecs(finds).find(object);
        if (!ONLY_POD_SPECS.contains(group)) {
            lookalikes(object, group.isEmpty() ? kind : group + "/" + kind);
        }
    }

    private void valuesText(Node values) {
        if (values instanceof Scalar scalar && !scalar.value().isBlank()) {
            nested.find(scalar, document -> Values.in(finds, Form.HELM_VALUES).find(document.root(), ""));
        }
    }

    private void helmRelease(Mapping spec) {
        finds.mappingAt(
                spec,
                "values",
                values -> Values.in(finds, Form.FLUX_HELM_RELEASE).find(values, ""));
        finds.sequenceAt(
                spec,
                "postRenderers",
                renderers -> finds.mappings(
                        renderers,
                        renderer -> finds.mappingAt(renderer, "kustomize", kustomize -> {
                            new KustomizeImages(finds, Form.FLUX_HELM_RELEASE).find(kustomize);
                            patches(kustomize);
                        })));
    }

    private ArgoSources argo(Mapping application) {
        List<ArgoImage> images = ArgoReader.images(application);
        argoImages.addAll(images);
        return argo(images);
    }

    private ArgoSources argo(List<ArgoImage> images) {
        Map<String, ImageName> parameters = new HashMap<>();
        for (ArgoImage image : images) {
            ImageName.tryParse(image.image()).ifPresent(name -> {
                image.helmTag().ifPresent(parameter -> parameters.put(parameter, name));
                image.helmSpec().ifPresent(parameter -> parameters.put(parameter, name));
            });
        }
        Consumer<Scalar> values = scalar -> nested.find(
                scalar, document -> Values.in(finds, Form.ARGO_APPLICATION).find(document.root(), ""));
        return new ArgoSources(finds, parameters, values);
    }

    /** What looks like an image in an object of a kind that is not known to hold one there. */
    private void lookalikes(Mapping object, String kind) {
        Doubt doubt = new Doubt(
                "objects of the kind " + kind + " are not known to hold an image here",
                "name the field (--field " + kind + "=PATH, or customFields), or mark it: # fairlead: part=reference");
        Values looking = Values.lookingLike(finds, Form.CUSTOM_KIND, doubt);
        finds.each(object, (key, value) -> {
            if (!key.equals("metadata") && !key.equals("status")) {
                looking.find(value, key);
            }
        });
    }

    /** The API group, empty for the core group and for documents that are no Kubernetes objects. */
    private String group(Mapping root) {
        String version = finds.text(root, "apiVersion");
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }
}
