package dev.fairlead.update;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.config.delivery.BranchName;
import dev.fairlead.update.config.delivery.CommitSettings;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.config.delivery.Template;
import java.util.List;
import java.util.Optional;

/**
 * What a command line or a pipeline says of the way to the base branch.
 *
 * @param straight whether commits are pushed to the base branch, with no pull request
 * @param base the branch to update; the remote's default branch where empty
 * @param title of the pull request; {@code {images}} is filled in
 * @param message of the commit; {@code {images}} and {@code {changes}} are filled in
 * @param labels of the pull request
 * @param reviewers users and, as {@code org/team}, teams
 * @param draft whether the pull request is opened as a draft
 * @param autoMerge how the forge is asked to merge
 */
public record DeliveryArguments(
        boolean straight,
        Optional<String> base,
        Optional<String> title,
        Optional<String> message,
        List<String> labels,
        List<String> reviewers,
        boolean draft,
        Optional<MergeMethod> autoMerge) {
    /** A pull request into the remote's default branch, with nothing asked of anybody. */
    public static final DeliveryArguments DEFAULT = new DeliveryArguments(
            false, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), false, Optional.empty());

    public DeliveryArguments {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
    }

    /**
     * The settings that these words mean.
     *
     * @throws dev.fairlead.FairleadException if one of them cannot be read
     */
    public DeliverySettings settings() {
        PullRequestSettings pull = PullRequestSettings.DEFAULT
                .withLabels(labels)
                .withReviewers(reviewers)
                .asDraft(draft);
        if (title.isPresent()) {
            pull = pull.withTitle(Template.of(title.get(), PullRequestSettings.PLACES));
        }
        if (autoMerge.isPresent()) {
            pull = pull.withAutoMerge(autoMerge.get());
        }
        DeliverySettings settings = DeliverySettings.DEFAULT
                .withMode(straight ? DeliverySettings.Mode.COMMIT : DeliverySettings.Mode.PULL_REQUEST)
                .withPullRequest(pull);
        if (message.isPresent()) {
            settings = settings.withCommit(
                    CommitSettings.DEFAULT.withMessage(Template.of(message.get(), CommitSettings.PLACES)));
        }
        return base.isPresent() ? settings.withBaseBranch(BranchName.of(base.get())) : settings;
    }
}
