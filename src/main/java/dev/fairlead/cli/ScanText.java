package dev.fairlead.cli;

import dev.fairlead.Counted;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.disk.FileWalk;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Refusal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a scan for people: a line a field, then what was not read, then a sum. */
final class ScanText {
    private static final String TEMPLATES = "templates/";

    private final Console console;
    private final PrintWriter out;
    private final boolean verbose;

    /** @param verbose whether what is left out of a chart, or names an unknown policy, is listed one by one */
    ScanText(Console console, boolean verbose) {
        this.console = console;
        this.out = console.out();
        this.verbose = verbose;
    }

    void print(ManifestScan scan, FileWalk walk) {
        scan.fields().forEach(field -> out.println(line(field)));
        list("not read", scan.unread());
        List<Refusal> single = new ArrayList<>(scan.skipped());
        if (!verbose) {
            Map<String, List<Refusal>> charts = charts(scan.skipped());
            charts.forEach(this::chart);
            charts.values().forEach(single::removeAll);
        }
        list("left out", single);
        list("left out", walk.skipped());
        if (verbose) {
            list("unknown policy", scan.unknownPolicies());
        } else {
            unknownPolicies(scan.unknownPolicies());
        }
        out.println();
        out.println(sum(scan, walk));
    }

    private String line(ImageField field) {
        String policies =
                field.policies().stream().map(policy -> "  policy " + policy).collect(Collectors.joining());
        String bare = shown(field);
        String shown = console.colour() ? "\033[1m" + bare + "\033[m" : bare;
        String refusal = field.refusal()
                .map(why -> "  not editable: " + why.reason() + (why.remedy().isEmpty() ? "" : "; " + why.remedy()))
                .orElse("");
        return field.place() + "  " + shown + "  " + field.form() + policies + refusal;
    }

    /** The image; where nothing says which one it is, the values as they stand. */
    private static String shown(ImageField field) {
        return field.name().isPresent()
                ? field.shown()
                : field.parts().stream()
                        .map(part -> part.part() + " '" + part.value() + "'")
                        .collect(Collectors.joining(" "));
    }

    /** Each policy once: that it is missing is one fact, however many markers name it. */
    private void unknownPolicies(List<Refusal> refusals) {
        Map<String, List<Refusal>> byPolicy = refusals.stream()
                .collect(Collectors.groupingBy(Refusal::reason, LinkedHashMap::new, Collectors.toList()));
        byPolicy.values().forEach(same -> {
            Refusal first = same.get(0);
            String more = same.size() == 1 ? "" : " and " + (same.size() - 1) + " more";
            out.println("unknown policy  " + first.place() + more + ": " + first.reason() + "; " + first.remedy());
        });
    }

    /** The templates of each chart that has several: a chart of fifty says one thing, not fifty. */
    private static Map<String, List<Refusal>> charts(List<Refusal> skipped) {
        Map<String, List<Refusal>> charts = new LinkedHashMap<>();
        for (Refusal one : skipped) {
            folder(one.place().file())
                    .ifPresent(folder -> charts.computeIfAbsent(folder, key -> new ArrayList<>())
                            .add(one));
        }
        charts.values().removeIf(templates -> templates.size() == 1);
        return charts;
    }

    /** The path up to the chart's {@code templates/}, with it. */
    private static Optional<String> folder(String file) {
        int begin = ("/" + file).indexOf("/" + TEMPLATES);
        return begin < 0 ? Optional.empty() : Optional.of(file.substring(0, begin + TEMPLATES.length()));
    }

    private void chart(String folder, List<Refusal> templates) {
        out.println("left out  " + folder + ": " + Counted.of(templates.size(), "template")
                + " of a Helm chart; edit the chart's values, or read them all the same with --templates"
                + " (--verbose lists them)");
    }

    private void list(String title, List<Refusal> refusals) {
        refusals.forEach(refusal -> out.println(title + "  " + refusal));
    }

    /** What there is none of is not mentioned, but for image fields. */
    private static String sum(ManifestScan scan, FileWalk walk) {
        int fields = scan.fields().size();
        int fixed = fields - scan.editable().size();
        int leftOut = scan.skipped().size() + walk.skipped().size();
        return Counted.of(scan.files(), "file")
                + (walk.others() == 0 ? "" : " (and " + walk.others() + " of other kinds)") + ": "
                + (fields == 0 ? "no image field" : Counted.of(fields, "image field"))
                + (fixed == 0 ? "" : ", " + fixed + " of them not editable")
                + (scan.unread().isEmpty() ? "" : "; " + scan.unread().size() + " not read")
                + (leftOut == 0 ? "" : "; " + leftOut + " left out")
                + (fields > 0 ? "" : "; fields of other kinds and texts are named with --field and --pattern");
    }
}
