package dev.fairlead.selection;

import dev.fairlead.Problem;
import java.util.Optional;

/**
 * What the guard says of one manifest's step from its current tag to the chosen one.
 *
 * @param outcome what the step is
 * @param explanation why, as a clause
 * @param problem for a step that is refused: what to tell the user
 */
public record GuardVerdict(Outcome outcome, String explanation, Optional<Problem> problem) {
    /** What a step is. The names are part of the JSON output: they do not change. */
    public enum Outcome {
        /** An update. */
        NEWER(true),
        /** The manifest holds what was chosen. */
        SAME(true),
        /** The same tag, which points at another digest now than the manifest pins. */
        MOVED(true),
        /** A downgrade, or a step that cannot be judged, which the configuration says is meant. */
        ROLLBACK(true),
        /** Refused: nothing was chosen. */
        NOTHING(false),
        /** Refused: the chosen tag is older than the current one. */
        LOWER(false),
        /** Refused: the current tag is gone from the registry. */
        GONE(false),
        /** Refused: nothing tells which tag is newer. */
        UNKNOWN(false),
        /** Refused, and the run fails: the listing lacked a tag that the registry has, so it proves nothing. */
        PARTIAL(false);

        private final boolean allowed;

        Outcome(boolean allowed) {
            this.allowed = allowed;
        }
    }

    /** Whether the step may be taken; for {@link Outcome#SAME} there is none to take. */
    public boolean allowed() {
        return outcome.allowed;
    }

    /** Whether not only this step but the whole run has to fail, because the registry's answers contradict each other. */
    public boolean failsRun() {
        return outcome == Outcome.PARTIAL;
    }
}
