package dev.fairlead.render.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.fairlead.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Helm itself, as a library in this process. Its template function would ask the cluster of the process's kubeconfig for what
 * a chart looks up, and leaves out definitions and hooks; all three are mended here: lookups find nothing, as with {@code
 * helm template}, definitions are read from the chart, and hooks are rendered under another name.
 */
public final class EmbeddedHelm implements HelmRenderer {
    private static final String HOOK = "helm.sh/hook";

    /** What hooks are called while they are rendered, so that Helm takes them for ordinary objects. */
    private static final String DISGUISE = "hook.helm.fairlead.dev/hook";

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
                .skipCrds();
        values.forEach(command::withValuesFile);
        release.kubeVersion().ifPresent(command::withKubeVersion);
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
        if (!document.contains(DISGUISE)) {
            return false;
        }
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(document) instanceof Map<?, ?> object
                    && object.get("metadata") instanceof Map<?, ?> metadata
                    && metadata.get("annotations") instanceof Map<?, ?> annotations
                    && annotations.containsKey(DISGUISE);
        } catch (YAMLException e) {
            // Helm has read it; what it reads and we do not is an ordinary object.
            return false;
        }
    }
}
