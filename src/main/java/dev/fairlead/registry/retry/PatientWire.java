package dev.fairlead.registry.retry;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import dev.fairlead.registry.wire.ErrorBody;
import dev.fairlead.registry.wire.NetworkFailures;
import dev.fairlead.registry.wire.Origin;
import dev.fairlead.registry.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks until an answer stands. What passes by itself (429, 5xx, a broken or silent connection) is asked again, at the
 * registry's own pace, until the deadline; every other answer is returned as it is, whatever its status. Everything that
 * goes through here can be asked twice without harm.
 */
public final class PatientWire {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int TOO_MANY = 429;

    private final Wire wire;
    private final RateLimit rate;
    private final Backoff backoff;
    private final Time time;
    private final Duration attemptTimeout;

    public PatientWire(Wire wire, RateLimit rate, Backoff backoff, Time time, Duration attemptTimeout) {
        this.wire = wire;
        this.rate = rate;
        this.backoff = backoff;
        this.time = time;
        this.attemptTimeout = attemptTimeout;
    }

    /**
     * Asks, and asks again.
     *
     * @param place what is asked about, for messages
     * @throws RegistryException if no answer stood before the deadline
     */
    public Answer send(Ask ask, String place, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            pause(rate.reserve(), place, deadline, attempt, null);
            RegistryException failure;
            Duration wait;
            try {
                Answer answer = wire.send(ask, timeout(deadline));
                if (!PASSING.contains(answer.status())) {
                    return answer;
                }
                failure = passing(answer, place);
                wait = backoff.after(attempt, answer);
            } catch (IOException e) {
                failure = NetworkFailures.of(e, place, Origin.of(ask.uri()).authority());
                if (!failure.retryable() || failure.kind() == Kind.DNS) {
                    throw failure;
                }
                wait = backoff.after(attempt);
            } catch (InterruptedException e) {
                throw interrupted(place, e);
            }
            pause(wait, place, deadline, attempt, failure);
        }
    }

    private Duration timeout(Deadline deadline) {
        Duration left = deadline.left();
        Duration least = Duration.ofMillis(1);
        Duration shorter = left.compareTo(attemptTimeout) < 0 ? left : attemptTimeout;
        return shorter.compareTo(least) < 0 ? least : shorter;
    }

    /** Waits, unless that would end after the deadline: then the last failure is told. */
    private void pause(
            Duration wait, String place, Deadline deadline, int attempt, @Nullable RegistryException failure) {
        if (wait.isZero()) {
            return;
        }
        if (!deadline.allows(wait)) {
            throw failure == null ? tooMany(place, wait, deadline) : givenUp(failure, attempt, wait, deadline);
        }
        try {
            time.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted(place, e);
        }
    }

    private static RegistryException passing(Answer answer, String place) {
        String told = place + " (HTTP " + answer.status() + ")";
        return answer.status() == TOO_MANY
                ? new RegistryException(
                        Kind.RATE_LIMITED,
                        new Problem(
                                told,
                                "the registry asks to slow down",
                                "try again later, ask it less often (FAIRLEAD_REGISTRY_RATE), or use a higher tier"),
                        answer.status(),
                        ErrorBody.codes(answer),
                        null)
                : new RegistryException(
                        Kind.SERVER,
                        new Problem(told, "the registry fails", "try again later"),
                        answer.status(),
                        ErrorBody.codes(answer),
                        null);
    }

    private static RegistryException givenUp(
            RegistryException failure, int attempts, Duration wait, Deadline deadline) {
        Problem problem = failure.problem();
        String tries = attempts == 1 ? "1 attempt" : attempts + " attempts";
        return new RegistryException(
                failure.kind(),
                new Problem(
                        problem.place(),
                        problem.cause() + " (given up after " + tries + ": the next would come in " + seconds(wait)
                                + " s, and the deadline is " + seconds(deadline.whole()) + " s)",
                        problem.remedy()),
                failure.status().orElse(0),
                failure.codes(),
                failure.getCause());
    }

    private static RegistryException tooMany(String place, Duration wait, Deadline deadline) {
        return new RegistryException(
                Kind.RATE_LIMITED,
                new Problem(
                        place,
                        "the next request may go in " + seconds(wait) + " s by our own limit, and the deadline is "
                                + seconds(deadline.whole()) + " s",
                        "raise FAIRLEAD_REGISTRY_DEADLINE or FAIRLEAD_REGISTRY_RATE"));
    }

    private static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
    }

    private static RegistryException interrupted(String place, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryException(Kind.NETWORK, new Problem(place, "the request was interrupted", ""), e);
    }
}
