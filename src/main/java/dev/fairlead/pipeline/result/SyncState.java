package dev.fairlead.pipeline.result;

import java.util.List;
import java.util.Optional;

/**
 * How far a pull request has come on its way into clusters.
 *
 * @param phase how far
 * @param text what a person reads: what is waited for, what failed and why
 * @param url where people look at the pull request
 * @param mergeCommit the commit on the base branch that brought it in, once there is one
 * @param reports one line for each report that counts
 */
public record SyncState(Phase phase, String text, String url, Optional<String> mergeCommit, List<String> reports) {
    /** How far. */
    public enum Phase {
        /** Not merged yet. */
        OPEN,
        /** Closed without a merge: nothing will come. */
        CLOSED,
        /** Merged, and nobody has reported on it who counts. */
        MERGED,
        /** Somebody who counts is at it. */
        APPLYING,
        /** Somebody who counts reports that it went wrong. */
        FAILED,
        /** All who count report success, for the merged commit or one that holds it. */
        SYNCED
    }

    public SyncState {
        reports = List.copyOf(reports);
    }

    /** Whether waiting longer changes nothing. */
    public boolean ended() {
        return phase == Phase.CLOSED || phase == Phase.FAILED || phase == Phase.SYNCED;
    }
}
