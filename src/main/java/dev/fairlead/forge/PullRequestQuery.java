package dev.fairlead.forge;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which pull requests to find, the newest first.
 *
 * @param states any of these
 * @param head from exactly this branch
 * @param base into exactly this branch
 * @param marked only those with a hidden marker of ours; looked for by reading, so best together with a state or head
 * @param limit at most so many
 */
public record PullRequestQuery(
        Set<PullRequest.State> states, Optional<String> head, Optional<String> base, boolean marked, int limit) {
    private static final int DEFAULT_LIMIT = 100;

    public PullRequestQuery {
        states = Set.copyOf(states);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("a query without a state finds nothing");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is below 1");
        }
    }

    /** The newest 100 in whatever state. */
    public static PullRequestQuery all() {
        return new PullRequestQuery(
                EnumSet.allOf(PullRequest.State.class), Optional.empty(), Optional.empty(), false, DEFAULT_LIMIT);
    }

    /** The newest 100 that are open. */
    public static PullRequestQuery open() {
        return all().in(EnumSet.of(PullRequest.State.OPEN));
    }

    public PullRequestQuery in(Set<PullRequest.State> wanted) {
        return new PullRequestQuery(wanted, head, base, marked, limit);
    }

    public PullRequestQuery from(String branch) {
        return new PullRequestQuery(states, Optional.of(branch), base, marked, limit);
    }

    public PullRequestQuery into(String branch) {
        return new PullRequestQuery(states, head, Optional.of(branch), marked, limit);
    }

    public PullRequestQuery markedOnly() {
        return new PullRequestQuery(states, head, base, true, limit);
    }

    public PullRequestQuery atMost(int count) {
        return new PullRequestQuery(states, head, base, marked, count);
    }

    /** Whether this pull request is one of those asked for. */
    public boolean fits(PullRequest pull) {
        return states.contains(pull.state())
                && head.map(pull.head()::equals).orElse(true)
                && base.map(pull.base()::equals).orElse(true)
                && (!marked || pull.marker().isPresent());
    }
}
