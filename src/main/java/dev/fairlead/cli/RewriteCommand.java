package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.Change;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.RewriteJob;
import dev.fairlead.manifest.RewriteReport;
import dev.fairlead.manifest.diff.UnifiedDiff;
import dev.fairlead.manifest.disk.DiskFile;
import dev.fairlead.manifest.disk.FileWalk;
import dev.fairlead.manifest.field.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rewrite}: gives image fields in files the versions that it is told. */
@Command(
        name = "rewrite",
        description = "Writes given versions into the image fields of files, and touches no other byte. Prints the"
                + " difference unless told to write.",
        footer = {
            "",
            "Examples: fairlead rewrite clusters/ --image registry.example/api:1.4.2",
            "          fairlead rewrite . --policy flux-system:api=registry.example/api:1.4.2 --write"
        })
final class RewriteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--image",
            paramLabel = "REF",
            description = "Every field of this repository takes this tag and digest:"
                    + " REPOSITORY:TAG, REPOSITORY:TAG@DIGEST or REPOSITORY@DIGEST.")
    private List<String> images = List.of();

    @Option(
            names = "--policy",
            paramLabel = "NS:NAME=REF",
            description = "Every value that a marker puts under this policy takes its part of the reference.")
    private List<String> policies = List.of();

    @Option(names = "--diff", description = "Print the difference (the default without --write and --check).")
    private boolean diff;

    @Option(names = "--write", description = "Write the files.")
    private boolean write;

    @Option(names = "--check", description = "Exit with 3 if a file would change.")
    private boolean check;

    @Option(names = "--atomic", description = "With --write: write nothing if anything is refused.")
    private boolean atomic;

    @Option(
            names = "--add-to-overlay",
            description = "Give Kustomize overlays an entry in images for what their base holds.")
    private boolean addToOverlay;

    @Mixin
    private FieldOptions fields = new FieldOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<ImageReference> wantedImages = wantedImages();
        Map<PolicyName, ImageReference> wantedPolicies = wantedPolicies();
        Manifests manifests = fields.manifests();
        List<ManifestFile> files = ScanCommand.files(FileWalk.of(paths, manifests::considers));
        RewriteReport report = new RewriteJob(manifests, files, wantedImages, wantedPolicies)
                .run(RewriteCommand::onDisk, addToOverlay);
        RewriteOutcome outcome = write ? RewriteOutcome.write(report, atomic) : RewriteOutcome.dry(report);
        print(outcome);
        return exitCode(outcome);
    }

    private static Optional<byte[]> onDisk(String path) throws IOException {
        Path file = Path.of(path);
        return Files.isRegularFile(file) ? Optional.of(DiskFile.read(file)) : Optional.empty();
    }

    private int exitCode(RewriteOutcome outcome) {
        if (check && !outcome.changing().isEmpty()) {
            return ExitCode.WOULD_CHANGE;
        }
        return outcome.refused().isEmpty() ? ExitCode.DONE : ExitCode.IN_PART;
    }

    private void print(RewriteOutcome outcome) {
        Console console = Console.of(spec);
        if (output.isJson()) {
            console.out().println(ManifestJson.rewrite(outcome));
            return;
        }
        boolean showDiff = diff || !(write || check);
        for (Rewrite rewrite : outcome.changing()) {
            if (showDiff) {
                String text = UnifiedDiff.of(rewrite.path(), rewrite.before(), rewrite.after());
                console.out().print(console.colour() ? UnifiedDiff.coloured(text) : text);
            } else {
                rewrite.changes().forEach(change -> console.out().println(line(change)));
            }
        }
        console.out().flush();
        outcome.refused().forEach(refusal -> console.err().println("refused  " + refusal));
        outcome.report().unmatched().forEach(why -> console.err().println("nothing  " + why));
        console.err().println(summary(outcome));
    }

    private String summary(RewriteOutcome outcome) {
        if (write && !outcome.written()) {
            return "nothing written: " + outcome.refused().size() + " refused, and --atomic asks for all or nothing";
        }
        boolean preview = !write && !check && !outcome.changing().isEmpty();
        return outcome.summary() + (preview ? "; --write makes the change" : "");
    }

    private static String line(Change change) {
        return change.place() + "  " + change.part() + "  " + change.before() + " -> " + change.after();
    }

    private List<ImageReference> wantedImages() {
        if (images.isEmpty() && policies.isEmpty()) {
            throw usage("say what to write: --image or --policy is missing");
        }
        if (write && check) {
            throw usage("--write and --check exclude one another");
        }
        if (atomic && !write) {
            throw usage("--atomic is about --write");
        }
        List<ImageReference> wanted =
                images.stream().map(text -> reference("--image " + text, text)).toList();
        long names = wanted.stream().map(ImageReference::name).distinct().count();
        if (names < wanted.size()) {
            throw usage("two --image options name the same repository");
        }
        return wanted;
    }

    private Map<PolicyName, ImageReference> wantedPolicies() {
        Map<PolicyName, ImageReference> wanted = new LinkedHashMap<>();
        for (String text : policies) {
            int equals = text.indexOf('=');
            Optional<PolicyName> policy = PolicyName.tryParse(text.substring(0, Math.max(equals, 0)));
            if (policy.isEmpty()) {
                throw usage("--policy " + text + ": write it as NAMESPACE:NAME=REFERENCE");
            }
            ImageReference result = reference("--policy " + text, text.substring(equals + 1));
            if (wanted.put(policy.get(), result) != null) {
                throw usage("two --policy options name " + policy.get());
            }
        }
        return wanted;
    }

    private ImageReference reference(String option, String text) {
        ImageReference reference;
        try {
            reference = ImageReference.parse(text);
        } catch (FairleadException wrong) {
            throw usage(option + ": " + wrong.problem().cause() + "; "
                    + wrong.problem().remedy());
        }
        if (reference.tag().isEmpty() && reference.digest().isEmpty()) {
            throw usage(option + ": it names neither a tag nor a digest");
        }
        return reference;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
