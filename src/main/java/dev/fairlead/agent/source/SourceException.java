package dev.fairlead.agent.source;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import org.jspecify.annotations.Nullable;

/** A source that could not be fetched. */
public final class SourceException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** There is no such repository, branch, tag, bucket, object, chart or version. */
        NOT_FOUND(false),
        /** The credentials are missing, wrong or expired. */
        UNAUTHORIZED(false),
        /** The credentials are good, but may not read this. */
        FORBIDDEN(false),
        /** The clock of this machine and that of the server are too far apart. */
        CLOCK(false),
        /** The server cannot be reached, or hung up. */
        NETWORK(true),
        /** No whole answer came in time. */
        TIMEOUT(true),
        /** The server fails or asks to slow down. */
        SERVER(true),
        /** The source changed while it was read. */
        CHANGED(true),
        /** The answer is not what the protocol promises, or not what its digest says. */
        MALFORMED(false),
        /** An archive that is broken, too large, or tries to write where it may not. */
        HOSTILE(false),
        /** A signature that is missing, wrong, or of somebody who is not trusted. */
        UNVERIFIED(false),
        /** What is asked for makes no sense. */
        INVALID(false),
        /** The folder of artifacts cannot be written or read. */
        STORE(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;

    public SourceException(Kind kind, String place, String cause, String remedy) {
        this(kind, new Problem(place, cause, remedy), null);
    }

    public SourceException(Kind kind, Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return kind.retryable;
    }
}
