package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.AmendmentDelivery;
import dev.fairlead.update.config.delivery.BranchName;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** By which way a change that a person asks for reaches the config repository. */
final class AmendOptions {
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

    AmendmentDelivery delivery(CommandLine command) {
        return new AmendmentDelivery(
                delivery.map(way -> way == UpdateOptions.Delivery.commit ? Mode.COMMIT : Mode.PULL_REQUEST),
                base.map(name -> read(command, "--base", () -> BranchName.of(name))),
                labels,
                reviewers,
                autoMerge);
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
