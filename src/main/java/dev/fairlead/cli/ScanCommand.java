package dev.fairlead.cli;

import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.disk.DiskFile;
import dev.fairlead.manifest.disk.FileWalk;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--verbose",
            description =
                    "List every template of a Helm chart that is left out, and every marker of an unknown policy.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Manifests manifests = fields.manifests();
        FileWalk walk = FileWalk.of(paths, manifests::considers);
        ManifestScan scan = manifests.scan(files(walk));
        Console console = Console.of(spec);
        if (output.isJson()) {
            console.out().println(ManifestJson.scan(scan, walk.skipped()));
        } else {
            new ScanText(console, verbose).print(scan, walk);
        }
        return ExitCode.DONE;
    }

    static List<ManifestFile> files(FileWalk walk) {
        return walk.files().stream()
                .map(file -> new ManifestFile(FileWalk.name(file), () -> DiskFile.read(file)))
                .toList();
    }
}
