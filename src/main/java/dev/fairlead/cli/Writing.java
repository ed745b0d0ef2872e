package dev.fairlead.cli;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.forge.Forge;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.NetworkRegistries;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Opens what a command works with that writes to a config repository, and closes it. */
final class Writing {
    private Writing() {}

    /** Does the work on the repository at this URL, with the settings and keys of the process's environment. */
    static UpdateReport on(
            String url, ForgeOption forge, CommandSpec spec, Function<UpdateEnvironment, UpdateReport> work) {
        Map<String, String> variables = Main.environment(spec);
        GitEnvironment git = new GitEnvironment(variables);
        try (ProgressLine progress = ProgressLine.on(Console.of(spec));
                ConfigRepo opened = git.open(RepoLocation.parse(url));
                NetworkRegistries registries = NetworkRegistries.of(RegistrySettings.fromEnvironment(variables));
                Forge pulls = forge.open(url, variables)) {
            return work.apply(environment(opened, pulls, registries, git, progress));
        }
    }

    private static UpdateEnvironment environment(
            ConfigRepo repo, Forge forge, NetworkRegistries registries, GitEnvironment git, UpdateListener listener) {
        UpdateEnvironment plain = UpdateEnvironment.of(repo, forge, registries).tellingTo(listener);
        UpdateEnvironment named = git.committer().map(plain::as).orElse(plain);
        return git.signer().map(named::signedBy).orElse(named);
    }

    /** The exit code that a report ends with. */
    static int exitCode(UpdateReport report) {
        return switch (report.status()) {
            case DONE -> ExitCode.DONE;
            case IN_PART -> ExitCode.IN_PART;
            case FAILED -> ExitCode.FAILED;
        };
    }
}
