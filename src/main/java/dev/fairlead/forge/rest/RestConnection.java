package dev.fairlead.forge.rest;

import dev.fairlead.forge.Connection;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import dev.fairlead.forge.http.Deadline;
import dev.fairlead.forge.http.HttpTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to a forge: it repeats what may be repeated, waits where the forge says so and the deadline allows, and
 * turns every error into a {@link ForgeException}, so that nothing behind it retries on its own.
 */
public final class RestConnection {
    private static final Logger LOG = LoggerFactory.getLogger(RestConnection.class);
    private static final int TRIES = 5;
    private static final int REDIRECTS = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    /** The deadline of the operation that runs in this thread. */
    private static final ThreadLocal<@Nullable Deadline> OPERATION = new ThreadLocal<>();

    private final HttpTransport transport;
    private final Dialect dialect;
    private final Duration deadline;
    private final Clock clock;

    public RestConnection(Connection connection, Dialect dialect, Clock clock) {
        this.dialect = dialect;
        transport = new HttpTransport(connection);
        deadline = connection.deadline();
        this.clock = clock;
    }

    /** Runs an operation whose requests share one deadline. */
    public <T> T within(Supplier<T> work) {
        if (OPERATION.get() != null) {
            return work.get();
        }
        OPERATION.set(Deadline.in(deadline));
        try {
            return work.get();
        } finally {
            OPERATION.remove();
        }
    }

    /** Waits a moment inside an operation; false when the deadline does not allow it. */
    public boolean pause(Duration time) {
        Deadline current = OPERATION.get();
        if (current == null || !current.allows(time)) {
            return false;
        }
        try {
            Deadline.pause(time);
            return true;
        } catch (InterruptedIOException e) {
            return false;
        }
    }

    /** Sends a request and returns its answer, which is a success. */
    public Answer send(Call call) {
        return within(() -> {
            Deadline until = OPERATION.get();
            return until == null ? send(call, Deadline.in(deadline)) : send(call, until);
        });
    }

    private Answer send(Call first, Deadline until) {
        Call call = first;
        int redirects = 0;
        for (int attempt = 1; ; attempt++) {
            Answer answer = attempt(call, until, attempt);
            if (answer == null) {
                continue;
            }
            Optional<Call> next = redirected(call, answer);
            if (next.isPresent() && redirects++ < REDIRECTS) {
                call = next.get();
                attempt = 0;
            } else if (dialect.refuses(answer)) {
                throw dialect.refusal(call, answer);
            } else {
                return answer;
            }
        }
    }

    /** One try; null when there is to be another one. */
    private @Nullable Answer attempt(Call call, Deadline until, int attempt) {
        Duration wait = FIRST_WAIT
                .multipliedBy(1L << (attempt - 1))
                .plusMillis(ThreadLocalRandom.current().nextLong(100));
        try {
            Answer answer = transport.send(call, until.left());
            LOG.debug("{}: {}", call.place(), answer.status());
            Optional<Duration> limit = dialect.waiting(answer, clock);
            if (limit.isPresent()) {
                if (attempt >= TRIES || !until.allows(limit.get())) {
                    throw dialect.limited(call, answer, clock.instant().plus(limit.get()));
                }
                LOG.info(
                        "{}: {}'s rate limit is reached, waiting {} s",
                        call.place(),
                        dialect.forge(),
                        limit.get().toSeconds());
                Deadline.pause(limit.get());
                return null;
            }
            if (!isPassing(answer.status()) || !mayRepeat(call, attempt, wait, until)) {
                return answer;
            }
            LOG.info("{}: {}, trying again", call.place(), answer.status());
            Deadline.pause(wait);
            return null;
        } catch (IOException e) {
            boolean again = !(e instanceof InterruptedIOException) && mayRepeat(call, attempt, wait, until);
            ForgeException told = NoAnswer.unreachable(call, e);
            if (!again || !told.retryable() || !pause(wait)) {
                throw told;
            }
            LOG.info("{}: {}, trying again", call.place(), e.toString());
            return null;
        }
    }

    private static boolean isPassing(int status) {
        return status == 500 || status == 502 || status == 503 || status == 504;
    }

    private boolean mayRepeat(Call call, int attempt, Duration wait, Deadline until) {
        return !dialect.adds(call) && attempt < TRIES && until.allows(wait);
    }

    /** What moved, as a renamed repository does; only to the same server, which has the token already. */
    private static Optional<Call> redirected(Call call, Answer answer) {
        boolean moved = switch (answer.status()) {
            case 301, 302 -> call.method().equals("GET");
            case 307, 308 -> true;
            default -> false;
        };
        if (!moved || answer.header("location").isEmpty()) {
            return Optional.empty();
        }
        URI target = call.uri().resolve(answer.header("location"));
        boolean same = target.getScheme().equals(call.uri().getScheme())
                && target.getAuthority().equalsIgnoreCase(call.uri().getAuthority());
        return same ? Optional.of(new Call(call.method(), target, call.headers(), call.body())) : Optional.empty();
    }
}
