package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.read.ConfigReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead doctor}: tries what a run would need, changes nothing, and says what to do about what fails. */
@Command(
        name = "doctor",
        description = "Says what is reachable, permitted and misconfigured, and what to do about it. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  fairlead doctor --image contoso.azurecr.io/shop/api",
            "  fairlead doctor --repo https://github.com/contoso/config.git"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How a check ended. */
    enum Verdict {
        ok,
        warning,
        failed
    }

    /** One thing that was tried. */
    record Check(String subject, Verdict verdict, String finding, String remedy) {}

    @Option(
            names = {"-r", "--repo"},
            paramLabel = "URL",
            description = "A config repository: it is read, its fairlead.yaml is checked, and its forge is asked.")
    private Optional<String> repo;

    @Option(names = "--image", paramLabel = "NAME", description = "An image whose tags are listed. May be repeated.")
    private List<String> images = List.of();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec;

    private final List<Check> checks = new ArrayList<>();

    @Override
    public Integer call() throws JsonProcessingException {
        checkJava();
        checkCache();
        Set<ImageName> wanted = new LinkedHashSet<>();
        images.forEach(name -> wanted.add(ImageName.parse(name)));
        repo.ifPresent(url -> {
            checkRepository(url)
                    .ifPresent(config -> config.entries()
                            .forEach(entry -> entry.images().forEach(rule -> wanted.add(rule.image()))));
            checkForge(url);
        });
        checkRegistries(wanted);
        print();
        return checks.stream().anyMatch(check -> check.verdict() == Verdict.failed) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void checkJava() {
        Runtime.Version version = Runtime.version();
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        add("java", Verdict.ok, "Java " + version + ", heap up to " + heap + " MB", "");
    }

    private void checkCache() {
        Path folder = git().settings().cacheFolder();
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && Files.isDirectory(existing) && Files.isWritable(existing)) {
            add("cache", Verdict.ok, folder + " can be written", "");
        } else {
            add("cache", Verdict.failed, folder + " cannot be written", "name another folder in FAIRLEAD_CACHE");
        }
    }

    private Optional<UpdateConfig> checkRepository(String url) {
        return tried("repository", () -> {
            RepoLocation location = RepoLocation.parse(url);
            location.warning().ifPresent(text -> add("repository", Verdict.warning, text, ""));
            try (ConfigRepo opened = git().open(location)) {
                Optional<Snapshot> base =
                        opened.defaultBranch().flatMap(branch -> opened.fetch(branch, Contents.LISTING));
                if (base.isEmpty()) {
                    add("repository", Verdict.failed, location + " has no default branch", "push a first commit");
                    return Optional.empty();
                }
                add("repository", Verdict.ok, location + " can be read", "");
                return checkConfiguration(base.get());
            }
        });
    }

    private Optional<UpdateConfig> checkConfiguration(Snapshot base) {
        Optional<FileEntry> file = base.find(UpdateConfig.FILE);
        if (file.isEmpty()) {
            add(
                    "configuration",
                    Verdict.warning,
                    "the default branch has no " + UpdateConfig.FILE,
                    "runs by arguments alone need none; docs/configuration.md shows one");
            return Optional.empty();
        }
        UpdateConfig config =
                ConfigReader.read(UpdateConfig.FILE, new String(base.read(file.get()), StandardCharsets.UTF_8));
        add(
                "configuration",
                Verdict.ok,
                UpdateConfig.FILE + " is valid, with " + config.entries().size()
                        + (config.entries().size() == 1 ? " entry" : " entries"),
                "");
        return Optional.of(config);
    }

    private void checkForge(String url) {
        tried("forge", () -> {
            try (Forge forge = Forges.open(url, ForgeSettings.of(Main.environment(spec)))) {
                int open = forge.find(PullRequestQuery.open()).size();
                add("forge", Verdict.ok, forge.place() + " answers; open pull requests seen: " + open, "");
            }
            return Optional.empty();
        });
    }

    private void checkRegistries(Set<ImageName> wanted) {
        tried("registry", () -> {
            try (Registries registries = RemoteRegistries.open(impatient())) {
                wanted.forEach(image -> report(image, registries.probe(image)));
            }
            return Optional.empty();
        });
    }

    /** A person waits: what does not answer soon is told as it is. */
    private RegistrySettings impatient() {
        RegistrySettings settings = RegistrySettings.fromEnvironment(Main.environment(spec));
        return settings.withLimits(PATIENCE, PATIENCE, settings.requestsPerSecond());
    }

    private void report(ImageName image, RegistryProbe probe) {
        Optional<Problem> problem = probe.problem();
        if (problem.isPresent()) {
            add(
                    "registry",
                    Verdict.failed,
                    problem.get().place() + ": " + problem.get().cause(),
                    problem.get().remedy());
        } else {
            add("registry", Verdict.ok, image + ": tags can be listed, signed in as " + probe.signedInAs(), "");
        }
    }

    private <T> Optional<T> tried(String subject, Supplier<Optional<T>> work) {
        try {
            return work.get();
        } catch (FairleadException e) {
            add(
                    subject,
                    Verdict.failed,
                    e.problem().place() + ": " + e.problem().cause(),
                    e.problem().remedy());
            return Optional.empty();
        }
    }

    private void add(String subject, Verdict verdict, String finding, String remedy) {
        checks.add(new Check(subject, verdict, finding, remedy));
    }

    private GitEnvironment git() {
        return new GitEnvironment(Main.environment(spec));
    }

    private void print() throws JsonProcessingException {
        Console console = Console.of(spec);
        PrintWriter out = console.out();
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("checks", checks);
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
            return;
        }
        for (Check check : checks) {
            out.println(console.styled(mark(check.verdict())) + "  " + check.subject() + ": " + check.finding());
            if (!check.remedy().isEmpty()) {
                out.println("         " + check.remedy());
            }
        }
        if (repo.isEmpty() && images.isEmpty()) {
            out.println("Name a --repo or an --image to have them tried, too.");
        }
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case ok -> "@|green ok     |@";
            case warning -> "@|yellow warning|@";
            case failed -> "@|red failed |@";
        };
    }
}
