package dev.fairlead.configrepo;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import org.jspecify.annotations.Nullable;

/** Git work that failed, with what kind of failure it was and whether trying again can help. */
public final class GitException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** Why it failed. */
    public enum Kind {
        /** The credentials are missing, wrong or expired. */
        UNAUTHORIZED(false),
        /** The credentials are good, but may not do this. */
        FORBIDDEN(false),
        /** No such repository, or none that these credentials may see. */
        NOT_FOUND(false),
        /** The remote cannot be reached, or hung up. */
        NETWORK(true),
        /** The remote's certificate is not trusted. */
        TLS(false),
        /** The remote's SSH host key is unknown or has changed. */
        HOST_KEY(false),
        /** The remote failed: 5xx, 429, a broken repository. */
        SERVER(true),
        /** The branch kept moving until the deadline. */
        LOST_RACE(true),
        /** A file is no longer what it was when it was read. */
        CHANGED(true),
        /** The mirror lost objects (deleted or damaged); it was dropped, and the next fetch makes it anew. */
        MIRROR(true),
        /** A commit could not be signed. */
        SIGNING(false),
        /** What was asked for cannot be done: a bad location, a path that is no file. */
        INVALID(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;

    GitException(Kind kind, Problem problem) {
        this(kind, problem, null);
    }

    GitException(Kind kind, Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Can the same work succeed when it is tried again from a fresh fetch? */
    @Override
    public boolean retryable() {
        return kind.retryable;
    }
}
