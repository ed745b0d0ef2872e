package dev.fairlead.cli;

import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.command.CommentCommands;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead update}: from the newest versions to a pull request. */
@Command(
        name = "update",
        description = "The main job: newest tags, edits, one commit, one pull request a group.",
        footer = {
            "",
            "Examples:",
            "  fairlead update --repo https://github.com/contoso/config.git               (what its fairlead.yaml says)",
            "  fairlead update --repo URL --dry-run                                        (prints the diff)",
            "  fairlead update --repo URL --image contoso.azurecr.io/shop/api:1.5.0 --path apps/shop/overlays/dev",
            "  fairlead update --repo URL --image contoso.azurecr.io/shop/api --select semver:^1.4 --path apps/shop",
            "  fairlead update --repo URL --config fairlead.yaml --image contoso.azurecr.io/shop/api:1.5.0",
            "  fairlead update --repo URL --release contoso.azurecr.io/shop/api:1.5.0",
            "",
            "Exit codes: 0 done or nothing to do, 1 failed, 4 done in part (what was not is listed)"
        })
final class UpdateCommand implements Callable<Integer> {
    private static final String SCHEMA = "/dev/fairlead/update/fairlead.schema.json";

    @Option(
            names = {"-r", "--repo"},
            paramLabel = "URL",
            description = "The config repository: https, ssh, file, or the path of a bare one.")
    private Optional<String> repo;

    @Mixin
    private ForgeOption forge = new ForgeOption();

    @Mixin
    private UpdateOptions options;

    @Option(names = "--dry-run", description = "Print what would change as a diff, and change nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--print-schema", description = "Print the JSON Schema of fairlead.yaml, and end.")
    private boolean printSchema;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (printSchema) {
            console.out().print(schema());
            console.out().flush();
            return ExitCode.DONE;
        }
        String url = repo.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--repo=URL'"));
        UpdateRequest request = options.request(spec.commandLine());
        UpdateRequest wanted = dryRun ? request.asDryRun() : request;
        UpdateReport report =
                Writing.on(url, forge, spec, environment -> CommentCommands.runAfterwards(wanted, environment));
        new UpdateOutput(console, output.format()).print(report);
        return Writing.exitCode(report);
    }

    private static String schema() throws IOException {
        try (InputStream in = UpdateCommand.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IOException("the schema is not in this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
