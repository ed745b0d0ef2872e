package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import java.util.List;

/**
 * What a chart renders to.
 *
 * @param manifest every object that is no hook, as Helm prints it: YAML documents, each with the template it comes from
 * @param hooks the hooks and tests, a YAML document each
 * @param warnings what the chart uses that a renderer without a cluster cannot honour, with its place in the chart
 */
public record HelmRendering(String manifest, List<String> hooks, List<Problem> warnings) {
    public HelmRendering {
        hooks = List.copyOf(hooks);
        warnings = List.copyOf(warnings);
    }
}
