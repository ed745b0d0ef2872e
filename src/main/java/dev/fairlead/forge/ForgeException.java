package dev.fairlead.forge;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a forge could not or would not do. */
public class ForgeException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    @Nullable
    private final Instant retryAt;

    public ForgeException(Kind kind, Problem problem) {
        this(kind, problem, null, null);
    }

    public ForgeException(Kind kind, Problem problem, @Nullable Throwable cause) {
        this(kind, problem, cause, null);
    }

    /** @param retryAt when the forge said that it will listen again */
    public ForgeException(Kind kind, Problem problem, @Nullable Throwable cause, @Nullable Instant retryAt) {
        super(problem, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    /** Why, in the ways that a caller tells apart. */
    public enum Kind {
        /** The credentials are missing, wrong or expired. */
        UNAUTHORIZED,
        /** Known, but not permitted. */
        FORBIDDEN,
        /** No such repository, pull request or branch, or none that these credentials may see. */
        NOT_FOUND,
        /** Base and head changed the same place. */
        CONFLICT,
        /** Something moved since it was read: read again and decide again. */
        STALE,
        /** The forge's rules or the pull request's state forbid it. */
        NOT_MERGEABLE,
        /** The forge does not accept what was sent. */
        INVALID,
        RATE_LIMITED,
        /** The forge is broken or busy. */
        SERVER,
        /** No answer, or none that was whole: DNS, connection, TLS, time. */
        NETWORK,
        /** An answer that is not what the forge's description says. */
        MALFORMED,
        /** The settings do not do: no such forge, no key, not a repository. */
        CONFIGURATION
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same call may succeed later without anybody doing anything. */
    @Override
    public boolean retryable() {
        return kind == Kind.RATE_LIMITED || kind == Kind.SERVER || kind == Kind.NETWORK;
    }

    /** When the forge said that it will listen again. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
