package dev.fairlead.forge;

import java.util.List;
import java.util.Optional;

/**
 * A pull request to be opened.
 *
 * @param head the branch with the change; it exists in the repository already
 * @param base the branch that it is for
 * @param title one line; line breaks become spaces, and what is beyond the forge's limit is cut
 * @param body Markdown; what is beyond the forge's limit is cut at a safe place, with a note
 * @param marker hidden in the body, to know the pull request by again: any text, best kept below 10,000 characters
 * @param labels made where the forge does not know them yet
 * @param reviewers users asked for a review
 * @param teamReviewers teams asked for a review, by their short names
 * @param assignees users
 */
public record PullRequestDraft(
        String head,
        String base,
        String title,
        String body,
        Optional<String> marker,
        boolean draft,
        List<String> labels,
        List<String> reviewers,
        List<String> teamReviewers,
        List<String> assignees) {
    public PullRequestDraft {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        teamReviewers = List.copyOf(teamReviewers);
        assignees = List.copyOf(assignees);
    }

    /** A draft with the texts only. */
    public static PullRequestDraft of(String head, String base, String title, String body) {
        return new PullRequestDraft(
                head, base, title, body, Optional.empty(), false, List.of(), List.of(), List.of(), List.of());
    }

    public PullRequestDraft withMarker(String value) {
        return new PullRequestDraft(
                head, base, title, body, Optional.of(value), draft, labels, reviewers, teamReviewers, assignees);
    }

    public PullRequestDraft withLabels(List<String> names) {
        return new PullRequestDraft(head, base, title, body, marker, draft, names, reviewers, teamReviewers, assignees);
    }

    /** The same draft with these people. */
    public PullRequestDraft withPeople(List<String> users, List<String> teams, List<String> assigned) {
        return new PullRequestDraft(head, base, title, body, marker, draft, labels, users, teams, assigned);
    }

    public PullRequestDraft asDraft(boolean value) {
        return new PullRequestDraft(
                head, base, title, body, marker, value, labels, reviewers, teamReviewers, assignees);
    }

    /** What an open pull request lacks to be this draft. Draft or ready is left as people set it. */
    public PullRequestEdit asEdit() {
        return new PullRequestEdit(
                Optional.of(title),
                Optional.of(body),
                marker,
                Optional.empty(),
                labels,
                List.of(),
                reviewers,
                teamReviewers,
                assignees);
    }
}
