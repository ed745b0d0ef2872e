package dev.fairlead.cli;

import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.report.UpdateReport;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The config repository that a person's command works on, who asks, and how the outcome is told. */
final class TargetOptions {
    @Option(
            names = {"-r", "--repo"},
            paramLabel = "URL",
            required = true,
            description = "The config repository: https, ssh, file, or the path of a bare one.")
    private String repo;

    @Mixin
    private ForgeOption forge = new ForgeOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = UpdateConfig.FILE,
            description = "The configuration in the repository. Default: ${DEFAULT-VALUE}.")
    private String config;

    @Option(names = "--by", paramLabel = "NAME", description = "Who asks. Default: the committer that git is told of.")
    private Optional<String> by;

    @Option(names = "--dry-run", description = "Print what would change as a diff, and change nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOption output = new OutputOption();

    String config() {
        return config;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** Who asks: as is said, or the committer that git is told of. */
    Optional<String> by(CommandSpec spec) {
        return by.or(
                () -> new GitEnvironment(Main.environment(spec)).committer().map(Identity::name));
    }

    /** Does the work, prints what became of it, and tells how the process ends. */
    int run(CommandSpec spec, Function<UpdateEnvironment, UpdateReport> work) {
        UpdateReport report = Writing.on(repo, forge, spec, work);
        new UpdateOutput(Console.of(spec), output.format()).print(report);
        return Writing.exitCode(report);
    }
}
