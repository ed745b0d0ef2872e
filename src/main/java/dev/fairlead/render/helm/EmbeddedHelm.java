package dev.fairlead.render.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.fairlead.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Helm itself, as a library in this process. Its template function would ask the cluster of the process's kubeconfig for what
 * a chart looks up, and leaves out definitions and hooks; all three are mended here: lookups find nothing, as with {@code
 * helm template}, definitions are read from the chart, and hooks are rendered under another name.
 */
public final class EmbeddedHelm implements HelmRenderer {
    private static final String HOOK = "helm.sh/hook";

    /** What hooks are called while they are rendered, so that Helm takes them for ordinary objects. */
    private static final String DISGUISE = "hook.helm.fairlead.dev/hook";

    /** Helm, "Chart Hooks"; an object with another event is left out by Helm altogether. */
    private static final Set<String> EVENTS = Set.of(
            "pre-install",
            "post-install",
            "pre-delete",
            "post-delete",
            "pre-upgrade",
            "post-upgrade",
            "pre-rollback",
            "post-rollback",
            "test",
            "test-success");

    @Override
    public HelmRendering render(ChartRelease release) {
        try (WorkingChart chart = WorkingChart.of(release.chart())) {
            List<Problem> warnings = chart.warnings();
            chart.answerLookups();
            List<Path> values = values(release, chart);
            String manifest = template(release, chart, values);
            String crds = release.crds() ? ChartCrds.of(chart.folder(), release.values()) : "";
            return new HelmRendering(crds + manifest, hooks(release, chart, values), warnings);
        }
    }

    private static List<Path> values(ChartRelease release, WorkingChart chart) {
        List<Path> files = new ArrayList<>();
        for (ChartRelease.Values values : release.values()) {
            files.add(chart.file("values-" + files.size() + ".yaml", WorkingChart.withoutLookups(values.yaml())));
        }
        return files;
    }

    private static String template(ChartRelease release, WorkingChart chart, List<Path> values) {
        TemplateCommand command = new Helm(chart.folder())
                .template()
                .withName(release.name())
                .withNamespace(release.namespace())
                .withKubeVersion(release.kubeVersion())
                .skipCrds();
        values.forEach(command::withValuesFile);
        try {
            // A chart that makes nothing gives null.
            return Objects.requireNonNullElse(command.call(), "");
        } catch (IllegalStateException e) {
            throw HelmFailure.of(release, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> hooks(ChartRelease release, WorkingChart chart, List<Path> values) {
        if (!chart.says(HOOK)) {
            return List.of();
        }
        chart.rewrite(text -> text.replace(HOOK, DISGUISE));
        return Documents.of(template(release, chart, values)).stream()
                .filter(EmbeddedHelm::isHook)
                .map(document -> document.replace(DISGUISE, HOOK))
                .toList();
    }

    private static boolean isHook(String document) {
        return document.contains(DISGUISE)
                && ChartYaml.read("a hook", document).get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations
                && annotations.get(DISGUISE) instanceof String events
                && Arrays.stream(events.split(",", -1))
                        .allMatch(event -> EVENTS.contains(event.strip().toLowerCase(Locale.ROOT)));
    }
}
