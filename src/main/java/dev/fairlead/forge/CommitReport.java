package dev.fairlead.forge;

import java.util.Optional;

/**
 * What somebody reported on a commit: an agent that applied it, a check that ran on it.
 *
 * @param kind by which of the forge's ways
 * @param name the status's context, the check's name, or the environment of a deployment
 * @param state where it stands now
 * @param description one line; empty where none was given
 * @param url where to read more
 */
public record CommitReport(Kind kind, String name, CommitStatus.State state, String description, Optional<String> url) {
    /** By which of a forge's ways something was reported. */
    public enum Kind {
        STATUS,
        CHECK,
        DEPLOYMENT
    }

    /** A commit status as a report. */
    public static CommitReport of(CommitStatus status) {
        return new CommitReport(Kind.STATUS, status.context(), status.state(), status.description(), status.url());
    }
}
