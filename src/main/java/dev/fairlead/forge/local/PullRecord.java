package dev.fairlead.forge.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairlead.forge.PullRequest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as it is stored, in {@code pull.json} of its newest record. Times are ISO 8601 in UTC. The field names
 * are the stored format: see {@code docs/forges/local.md}.
 *
 * @param version of this format: 1
 * @param headCommit where the head branch was at the last writing
 * @param attempts commits that merges wanted to move the base to; the one that is found on the base has won
 * @param mergedOnto where the base was before the merge
 */
record PullRecord(
        int version,
        int number,
        String title,
        String body,
        @Nullable String marker,
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
        String createdAt,
        String updatedAt,
        @Nullable String closedAt,
        @Nullable String closedBy,
        @Nullable String mergeCommit,
        @Nullable String mergedOnto,
        List<String> attempts,
        List<CommentRecord> comments) {
    static final int VERSION = 1;

    /** A comment as it is stored. */
    record CommentRecord(
            String id, String author, String body, @Nullable String key, String createdAt, String updatedAt) {}

    /** The record with some fields set anew. */
    PullRecord with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.build();
    }

    @JsonIgnore
    boolean isOpen() {
        return state == State.OPEN;
    }

    /** A record being changed. */
    static final class Draft {
        private final PullRecord from;
        String title;
        String body;

        @Nullable
        String marker;

        String headCommit;
        State state;
        boolean draft;
        List<String> labels;
        List<String> reviewers;
        List<String> teamReviewers;
        List<String> assignees;
        String updatedAt;

        @Nullable
        String closedAt;

        @Nullable
        String closedBy;

        @Nullable
        String mergeCommit;

        @Nullable
        String mergedOnto;

        List<String> attempts;
        List<CommentRecord> comments;

        Draft(PullRecord from) {
            this.from = from;
            title = from.title;
            body = from.body;
            marker = from.marker;
            headCommit = from.headCommit;
            state = from.state;
            draft = from.draft;
            labels = new ArrayList<>(from.labels);
            reviewers = new ArrayList<>(from.reviewers);
            teamReviewers = new ArrayList<>(from.teamReviewers);
            assignees = new ArrayList<>(from.assignees);
            updatedAt = from.updatedAt;
            closedAt = from.closedAt;
            closedBy = from.closedBy;
            mergeCommit = from.mergeCommit;
            mergedOnto = from.mergedOnto;
            attempts = new ArrayList<>(from.attempts);
            comments = new ArrayList<>(from.comments);
        }

        PullRecord build() {
            return new PullRecord(
                    from.version,
                    from.number,
                    title,
                    body,
                    marker,
                    from.head,
                    headCommit,
                    from.base,
                    state,
                    draft,
                    from.author,
                    List.copyOf(labels),
                    List.copyOf(reviewers),
                    List.copyOf(teamReviewers),
                    List.copyOf(assignees),
                    from.createdAt,
                    updatedAt,
                    closedAt,
                    closedBy,
                    mergeCommit,
                    mergedOnto,
                    List.copyOf(attempts),
                    List.copyOf(comments));
        }
    }
}
