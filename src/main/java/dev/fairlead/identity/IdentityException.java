package dev.fairlead.identity;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import org.jspecify.annotations.Nullable;

/** An identity that gives no token. */
public final class IdentityException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    IdentityException(Kind kind, Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
    }

    /** Why. */
    public enum Kind {
        /** There is no such identity here. */
        MISSING,
        /** Entra refuses it, or a part of it is not named. */
        REFUSED,
        /** Entra did not answer. */
        NETWORK
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return kind == Kind.NETWORK;
    }
}
