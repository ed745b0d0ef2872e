package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.AmendmentDelivery;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.delivery.BranchName;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.report.UpdateReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What commands share that a person gives to change the config repository: where, for whom, and by which way. */
final class AmendOptions {
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

    @Option(
            names = "--delivery",
            paramLabel = "WAY",
            description =
                    "${COMPLETION-CANDIDATES} (straight to the base branch). Default: what the configuration says.")
    private Optional<UpdateOptions.Delivery> delivery;

    @Option(names = "--base", paramLabel = "BRANCH", description = "The branch to change. Default: the remote's own.")
    private Optional<String> base;

    @Option(names = "--label", paramLabel = "NAME", description = "A further label of the pull request.")
    private List<String> labels = List.of();

    @Option(names = "--reviewer", paramLabel = "NAME", description = "A further user, or a team as org/team.")
    private List<String> reviewers = List.of();

    @Option(
            names = "--auto-merge",
            paramLabel = "METHOD",
            arity = "0..1",
            fallbackValue = "merge",
            description = "Ask the forge to merge when its rules are met: ${COMPLETION-CANDIDATES}.")
    private Optional<MergeMethod> autoMerge;

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

    /** Who asks, where anything tells. */
    Optional<String> by(CommandSpec spec) {
        return by(spec, by);
    }

    /** Who asks: as is said, or the committer that git is told of. */
    static Optional<String> by(CommandSpec spec, Optional<String> said) {
        return said.or(
                () -> new GitEnvironment(Main.environment(spec)).committer().map(Identity::name));
    }

    AmendmentDelivery delivery(CommandLine command) {
        return new AmendmentDelivery(
                delivery.map(way -> way == UpdateOptions.Delivery.commit ? Mode.COMMIT : Mode.PULL_REQUEST),
                base.map(name -> read(command, "--base", () -> BranchName.of(name))),
                labels,
                reviewers,
                autoMerge);
    }

    /** Does the work, prints what became of it, and tells how the process ends. */
    int run(CommandSpec spec, Function<UpdateEnvironment, UpdateReport> work) {
        UpdateReport report = Writing.on(repo, forge, spec, work);
        new UpdateOutput(Console.of(spec), output.format()).print(report);
        return Writing.exitCode(report);
    }

    /** A value that cannot be read is a mistake of the command line. */
    static <T> T read(CommandLine command, String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (FairleadException | IllegalArgumentException wrong) {
            throw new ParameterException(command, option + ": " + wrong.getMessage(), wrong);
        }
    }
}
