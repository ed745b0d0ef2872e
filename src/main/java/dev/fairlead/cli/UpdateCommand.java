package dev.fairlead.cli;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.update.RegistryAccess;
import dev.fairlead.update.Release;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead update}: the main job, from the newest tag to a pull request. */
@Command(
        name = "update",
        description = "The main job: newest tags, edits, one commit and one pull request a group.",
        footer = {
            "",
            "Examples:",
            "  fairlead update --repo https://github.com/contoso/config.git --dry-run",
            "      what the repository's fairlead.yaml says",
            "  fairlead update --repo \"$CONFIG\" --image contoso.azurecr.io/shop/api:1.5.0 --path apps/shop",
            "      the version that a build has just pushed",
            "  fairlead update --repo \"$CONFIG\" --image contoso.azurecr.io/shop/api --select semver:^1.4",
            "      the newest version by a policy",
            "  fairlead update --repo \"$CONFIG\" --release contoso.azurecr.io/shop/api:1.5.0",
            "      a version that a closed pull request or a revert has held"
        })
final class UpdateCommand implements Callable<Integer> {
    @Option(
            names = {"-r", "--repo"},
            paramLabel = "URL",
            description = "The config repository: https, ssh, file, or a path.")
    private Optional<String> repo;

    @Option(
            names = "--image",
            paramLabel = "IMAGE[:TAG][@DIGEST]",
            description = "An image to update, to the tag given or to the newest. May be repeated.")
    private List<String> images = List.of();

    @Mixin
    private EntryOptions entry = new EntryOptions();

    @Option(names = "--group", paramLabel = "NAME", description = "Only this group of fairlead.yaml. May be repeated.")
    private Set<String> groups = Set.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration's path in the repository. Default: " + UpdateConfig.FILE + ".")
    private Optional<String> config;

    @Option(
            names = "--release",
            paramLabel = "IMAGE[:TAG]",
            description = "Free a version that a closed pull request or a revert holds. May be repeated.")
    private List<String> releases = List.of();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print what would change, and push nothing.")
    private boolean dryRun;

    @Option(names = "--forge", paramLabel = "NAME", description = "Where the URL does not tell: local, github.")
    private Optional<String> forge;

    @Option(names = "--print-schema", description = "Print the JSON Schema of fairlead.yaml and exit.")
    private boolean printSchema;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.text;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (printSchema) {
            console.out().print(schema());
            return ExitCode.DONE;
        }
        RepoLocation location = RepoLocation.parse(repo.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Name the config repository with --repo.")));
        location.warning().ifPresent(text -> console.err().println("warning: " + text));
        UpdateReport report = run(location, console);
        new UpdateOutput(console).print(report, output);
        return switch (report.status()) {
            case DONE -> ExitCode.DONE;
            case IN_PART -> ExitCode.IN_PART;
            case FAILED -> ExitCode.FAILED;
        };
    }

    private UpdateReport run(RepoLocation location, Console console) {
        Map<String, String> variables = Main.environment(spec);
        GitEnvironment git = new GitEnvironment(variables);
        try (ConfigRepo mirror = git.open(location);
                RegistryPool registries = new RegistryPool(RegistrySettings.fromEnvironment(variables));
                Progress progress = new Progress(console);
                OptionalForge opened = openForge(variables)) {
            UpdateEnvironment environment = opened.forge()
                    .map(pulls -> UpdateEnvironment.of(mirror, pulls, registries))
                    .orElseGet(() -> UpdateEnvironment.of(mirror, registries))
                    .tellingTo(progress);
            if (git.committer().isPresent()) {
                environment = environment.as(git.committer().get());
            }
            if (git.signer().isPresent()) {
                environment = environment.signedBy(git.signer().get());
            }
            return Updates.run(request(mirror), environment);
        }
    }

    private UpdateRequest request(ConfigRepo mirror) {
        List<ImageReference> wanted = images.stream().map(ImageReference::parse).toList();
        UpdateRequest request = byArguments(mirror, wanted)
                ? UpdateRequest.ofEntry(entry.entry(wanted))
                : UpdateRequest.configured()
                        .withConfigFile(config.orElse(UpdateConfig.FILE))
                        .onlyGroups(groups)
                        .onlyImages(names(wanted));
        List<ImageReference> told = wanted.stream()
                .filter(image -> image.tag().isPresent() || image.digest().isPresent())
                .toList();
        if (!told.isEmpty() && !entry.selects()) {
            request = request.telling(told);
        }
        for (String release : releases) {
            request = request.releasing(Release.parse(release));
        }
        return dryRun ? request.asDryRun() : request;
    }

    private static Set<ImageName> names(List<ImageReference> images) {
        return images.stream().map(ImageReference::name).collect(Collectors.toSet());
    }

    /** A build that only names its image means the repository's configuration, where there is one. */
    private boolean byArguments(ConfigRepo mirror, List<ImageReference> wanted) {
        if (wanted.isEmpty()) {
            if (entry.describeAnEntry()) {
                throw new ParameterException(spec.commandLine(), "Name the images that are meant with --image.");
            }
            return false;
        }
        return entry.describeAnEntry() || (config.isEmpty() && groups.isEmpty() && !configured(mirror));
    }

    private static boolean configured(ConfigRepo mirror) {
        return mirror.defaultBranch()
                .flatMap(branch -> mirror.fetch(branch, Contents.LISTING))
                .flatMap(base -> base.find(UpdateConfig.FILE))
                .isPresent();
    }

    private static String schema() throws IOException {
        try (InputStream in = UpdateConfig.class.getResourceAsStream("/dev/fairlead/update/fairlead.schema.json")) {
            if (in == null) {
                throw new IOException("the jar holds no schema");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The forge, where there is one: a dry run and a delivery by commit need none. */
    private OptionalForge openForge(Map<String, String> variables) {
        ForgeSettings settings = ForgeSettings.of(variables);
        ForgeSettings named = forge.map(settings::named).orElse(settings);
        return OptionalForge.open(repo.orElseThrow(), named, dryRun || entry.deliversByCommit());
    }

    /** Registries by what each configuration says of them; all are closed together. */
    private static final class RegistryPool implements RegistryAccess, AutoCloseable {
        private final RegistrySettings settings;
        private final List<RemoteRegistries> opened = new ArrayList<>();

        RegistryPool(RegistrySettings settings) {
            this.settings = settings;
        }

        @Override
        public RemoteRegistries with(UnaryOperator<RegistrySettings> adjustment) {
            RemoteRegistries registries = RemoteRegistries.open(adjustment.apply(settings));
            opened.add(registries);
            return registries;
        }

        @Override
        public void close() {
            opened.forEach(RemoteRegistries::close);
        }
    }
}
