package dev.fairlead.agent.source.helm;

import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.selection.VersionRange;
import java.util.List;

/** Which of a chart's versions is meant, as Helm has it: the very one that is written, else the highest in the range. */
final class Versions {
    private Versions() {}

    static String choose(HelmSource spec, List<String> versions) {
        String wanted = spec.version().map(String::strip).orElse("");
        if (versions.contains(wanted)) {
            return wanted;
        }
        return VersionRange.parse(wanted.isEmpty() ? "*" : wanted, false)
                .highest(versions)
                .orElseThrow(() -> new SourceException(
                        Kind.NOT_FOUND,
                        spec.place(),
                        versions.isEmpty()
                                ? "the repository has no chart of that name"
                                : "none of its " + versions.size() + " versions is "
                                        + (wanted.isEmpty() ? "a release" : "in the range " + wanted),
                        "check the chart's name and version"));
    }
}
