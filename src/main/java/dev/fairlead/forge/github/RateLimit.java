package dev.fairlead.forge.github;

import dev.fairlead.forge.http.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * GitHub's limits, as told by "Rate limits for the REST API", "Exceeding the rate limit": 403 or 429; {@code
 * retry-after} in seconds; else, when {@code x-ratelimit-remaining} is 0, {@code x-ratelimit-reset} in epoch seconds;
 * else a secondary limit, known by its text, with at least a minute to wait.
 */
final class RateLimit {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private RateLimit() {}

    /** How long to wait; empty when the answer is about something else. */
    static Optional<Duration> waiting(Answer answer, Clock clock) {
        if (answer.status() != 403 && answer.status() != 429) {
            return Optional.empty();
        }
        Optional<Duration> told = number(answer.header("retry-after")).map(Duration::ofSeconds);
        if (told.isPresent()) {
            return told;
        }
        if (answer.header("x-ratelimit-remaining").equals("0")) {
            return Optional.of(number(answer.header("x-ratelimit-reset"))
                    .map(reset -> atLeastASecond(Duration.between(now(answer, clock), Instant.ofEpochSecond(reset))))
                    .orElse(A_MINUTE));
        }
        String text = answer.text().toLowerCase(Locale.ROOT);
        boolean secondary = text.contains("secondary rate limit") || text.contains("abuse detection");
        return secondary || answer.status() == 429 ? Optional.of(A_MINUTE) : Optional.empty();
    }

    private static Duration atLeastASecond(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : time;
    }

    /** By the server's clock where it tells, since the reset is told by that one. */
    private static Instant now(Answer answer, Clock clock) {
        try {
            return ZonedDateTime.parse(answer.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
