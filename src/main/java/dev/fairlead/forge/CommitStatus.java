package dev.fairlead.forge;

import java.util.Optional;

/**
 * What one check says of a commit.
 *
 * @param context the check's name, of which a commit has one status each
 * @param description one line; cut where the forge takes less
 * @param url where to read more
 */
public record CommitStatus(String context, State state, String description, Optional<String> url) {
    /** A check's verdict. */
    public enum State {
        PENDING,
        SUCCESS,
        /** Checked, and not good. */
        FAILURE,
        /** Not checked, since the check itself broke. */
        ERROR
    }
}
