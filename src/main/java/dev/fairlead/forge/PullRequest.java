package dev.fairlead.forge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pull request as the forge told it.
 *
 * @param id what the forge's operations take, for example {@code 17}
 * @param url where people look at it
 * @param body the visible text, without the hidden marker
 * @param marker what {@link PullRequestDraft#marker()} hid in it; empty in pull requests of others
 * @param head the branch with the change
 * @param headCommit the commit at the head: the branch's own while the pull request is open, the last one known after
 * @param base the branch that it is for
 * @param author who opened it
 * @param labels sorted by name
 * @param reviewers users whose review is asked for and still open
 * @param teamReviewers teams, by their short names, likewise
 * @param assignees users
 * @param closedAt when it was closed or merged
 * @param mergeCommit the commit on the base that brought it in, where merged and known
 */
public record PullRequest(
        String id,
        String url,
        String title,
        String body,
        Optional<String> marker,
        String head,
        String headCommit,
        String base,
        State state,
        boolean draft,
        String author,
        List<String> labels,
        List<String> reviewers,
        List<String> teamReviewers,
        List<String> assignees,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> closedAt,
        Optional<String> mergeCommit) {
    /** Where a pull request is in its life. */
    public enum State {
        OPEN,
        MERGED,
        /** Closed without a merge. */
        CLOSED
    }

    public PullRequest {
        labels = List.copyOf(labels);
        reviewers = List.copyOf(reviewers);
        teamReviewers = List.copyOf(teamReviewers);
        assignees = List.copyOf(assignees);
    }

    public boolean open() {
        return state == State.OPEN;
    }
}
