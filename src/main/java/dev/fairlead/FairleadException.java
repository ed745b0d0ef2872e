package dev.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * Work that was given up, with the reason as a {@link Problem}. Each room that can fail in ways that a caller tells
 * apart has a subclass of its own; the command line prints the problem and needs no stack trace.
 */
public class FairleadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public FairleadException(Problem problem) {
        this(problem, null);
    }

    public FairleadException(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** What went wrong, where, and what to do about it. */
    public final Problem problem() {
        return problem;
    }

    /** Whether the same work may succeed later without anybody doing anything: a server is away, busy or broken. */
    public boolean retryable() {
        return false;
    }
}
