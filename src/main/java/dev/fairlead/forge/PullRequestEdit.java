package dev.fairlead.forge;

import java.util.List;
import java.util.Optional;

/**
 * What to change in a pull request; what is empty stays.
 *
 * @param body the visible text
 * @param marker the hidden one; where empty, a new body keeps the marker that was there
 * @param draft true makes it a draft, false makes it ready for review
 * @param addLabels labels that it should have; those that people added stay
 * @param removeLabels labels that it should not have
 * @param reviewers users to ask for a review; who was asked or has reviewed before is not asked again
 * @param teamReviewers teams, likewise
 * @param assignees users to add
 */
public record PullRequestEdit(
        Optional<String> title,
        Optional<String> body,
        Optional<String> marker,
        Optional<Boolean> draft,
        List<String> addLabels,
        List<String> removeLabels,
        List<String> reviewers,
        List<String> teamReviewers,
        List<String> assignees) {
    /** An edit that changes nothing, to start from. */
    public static final PullRequestEdit NONE = new PullRequestEdit(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    public PullRequestEdit {
        addLabels = List.copyOf(addLabels);
        removeLabels = List.copyOf(removeLabels);
        reviewers = List.copyOf(reviewers);
        teamReviewers = List.copyOf(teamReviewers);
        assignees = List.copyOf(assignees);
    }

    public PullRequestEdit withTitle(String value) {
        return new PullRequestEdit(
                Optional.of(value), body, marker, draft, addLabels, removeLabels, reviewers, teamReviewers, assignees);
    }

    public PullRequestEdit withBody(String value) {
        return new PullRequestEdit(
                title, Optional.of(value), marker, draft, addLabels, removeLabels, reviewers, teamReviewers, assignees);
    }

    public PullRequestEdit withMarker(String value) {
        return new PullRequestEdit(
                title, body, Optional.of(value), draft, addLabels, removeLabels, reviewers, teamReviewers, assignees);
    }

    public PullRequestEdit withDraft(boolean value) {
        return new PullRequestEdit(
                title, body, marker, Optional.of(value), addLabels, removeLabels, reviewers, teamReviewers, assignees);
    }

    /** The same edit with these labels added and removed. */
    public PullRequestEdit withLabels(List<String> add, List<String> remove) {
        return new PullRequestEdit(title, body, marker, draft, add, remove, reviewers, teamReviewers, assignees);
    }

    /** The same edit with these people asked and assigned. */
    public PullRequestEdit withPeople(List<String> users, List<String> teams, List<String> assigned) {
        return new PullRequestEdit(title, body, marker, draft, addLabels, removeLabels, users, teams, assigned);
    }
}
