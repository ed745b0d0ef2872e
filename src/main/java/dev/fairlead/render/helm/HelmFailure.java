package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Helm says when it fails, told with the place in the chart. */
final class HelmFailure {
    /** Of Go's templates, of {@code fail} and {@code required}, of their parser, and of the YAML that they made. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("execution error at \\((?<place>[^)]+)\\): (?<cause>.*)", Pattern.DOTALL),
            Pattern.compile("parse error at \\((?<place>[^)]+)\\): (?<cause>.*)", Pattern.DOTALL),
            Pattern.compile("template: (?<place>[^\\s:]+:\\d+(?::\\d+)?): (?<cause>.*)", Pattern.DOTALL),
            Pattern.compile("YAML parse error on (?<place>[^\\s:]+): (?<cause>.*)", Pattern.DOTALL));

    private static final int LONGEST = 1_000;

    private HelmFailure() {}

    /** The failure of a release, of which Helm said these words. */
    static RenderException of(ChartRelease release, String words, Throwable cause) {
        String said = words.replaceFirst("(?s)\\s*Use --debug flag to render out invalid YAML\\s*$", "")
                .replaceFirst("^(?:Error: |INSTALLATION FAILED: )+", "")
                .strip();
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(said);
            if (matcher.find()) {
                return failure(release.chart() + " (" + matcher.group("place") + ")", matcher.group("cause"), cause);
            }
        }
        return failure(release.chart().toString(), said, cause);
    }

    private static RenderException failure(String place, String said, Throwable cause) {
        String line = said.strip().replaceAll("\\s*\\R\\s*", "; ");
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return new RenderException(new Problem(place, text, remedy(said)), cause);
    }

    private static String remedy(String said) {
        if (said.contains("found in Chart.yaml, but missing in charts/ directory")) {
            return "put the dependencies into charts/ with 'helm dependency build'";
        }
        if (said.contains("chart requires kubeVersion")) {
            return "say which Kubernetes it is rendered for (--kube-version)";
        }
        return said.contains("don't meet the specifications of the schema")
                ? "mend the values"
                : "mend the chart or its values";
    }
}
