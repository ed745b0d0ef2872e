package dev.fairlead.forge;

import java.util.List;
import java.util.Optional;

/**
 * The place where pull requests of one repository live. Ids, object names and branches are plain strings; branches are
 * short names ({@code main}, not {@code refs/heads/main}).
 *
 * <p>Every operation that writes may be repeated: whatever stopped the first try (a lost answer, {@code kill -9}), the
 * same call again ends in the same state, and a call that would change nothing writes nothing. Pull requests from
 * forks are never seen, since anybody could forge one.
 *
 * <p>Every operation throws {@link ForgeException}; an id that the forge does not know is of kind {@code NOT_FOUND}.
 * What only some forges can do is a type of its own, reached by {@link #capability}: {@link AutoMerge},
 * {@link ApiCommits}, {@link CommitReports}, {@link Reopening}, {@link DiffView}. Implementations may be shared between threads.
 */
public interface Forge extends AutoCloseable {
    /** What this forge can hold, and how much of it. */
    ForgeTraits traits();

    /** The repository as messages name it: a URL or path without credentials. */
    String place();

    /**
     * Opens a pull request, or, where one is open already from this head branch into this base, brings that one up to
     * the draft and returns it.
     */
    Written open(PullRequestDraft draft);

    /** The pull request of this id; empty when there surely is none. */
    Optional<PullRequest> get(String id);

    /** The pull requests that fit, the newest first, at most {@link PullRequestQuery#limit()} of them. */
    List<PullRequest> find(PullRequestQuery query);

    /** Changes what the edit names and leaves the rest, sending nothing where all is as wanted already. */
    Written update(String id, PullRequestEdit edit);

    /** Who closed or merged the pull request, where the forge tells; one more request on most forges. */
    Optional<String> closedBy(String id);

    /**
     * Sets the one comment of this key: written the first time, edited afterwards, left alone when it says so already.
     *
     * @param key what the comment is about, hidden in its text
     */
    Comment comment(String id, String key, String text);

    /** All comments of a pull request, the oldest first. */
    List<Comment> comments(String id);

    /** Sets the status of its context on a commit, sending nothing where it stands so already. */
    void report(String commit, CommitStatus status);

    /** The newest status of each context of a commit. */
    List<CommitStatus> statuses(String commit);

    /**
     * Merges, or returns the pull request as it is where it was merged before.
     *
     * @throws ForgeException {@code CONFLICT} when base and head changed the same place, {@code STALE} when the head
     *     is not the expected one, {@code NOT_MERGEABLE} when the forge's rules (reviews, checks) or the pull
     *     request's state forbid it
     */
    PullRequest merge(String id, MergeRequest how);

    /** Closes without merging; a pull request that is closed or merged already is returned as it is. */
    PullRequest close(String id);

    /**
     * Deletes a branch of the repository. Open pull requests from it are closed with it.
     *
     * @param expectedHead the commit that it must still be at
     * @return false when there was no such branch
     * @throws ForgeException {@code STALE} when the branch is at another commit
     */
    boolean deleteBranch(String branch, String expectedHead);

    /** This forge as one of the things that only some can do. */
    default <C extends ForgeCapability> Optional<C> capability(Class<C> kind) {
        return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
    }

    /** Lets go of connections and files. */
    @Override
    void close();
}
