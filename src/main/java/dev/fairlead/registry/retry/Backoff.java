package dev.fairlead.registry.retry;

import dev.fairlead.registry.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: what {@code Retry-After} asks for (RFC 9110, 10.2.3: seconds or a date) and a
 * little more, or a wait that doubles, with jitter in both so that many clients do not come back at once.
 */
public final class Backoff {
    private static final double FIRST_MILLIS = 500;
    private static final double LONGEST_MILLIS = 20_000;
    private static final double EXTRA = 0.1;

    private final RandomGenerator random;
    private final Time time;

    public Backoff(RandomGenerator random, Time time) {
        this.random = random;
        this.time = time;
    }

    /** The wait after the given number of failed attempts, the last of which failed without an answer. */
    public Duration after(int failures) {
        double ceiling = Math.min(FIRST_MILLIS * Math.pow(2, failures - 1.0), LONGEST_MILLIS);
        return Duration.ofMillis(Math.round(ceiling * (0.5 + random.nextDouble() / 2)));
    }

    /** The wait after an answer that says to come back. */
    public Duration after(int failures, Answer answer) {
        return retryAfter(answer)
                .map(asked -> asked.plusMillis(
                        Math.round(Math.min((double) asked.toMillis(), LONGEST_MILLIS) * EXTRA * random.nextDouble())))
                .orElseGet(() -> after(failures));
    }

    private Optional<Duration> retryAfter(Answer answer) {
        return answer.header("Retry-After").map(String::strip).flatMap(this::read);
    }

    private Optional<Duration> read(String text) {
        if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(time.now(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
