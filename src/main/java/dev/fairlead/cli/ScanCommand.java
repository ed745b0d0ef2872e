package dev.fairlead.cli;

import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.disk.DiskFile;
import dev.fairlead.manifest.disk.FileWalk;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead scan}: every image field, and every file in which none could be looked for. */
@Command(
        name = "scan",
        description = "Lists every image field in files: where it is, what found it, and why it cannot be edited if it"
                + " cannot.",
        footer = {"", "Example:  fairlead scan clusters/ apps/", "          fairlead scan . --output json"})
final class ScanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Mixin
    private FieldOptions fields = new FieldOptions();

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.text;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Manifests manifests = fields.manifests();
        FileWalk walk = FileWalk.of(paths, manifests::considers);
        ManifestScan scan = manifests.scan(files(walk));
        Console console = Console.of(spec);
        if (output == OutputFormat.json) {
            console.out().println(ManifestJson.scan(scan, walk.skipped()));
        } else {
            print(console, scan, walk);
        }
        return ExitCode.DONE;
    }

    static List<ManifestFile> files(FileWalk walk) {
        return walk.files().stream()
                .map(file -> new ManifestFile(FileWalk.name(file), () -> DiskFile.read(file)))
                .toList();
    }

    private static void print(Console console, ManifestScan scan, FileWalk walk) {
        PrintWriter out = console.out();
        scan.fields().forEach(field -> out.println(line(console, field)));
        list(console, "not read", scan.unread());
        list(console, "left out", scan.skipped());
        list(console, "left out", walk.skipped());
        list(console, "unknown policy", scan.unknownPolicies());
        out.println();
        out.println(scan.files() + " files (" + walk.others() + " of other kinds beside them), "
                + scan.fields().size() + " image fields, "
                + (scan.fields().size() - scan.editable().size()) + " of them not editable; "
                + scan.unread().size() + " not read, "
                + (scan.skipped().size() + walk.skipped().size()) + " left out");
    }

    private static String line(Console console, ImageField field) {
        String policies =
                field.policies().stream().map(policy -> "  policy " + policy).collect(Collectors.joining());
        String shown = console.colour() ? "\033[1m" + field.shown() + "\033[m" : field.shown();
        String refusal = field.refusal()
                .map(why -> "  not editable: " + why.reason() + (why.remedy().isEmpty() ? "" : "; " + why.remedy()))
                .orElse("");
        return field.place() + "  " + shown + "  " + field.form() + policies + refusal;
    }

    private static void list(Console console, String title, List<Refusal> refusals) {
        refusals.forEach(refusal -> console.out().println(title + "  " + refusal));
    }
}
