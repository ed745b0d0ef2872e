package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.registry.Registries;
import dev.fairlead.selection.ImageGate;
import dev.fairlead.signature.SignatureGate;
import dev.fairlead.signature.SignatureRule;
import dev.fairlead.signature.SignatureVerifier;
import dev.fairlead.signature.VerifiedImages;
import dev.fairlead.update.config.RuleBook;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.read.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which signature rules count, and where they are written. */
final class RuleOptions {
    @Option(
            names = "--verify",
            split = ",",
            paramLabel = "RULE",
            description = "Names of rules under 'signatures' that the image has to keep.")
    private List<String> names = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = UpdateConfig.FILE,
            description = "The file with 'signatures' (default: ${DEFAULT-VALUE}); keys are looked for beside it.")
    private Path file = Path.of(UpdateConfig.FILE);

    /** The rules that are named; all of the file where none is. */
    List<SignatureRule> orAll() {
        RuleBook book = book();
        List<SignatureRule> rules = book.rules(names.isEmpty() ? book.names() : names);
        if (rules.isEmpty()) {
            throw new FairleadException(new Problem(
                    file.toString(), "it has no rules", "add some under 'signatures' (docs/signatures.md)"));
        }
        return rules;
    }

    /** The gate of the rules that are named; none where none is. */
    Optional<ImageGate> gate(Registries registries) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignatureGate(
                        book().rules(names),
                        new SignatureVerifier(registries, Clock.systemUTC().instant()),
                        new VerifiedImages(Clock.systemUTC())));
    }

    private RuleBook book() {
        UpdateConfig config = ConfigReader.read(file.toString(), read(file));
        return RuleBook.read(config.signatures(), path -> read(beside(path)));
    }

    private Path beside(String path) {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(
                            path.toString(), "it cannot be read", "check its name, or say where it is with --rules"),
                    e);
        }
    }
}
