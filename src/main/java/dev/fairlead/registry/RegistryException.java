package dev.fairlead.registry;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A registry that could not be asked, refused, or gave an answer that makes no sense. */
public final class RegistryException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, which decides whether the same request may succeed later. */
    public enum Kind {
        /** The registry wants a sign-in that it was not given, or does not accept the one that it was given. */
        UNAUTHORIZED(false),
        /** Signed in, but the identity lacks a permission, which the problem names. */
        FORBIDDEN(false),
        /** No such repository, or no such image in it. */
        NOT_FOUND(false),
        /** The registry asked to slow down until the deadline was over. */
        RATE_LIMITED(true),
        /** The registry failed (5xx) until the deadline was over. */
        SERVER(true),
        /** The connection could not be made, or broke. */
        NETWORK(true),
        /** No answer came in time. */
        TIMEOUT(true),
        /** The host has no address. */
        DNS(true),
        /** The registry's certificate is not trusted, or the other side does not speak TLS. */
        TLS(false),
        /** The answer is not what the protocol promises. */
        MALFORMED(false),
        /** Credentials could not be had: a helper failed, a file cannot be read, no Azure identity is here. */
        CREDENTIALS(false),
        /** A setting makes no sense. */
        SETTINGS(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;
    private final int status;
    private final transient List<String> codes;

    public RegistryException(Kind kind, Problem problem) {
        this(kind, problem, null);
    }

    public RegistryException(Kind kind, Problem problem, @Nullable Throwable cause) {
        this(kind, problem, 0, List.of(), cause);
    }

    /**
     * A failure that the registry itself told of.
     *
     * @param status of the HTTP answer, or 0 where there was none
     * @param codes of its error body, such as {@code MANIFEST_UNKNOWN}
     */
    public RegistryException(Kind kind, Problem problem, int status, List<String> codes, @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
        this.status = status;
        this.codes = List.copyOf(codes);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    @Override
    public boolean retryable() {
        return kind.retryable;
    }

    /** The status of the registry's answer, if there was one. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The codes of the registry's error body, such as {@code MANIFEST_UNKNOWN}. */
    public List<String> codes() {
        return codes;
    }
}
