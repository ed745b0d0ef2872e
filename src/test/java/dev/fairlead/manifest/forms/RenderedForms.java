package dev.fairlead.manifest.forms;

import static dev.fairlead.manifest.forms.Doc.join;
import static dev.fairlead.manifest.forms.Doc.list;
import static dev.fairlead.manifest.forms.Doc.map;
import static dev.fairlead.manifest.forms.Doc.raw;
import static dev.fairlead.manifest.forms.Doc.text;

import dev.fairlead.manifest.forms.Doc.Anchor;
import dev.fairlead.manifest.forms.Doc.Arr;
import dev.fairlead.manifest.forms.Doc.Nested;
import dev.fairlead.manifest.forms.Doc.Obj;
import dev.fairlead.manifest.forms.Doc.Ref;
import dev.fairlead.manifest.forms.Doc.Val;
import dev.fairlead.manifest.forms.Images.Split;
import java.util.ArrayList;
import java.util.List;

/** What is rendered before it is applied: Helm values, Kustomize, and the objects of Flux and Argo CD that steer them; Compose. */
final class RenderedForms {
    private final Images images;
    private final KubernetesForms kubernetes;

    RenderedForms(Images images) {
        this.images = images;
        this.kubernetes = new KubernetesForms(images);
    }

    private int die(int sides) {
        return images.random.nextInt(sides);
    }

    /** Helm values. */
    Obj values(boolean withMarkers) {
        Obj values = map("replicaCount", raw("2"), "version", images.oldTag());
        for (int i = 1 + die(3); i > 0; i--) {
            values = join(values, map("part" + i, values(1 + die(3), withMarkers)));
        }
        return die(3) > 0 ? values : join(values, image(withMarkers));
    }

    private Doc values(int depth, boolean withMarkers) {
        return depth == 0
                ? image(withMarkers)
                : die(4) == 0
                        ? map(
                                "sidecars",
                                list(
                                        values(depth - 1, withMarkers),
                                        map("name", "x", "image", images.plainReference())))
                        : map("enabled", raw("true"), "inner", values(depth - 1, withMarkers));
    }

    /** A mapping with an image in one of the ways that charts have. */
    private Obj image(boolean withMarkers) {
        return switch (die(withMarkers ? 12 : 10)) {
            case 0 -> map("image", images.bareReference());
            case 1 -> map("proxyImage", images.reference());
            case 2 -> map("images", list(images.plainReference(), images.plainReference()));
            case 3 -> map("image", withRegistry(images.split()));
            case 4 -> map("image", images.split().under("name", "version", "digest"));
            case 5 -> images.split().under("repository", "tag", "digest");
            case 6 -> images.split().under("imageRepository", "imageTag", "imageDigest");
            case 7 -> images.split().under("image", "tag", "digest");
            case 8, 9 ->
                map("image", join(images.split().under("repository", "tag", "digest"), map("pullPolicy", "Always")));
            case 10 -> map("image", images.fluxMarkedSplit("repository", "tag", "digest"));
            default -> map("release", images.ownMarked());
        };
    }

    private static Obj withRegistry(Split split) {
        int slash = split.name().indexOf('/');
        boolean host = slash > 0 && split.name().substring(0, slash).matches(".*[.:].*");
        return host
                ? join(
                        map("registry", split.name().substring(0, slash)),
                        new Split(split.name().substring(slash + 1), split.tag(), split.digest())
                                .under("repository", "tag", "digest"))
                : split.under("repository", "tag", "digest");
    }

    /** {@code images} as Kustomize has it. */
    private Arr entries() {
        List<Doc> entries = new ArrayList<>();
        for (int i = 1 + die(3); i > 0; i--) {
            Split split = die(3) > 0 ? images.tagged() : images.split();
            entries.add(
                    switch (die(4)) {
                        case 0 -> join(map("name", "alias" + i), split.under("newName", "newTag", "digest"));
                        case 1 -> join(map("name", "job"), images.fluxMarkedSplit("newName", "newTag", "digest"));
                        default -> split.under("name", "newTag", "digest");
                    });
        }
        return new Arr(entries);
    }

    Obj kustomization() {
        Obj kustomization = map(
                "apiVersion",
                "kustomize.config.k8s.io/v1beta1",
                "kind",
                die(4) == 0 ? "Component" : "Kustomization",
                "images",
                kustomizeEntries());
        return switch (die(5)) {
            case 0 ->
                join(
                        kustomization,
                        map(
                                "helmCharts",
                                list(map("name", "redis", "version", "1.0.0", "valuesInline", values(true)))));
            case 1 -> join(kustomization, map("patches", list(map("patch", new Nested(kubernetes.templated())))));
            case 2 -> join(kustomization, map("patches", list(map("patch", new Nested(jsonPatch())))));
            case 3 -> join(kustomization, map("patchesStrategicMerge", list(text("patch.yaml"))));
            default -> join(map("resources", list(text("../base"))), kustomization);
        };
    }

    /** Entries without those that would get a digest: a new entry is no change of a value. */
    private Arr kustomizeEntries() {
        return new Arr(
                entries().items().stream().filter(item -> !getsDigest(item)).toList());
    }

    private static boolean getsDigest(Doc item) {
        return ((Obj) item)
                .entries().stream()
                        .anyMatch(entry -> entry.value() instanceof Val val
                                && val.goal()
                                        .filter(goal -> goal.after().isEmpty())
                                        .isPresent());
    }

    private Arr jsonPatch() {
        return list(
                map("op", "replace", "path", "/spec/template/spec/containers/0/image", "value", images.reference()),
                map(
                        "op",
                        "add",
                        "path",
                        "/spec/template/spec/containers/-",
                        "value",
                        map("name", "x", "image", images.reference())));
    }

    Obj flux() {
        Obj head = map("metadata", map("name", "api"));
        return switch (die(4)) {
            case 0 ->
                join(
                        head,
                        object(
                                "kustomize.toolkit.fluxcd.io/v1",
                                "Kustomization",
                                map("path", "./x", "images", kustomizeEntries())));
            case 1 -> join(head, object("source.toolkit.fluxcd.io/v1", "OCIRepository", oci()));
            case 2 ->
                join(
                        head,
                        object(
                                "helm.toolkit.fluxcd.io/v2",
                                "HelmRelease",
                                map(
                                        "chart",
                                        map("spec", map("chart", "api", "version", "1.0.0")),
                                        "postRenderers",
                                        list(map("kustomize", map("images", kustomizeEntries()))))));
            default -> join(head, object("helm.toolkit.fluxcd.io/v2", "HelmRelease", map("values", values(true))));
        };
    }

    private Obj oci() {
        Split split = images.split();
        return map(
                "url",
                "oci://" + split.name(),
                "ref",
                new Split("", split.tag(), split.digest()).under("", "tag", "digest"));
    }

    private static Obj object(String version, String kind, Obj spec) {
        return map("apiVersion", version, "kind", kind, "spec", spec);
    }

    Obj argo() {
        Obj spec = switch (die(3)) {
            case 0 -> map("sources", list(source(), map("repoURL", "https://git.example/x"), source()));
            default -> map("source", source());
        };
        Obj metadata = map(
                "name",
                "api",
                "annotations",
                map(
                        "argocd-image-updater.argoproj.io/image-list",
                        "api=registry.example/team/api:^1",
                        "argocd-image-updater.argoproj.io/api.helm.image-tag",
                        "told.by.annotation"));
        return die(4) == 0
                ? map(
                        "apiVersion",
                        "argoproj.io/v1alpha1",
                        "kind",
                        "ApplicationSet",
                        "spec",
                        map("template", map("metadata", metadata, "spec", spec)))
                : map("apiVersion", "argoproj.io/v1alpha1", "kind", "Application", "metadata", metadata, "spec", spec);
    }

    /** A source of an application, or a {@code .argocd-source} file. */
    Obj source() {
        return source(true);
    }

    /** The same without what only an annotation explains. */
    Obj sourceFile() {
        return source(false);
    }

    private Obj source(boolean annotated) {
        return switch (die(4)) {
            case 0 -> map("kustomize", map("images", list(override(), override())));
            case 1 -> map("helm", map("parameters", parameters(annotated)));
            case 2 -> map("helm", map("valuesObject", values(true)));
            default -> map("helm", map("values", new Nested(values(true))));
        };
    }

    private Val override() {
        Val reference = images.plainReference();
        return die(2) == 0 ? Images.prefixed("old=", reference) : reference;
    }

    private Arr parameters(boolean annotated) {
        List<Doc> parameters = new ArrayList<>();
        Split split = images.split();
        parameters.add(parameter("api.image.repository", text(split.name())));
        split.tag().ifPresent(tag -> parameters.add(parameter("api.image.tag", tag)));
        split.digest().ifPresent(digest -> parameters.add(parameter("api.image.digest", digest)));
        parameters.add(parameter("web.image", images.plainReference()));
        parameters.add(parameter("replicas", text("3")));
        if (annotated) {
            parameters.add(parameter("told.by.annotation", images.tagOfFirst()));
        }
        return new Arr(parameters);
    }

    private static Obj parameter(String name, Val value) {
        return map("name", name, "value", value);
    }

    /** A Compose file, at times with what its services share. */
    Obj compose() {
        if (die(3) > 0) {
            return map("services", map("api", service(), "web", service()), "volumes", map("data", map()));
        }
        Obj base = map("image", images.plainReference(), "restart", "always");
        return map(
                "x-base",
                new Anchor("base", base),
                "services",
                map(
                        "api",
                        map("<<", new Ref("base", base), "command", "run"),
                        "web",
                        map("<<", new Ref("base", base))));
    }

    private Obj service() {
        return map(
                "image",
                images.bareReference(),
                "ports",
                list(text("80:80")),
                "environment",
                map("VERSION", images.oldTag()));
    }

    /** Values in which an alias repeats a reference. */
    Obj shared() {
        Val reference = images.plainReference();
        return map(
                "api",
                map("image", new Anchor("image", reference)),
                "worker",
                map("image", new Ref("image", reference)),
                "other",
                map("image", images.reference()));
    }

    /** A config map with a file in a string, as people keep values for others. */
    Obj configMap() {
        return map(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                map("name", "values"),
                "data",
                map("values.yaml", new Nested(values(true))));
    }
}
