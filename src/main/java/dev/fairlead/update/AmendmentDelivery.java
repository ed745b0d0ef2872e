package dev.fairlead.update;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.config.delivery.Template;
import java.util.List;
import java.util.Optional;

/**
 * How an amendment reaches the base branch; what it does not say is taken from the configuration's {@code defaults}.
 *
 * @param mode by a pull request, or straight
 * @param base the branch to amend
 * @param labels beside those of the configuration
 * @param reviewers beside those of the configuration
 * @param autoMerge how the forge is asked to merge; it is not asked where empty, whatever the configuration says of updates
 */
public record AmendmentDelivery(
        Optional<Mode> mode,
        Optional<String> base,
        List<String> labels,
        List<String> reviewers,
        Optional<MergeMethod> autoMerge) {
    /** As the configuration says. */
    public static final AmendmentDelivery DEFAULT =
            new AmendmentDelivery(Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public AmendmentDelivery {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
    }

    /** The whole settings. Schedules, pauses and the texts of updates do not count: who amends is in a hurry. */
    DeliverySettings over(DeliverySettings defaults) {
        PullRequestSettings plain = defaults.pullRequest().withoutTexts(labels, reviewers);
        DeliverySettings settings = DeliverySettings.DEFAULT
                .withMode(mode.orElse(defaults.mode()))
                .withBranch(defaults.branch())
                .withPullRequest(autoMerge.map(plain::withAutoMerge).orElse(plain))
                .withCommit(defaults.commit());
        return base.or(defaults::baseBranch).map(settings::withBaseBranch).orElse(settings);
    }

    /** These settings with the words of a draft. */
    static DeliverySettings saying(DeliverySettings settings, Amendment.Draft draft) {
        return settings.withPullRequest(settings.pullRequest().withTitle(Template.literal(draft.title())))
                .withCommit(settings.commit()
                        .withMessage(Template.literal(
                                draft.title() + "\n\n" + draft.message().strip())));
    }
}
