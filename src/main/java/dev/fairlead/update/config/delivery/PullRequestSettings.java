package dev.fairlead.update.config.delivery;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.selection.VersionStep;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a group's pull request looks and lives.
 *
 * @param title of the pull request; {@code {images}}, {@code {group}}, {@code {count}} and {@code {base}} are filled in
 * @param note Markdown that opens the body
 * @param body the body; {@code {note}}, {@code {table}}, {@code {remarks}}, {@code {diff}} and what the title may hold are
 *     filled in
 * @param labels set when it is opened or brought up to date; labels that people add stay
 * @param codeOwners whether the base branch's CODEOWNERS of the changed files are asked for a review, too
 * @param reviewers users asked for a review
 * @param teamReviewers teams asked for a review, by their short names
 * @param assignees users
 * @param draft opened as a draft
 * @param autoMerge asks the forge to merge by this method as soon as its rules are met
 * @param autoMergeSteps only when every version goes no other step than these
 * @param rebuild when the branch is made anew although the versions are the same
 */
public record PullRequestSettings(
        Template title,
        Optional<String> note,
        Template body,
        List<String> labels,
        boolean codeOwners,
        List<String> reviewers,
        List<String> teamReviewers,
        List<String> assignees,
        boolean draft,
        Optional<MergeMethod> autoMerge,
        Set<VersionStep> autoMergeSteps,
        Rebuild rebuild) {
    /** When a branch is made anew on a base that moved, although the versions are the same. */
    public enum Rebuild {
        /** Whenever the base moved: the branch is never behind, and a review must be given again where the forge says so. */
        WHEN_BEHIND,
        /** Only when the base changed a file that the branch changes too. */
        WHEN_CONFLICTING
    }

    public static final List<String> PLACES = List.of("images", "group", "count", "base");
    public static final List<String> BODY_PLACES =
            List.of("note", "table", "remarks", "diff", "images", "group", "count", "base");

    /** What is used where nothing is configured. */
    public static final PullRequestSettings DEFAULT = new PullRequestSettings(
            Template.of("Update {images}", PLACES),
            Optional.empty(),
            Template.of("{note}{table}{remarks}{diff}", BODY_PLACES),
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            false,
            Optional.empty(),
            EnumSet.allOf(VersionStep.class),
            Rebuild.WHEN_BEHIND);

    public PullRequestSettings {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        teamReviewers = List.copyOf(teamReviewers);
        assignees = List.copyOf(assignees);
        autoMergeSteps = Set.copyOf(autoMergeSteps);
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
                body,
                labels,
                codeOwners,
                names.stream().filter(name -> name.indexOf('/') < 0).toList(),
                names.stream()
                        .filter(name -> name.indexOf('/') >= 0)
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .toList(),
                assignees,
                draft,
                autoMerge,
                autoMergeSteps,
                rebuild);
    }

    /**
     * Whom these settings ask and how they mark a pull request, with other texts and nobody asked to merge: for pull
     * requests that bring no versions.
     *
     * @param moreLabels beside the settings' own
     * @param moreReviewers likewise, with teams as {@code org/team}
     */
    public PullRequestSettings withoutTexts(List<String> moreLabels, List<String> moreReviewers) {
        PullRequestSettings more = DEFAULT.withReviewers(moreReviewers);
        return new PullRequestSettings(
                DEFAULT.title,
                Optional.empty(),
                DEFAULT.body,
                together(labels, moreLabels),
                codeOwners,
                together(reviewers, more.reviewers),
                together(teamReviewers, more.teamReviewers),
                assignees,
                false,
                Optional.empty(),
                DEFAULT.autoMergeSteps,
                rebuild);
    }

    private static List<String> together(List<String> own, List<String> more) {
        return Stream.concat(own.stream(), more.stream()).distinct().toList();
    }

    public PullRequestSettings withLabels(List<String> names) {
        return new PullRequestSettings(
                title,
                note,
                body,
                names,
                codeOwners,
                reviewers,
                teamReviewers,
                assignees,
                draft,
                autoMerge,
                autoMergeSteps,
                rebuild);
    }

    public PullRequestSettings withTitle(Template text) {
        return new PullRequestSettings(
                text,
                note,
                body,
                labels,
                codeOwners,
                reviewers,
                teamReviewers,
                assignees,
                draft,
                autoMerge,
                autoMergeSteps,
                rebuild);
    }

    public PullRequestSettings asDraft(boolean value) {
        return new PullRequestSettings(
                title,
                note,
                body,
                labels,
                codeOwners,
                reviewers,
                teamReviewers,
                assignees,
                value,
                autoMerge,
                autoMergeSteps,
                rebuild);
    }

    public PullRequestSettings withAutoMerge(MergeMethod method) {
        return new PullRequestSettings(
                title,
                note,
                body,
                labels,
                codeOwners,
                reviewers,
                teamReviewers,
                assignees,
                draft,
                Optional.of(method),
                autoMergeSteps,
                rebuild);
    }
}
