package dev.fairlead.cli;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.forge.Forge;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.NetworkRegistries;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
        UpdateReport report = run(url, dryRun ? request.asDryRun() : request, console);
        new UpdateOutput(console, output.format()).print(report);
        return switch (report.status()) {
            case DONE -> ExitCode.DONE;
            case IN_PART -> ExitCode.IN_PART;
            case FAILED -> ExitCode.FAILED;
        };
    }

    private UpdateReport run(String url, UpdateRequest request, Console console) {
        Map<String, String> variables = Main.environment(spec);
        GitEnvironment git = new GitEnvironment(variables);
        try (ProgressLine progress = ProgressLine.on(console);
                ConfigRepo opened = git.open(RepoLocation.parse(url));
                NetworkRegistries registries = NetworkRegistries.of(RegistrySettings.fromEnvironment(variables));
                Forge pulls = forge.open(url, variables)) {
            return Updates.run(request, environment(opened, pulls, registries, git, progress));
        }
    }

    private static UpdateEnvironment environment(
            ConfigRepo repo, Forge forge, NetworkRegistries registries, GitEnvironment git, UpdateListener listener) {
        UpdateEnvironment plain = UpdateEnvironment.of(repo, forge, registries).tellingTo(listener);
        UpdateEnvironment named = git.committer().map(plain::as).orElse(plain);
        return git.signer().map(named::signedBy).orElse(named);
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
