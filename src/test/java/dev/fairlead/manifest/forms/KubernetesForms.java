package dev.fairlead.manifest.forms;

import static dev.fairlead.manifest.forms.Doc.join;
import static dev.fairlead.manifest.forms.Doc.list;
import static dev.fairlead.manifest.forms.Doc.map;
import static dev.fairlead.manifest.forms.Doc.raw;

import dev.fairlead.manifest.forms.Doc.Obj;
import java.util.List;

/** Objects with pod specs, of kinds that everybody knows and of kinds that nobody does. */
final class KubernetesForms {
    /** API version and kind of those whose pod template stands at {@code spec.template}. */
    private static final List<String> TEMPLATED = List.of(
            "apps/v1 Deployment",
            "apps/v1 StatefulSet",
            "apps/v1 DaemonSet",
            "apps/v1 ReplicaSet",
            "batch/v1 Job",
            "v1 ReplicationController",
            "argoproj.io/v1alpha1 Rollout",
            "serving.knative.dev/v1 Service",
            "acme.io/v2 Anything");

    private final Images images;

    KubernetesForms(Images images) {
        this.images = images;
    }

    Obj any() {
        return switch (images.random.nextInt(10)) {
            case 0 -> object("v1", "Pod", "spec", podSpec());
            case 1 ->
                object(
                        "batch/v1",
                        "CronJob",
                        "spec",
                        map(
                                "schedule",
                                "* * * * *",
                                "jobTemplate",
                                map("spec", map("template", map("spec", podSpec())))));
            case 2 -> join(object("v1", "PodTemplate"), map("template", map("spec", podSpec())));
            case 3 -> object("acme.io/v1", "Fleet", "spec", map("groups", list(map("deep", map("pod", podSpec())))));
            case 4 -> listOf();
            case 5 -> customKind();
            case 6 -> knownKind();
            default -> templated();
        };
    }

    private Obj listOf() {
        return images.random.nextBoolean()
                ? map("apiVersion", "v1", "kind", "List", "items", list(templated(), templated()))
                : map("apiVersion", "apps/v1", "kind", "DeploymentList", "items", list(templated()));
    }

    Obj templated() {
        String[] words = images.pick(TEMPLATED).split(" ", -1);
        return object(words[0], words[1], "spec", map("replicas", raw("3"), "template", map("spec", podSpec())));
    }

    private Obj object(String version, String kind, Object... more) {
        return join(
                map(
                        "apiVersion",
                        version,
                        "kind",
                        kind,
                        "metadata",
                        map("name", "api", "labels", map("version", images.oldTag()))),
                map(more));
    }

    Obj podSpec() {
        Obj spec = map("containers", images.random.nextBoolean() ? list(container()) : list(container(), container()));
        if (images.random.nextInt(3) == 0) {
            spec = join(map("initContainers", list(container())), spec);
        }
        if (images.random.nextInt(5) == 0) {
            spec = join(spec, map("ephemeralContainers", list(container())));
        }
        if (images.random.nextInt(4) == 0) {
            Obj volume = map("name", "model", "image", map("reference", images.reference(), "pullPolicy", "Always"));
            spec = join(spec, map("volumes", list(volume, map("name", "tmp", "emptyDir", map()))));
        }
        return spec;
    }

    private Obj container() {
        Doc image = images.random.nextInt(6) == 0 ? images.fluxMarkedReference() : images.bareReference();
        Obj env = map("name", "VERSION", "value", images.oldTag());
        return map("name", "api", "image", image, "args", list(Doc.text("--tag=1.0.0"), raw("true")), "env", list(env));
    }

    /** Fields that the settings of the test name. */
    private Obj customKind() {
        return switch (images.random.nextInt(4)) {
            case 0 ->
                object(
                        "acme.io/v1",
                        "Widget",
                        "spec",
                        map("parts", list(map("picture", images.reference()), map("picture", images.reference()))));
            case 1 ->
                object(
                        "acme.io/v1",
                        "Widget",
                        "spec",
                        map("main", images.split().under("repository", "tag", "digest")));
            case 2 -> object("example.org/v1", "Gadget", "spec", map("version", images.tagOfFirst()));
            default ->
                object("v1", "ConfigMap", "data", map("VERSION", images.ownMarked(), "OTHER", images.fluxMarked()));
        };
    }

    private Obj knownKind() {
        return switch (images.random.nextInt(3)) {
            case 0 ->
                object(
                        "monitoring.coreos.com/v1",
                        "Prometheus",
                        "spec",
                        map("version", "v1", "image", images.reference()));
            case 1 ->
                object(
                        "tekton.dev/v1",
                        "Task",
                        "spec",
                        map("steps", list(map("name", "a", "image", images.reference()))));
            default -> object("postgresql.cnpg.io/v1", "Cluster", "spec", map("imageName", images.reference()));
        };
    }
}
