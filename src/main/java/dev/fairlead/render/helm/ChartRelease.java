package dev.fairlead.render.helm;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be rendered.
 *
 * @param chart a folder with a {@code Chart.yaml}, or a packed chart ({@code .tgz})
 * @param name of the release
 * @param namespace of the release
 * @param values YAML, merged over the chart's own as Helm does: a later one counts more, maps are merged, lists are
 *     replaced, and {@code null} takes a default away
 * @param kubeVersion the version of Kubernetes that the chart sees, {@code v1.34.2}
 * @param crds whether the definitions in {@code crds/} are wanted, before everything else
 */
public record ChartRelease(
        Path chart, String name, String namespace, List<Values> values, String kubeVersion, boolean crds) {
    /** What the {@code helm} 3.22 that is released takes; one built by hand, or as a library, takes 1.20, which charts refuse. */
    public static final String KUBE_VERSION = "v1.37.0";

    /**
     * One source of values.
     *
     * @param place for messages: a file, or {@code ConfigMap shop/values}
     * @param yaml the values
     */
    public record Values(String place, String yaml) {}

    public ChartRelease {
        values = List.copyOf(values);
    }

    /** A release with the chart's own values. */
    public static ChartRelease of(Path chart, String name, String namespace) {
        return new ChartRelease(chart, name, namespace, List.of(), KUBE_VERSION, true);
    }

    public ChartRelease withValues(List<Values> all) {
        return new ChartRelease(chart, name, namespace, all, kubeVersion, crds);
    }

    public ChartRelease withKubeVersion(String version) {
        return new ChartRelease(chart, name, namespace, values, version, crds);
    }

    public ChartRelease withoutCrds() {
        return new ChartRelease(chart, name, namespace, values, kubeVersion, false);
    }
}
