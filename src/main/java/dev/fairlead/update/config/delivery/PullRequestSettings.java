package dev.fairlead.update.config.delivery;

import dev.fairlead.forge.MergeMethod;
import java.util.List;
import java.util.Optional;

/**
 * How a group's pull request looks and lives.
 *
 * @param title of the pull request; {@code {images}}, {@code {group}}, {@code {count}} and {@code {base}} are filled in
 * @param note Markdown that opens the body
 * @param labels set when it is opened or brought up to date; labels that people add stay
 * @param reviewers users asked for a review
 * @param teamReviewers teams asked for a review, by their short names
 * @param assignees users
 * @param draft opened as a draft
 * @param autoMerge asks the forge to merge by this method as soon as its rules are met
 * @param rebuild when the branch is made anew although the versions are the same
 */
public record PullRequestSettings(
        Template title,
        Optional<String> note,
        List<String> labels,
        List<String> reviewers,
        List<String> teamReviewers,
        List<String> assignees,
        boolean draft,
        Optional<MergeMethod> autoMerge,
        Rebuild rebuild) {
    /** When a branch is made anew on a base that moved, although the versions are the same. */
    public enum Rebuild {
        /** Whenever the base moved: the branch is never behind, and a review must be given again where the forge says so. */
        WHEN_BEHIND,
        /** Only when the base changed a file that the branch changes too. */
        WHEN_CONFLICTING
    }

    public static final List<String> PLACES = List.of("images", "group", "count", "base");

    /** What is used where nothing is configured. */
    public static final PullRequestSettings DEFAULT = new PullRequestSettings(
            Template.of("Update {images}", PLACES),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            Optional.empty(),
            Rebuild.WHEN_BEHIND);

    public PullRequestSettings {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        teamReviewers = List.copyOf(teamReviewers);
        assignees = List.copyOf(assignees);
    }

    /**
     * The same settings with other reviewers, of whom {@code org/team} and {@code @org/team} are teams and the rest,
     * with or without {@code @}, users.
     */
    public PullRequestSettings withReviewers(List<String> written) {
        List<String> names = written.stream()
                .map(name -> name.startsWith("@") ? name.substring(1) : name)
                .toList();
        return new PullRequestSettings(
                title,
                note,
                labels,
                names.stream().filter(name -> name.indexOf('/') < 0).toList(),
                names.stream()
                        .filter(name -> name.indexOf('/') >= 0)
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .toList(),
                assignees,
                draft,
                autoMerge,
                rebuild);
    }

    public PullRequestSettings withLabels(List<String> names) {
        return new PullRequestSettings(
                title, note, names, reviewers, teamReviewers, assignees, draft, autoMerge, rebuild);
    }

    public PullRequestSettings withTitle(Template text) {
        return new PullRequestSettings(
                text, note, labels, reviewers, teamReviewers, assignees, draft, autoMerge, rebuild);
    }

    public PullRequestSettings asDraft(boolean value) {
        return new PullRequestSettings(
                title, note, labels, reviewers, teamReviewers, assignees, value, autoMerge, rebuild);
    }

    public PullRequestSettings withAutoMerge(MergeMethod method) {
        return new PullRequestSettings(
                title, note, labels, reviewers, teamReviewers, assignees, draft, Optional.of(method), rebuild);
    }
}
