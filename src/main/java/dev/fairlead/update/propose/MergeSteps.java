package dev.fairlead.update.propose;

import dev.fairlead.selection.VersionStep;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.UpdateGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a plan goes further than people let the forge merge without them. */
final class MergeSteps {
    private MergeSteps() {}

    /** Why the forge is not asked to merge; empty where it may be asked, and where nobody wants it to. */
    static Optional<String> tooFar(UpdateGroup group, GroupPlan plan) {
        PullRequestSettings settings = group.delivery().pullRequest();
        if (settings.autoMerge().isEmpty()) {
            return Optional.empty();
        }
        return plan.proposals().stream()
                .flatMap(proposal -> steps(proposal, plan)
                        .filter(step -> !settings.autoMergeSteps().contains(step))
                        .map(step -> "not merged automatically: "
                                + proposal.subject().image() + " to "
                                + proposal.version().tag() + " is of kind '" + step.word()
                                + "', and 'autoMergeOnly' names "
                                + words(settings)))
                .findFirst();
    }

    private static Stream<VersionStep> steps(Proposal proposal, GroupPlan plan) {
        List<String> from = plan.from().getOrDefault(proposal.subject(), List.of());
        String to = proposal.version().tag().toString();
        return from.isEmpty()
                ? Stream.of(VersionStep.OTHER)
                : from.stream().map(before -> VersionStep.between(before, to));
    }

    private static String words(PullRequestSettings settings) {
        return String.join(
                ", ",
                settings.autoMergeSteps().stream()
                        .sorted()
                        .map(VersionStep::word)
                        .toList());
    }
}
