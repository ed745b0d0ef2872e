package dev.fairlead.update.config.delivery;

import java.util.List;
import java.util.Optional;

/**
 * How a group's changes reach the base branch.
 *
 * @param mode by a pull request, or straight
 * @param baseBranch the branch to update; the remote's default branch where empty
 * @param branch the branch of the pull request; {@code {group}} is filled in
 * @param pullRequest how the pull request looks
 * @param commit what the commit says
 * @param schedule when it may be written
 * @param pause a stop by people
 */
public record DeliverySettings(
        Mode mode,
        Optional<String> baseBranch,
        Template branch,
        PullRequestSettings pullRequest,
        CommitSettings commit,
        Schedule schedule,
        Optional<Pause> pause) {
    /** The way to the base branch. */
    public enum Mode {
        PULL_REQUEST,
        /** For teams without review: the commit is pushed to the base branch. */
        COMMIT
    }

    public static final List<String> PLACES = List.of("group");

    /** A pull request from {@code fairlead/GROUP} into the default branch. */
    public static final DeliverySettings DEFAULT = new DeliverySettings(
            Mode.PULL_REQUEST,
            Optional.empty(),
            Template.of("fairlead/{group}", PLACES),
            PullRequestSettings.DEFAULT,
            CommitSettings.DEFAULT,
            Schedule.ALWAYS,
            Optional.empty());

    public DeliverySettings withMode(Mode value) {
        return new DeliverySettings(value, baseBranch, branch, pullRequest, commit, schedule, pause);
    }

    public DeliverySettings withBaseBranch(String name) {
        return new DeliverySettings(mode, Optional.of(name), branch, pullRequest, commit, schedule, pause);
    }

    public DeliverySettings withPullRequest(PullRequestSettings settings) {
        return new DeliverySettings(mode, baseBranch, branch, settings, commit, schedule, pause);
    }

    public DeliverySettings withCommit(CommitSettings settings) {
        return new DeliverySettings(mode, baseBranch, branch, pullRequest, settings, schedule, pause);
    }

    public DeliverySettings withBranch(Template template) {
        return new DeliverySettings(mode, baseBranch, template, pullRequest, commit, schedule, pause);
    }
}
