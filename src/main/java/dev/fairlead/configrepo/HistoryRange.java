package dev.fairlead.configrepo;

import java.time.Instant;
import java.util.Optional;

/**
 * How deep history is wanted.
 *
 * @param since no commit older than this
 * @param commits at most this many generations
 */
public record HistoryRange(Optional<Instant> since, int commits) {
    public HistoryRange {
        if (commits < 1) {
            throw new IllegalArgumentException("a history has at least one commit");
        }
    }

    /** The commits that are not older than this moment. */
    public static HistoryRange since(Instant moment) {
        return new HistoryRange(Optional.of(moment), Integer.MAX_VALUE);
    }

    /** The newest commits: this many generations. */
    public static HistoryRange newest(int commits) {
        return new HistoryRange(Optional.empty(), commits);
    }
}
