package dev.fairlead.forge.rest;

import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How one kind of forge says what every API says. */
public interface Dialect {
    /** The forge as people call it. */
    String forge();

    /** How long to wait where the answer says that too much was asked; empty when it is about something else. */
    Optional<Duration> waiting(Answer answer, Clock clock);

    /** Whether the answer is an error. */
    default boolean refuses(Answer answer) {
        return answer.status() >= 300;
    }

    /** The error of an answer that is one, and no rate limit. */
    Refusal refusal(Call call, Answer answer);

    /** The error of a rate limit that ends too late to wait for it. */
    Refusal limited(Call call, Answer answer, Instant until);

    /**
     * Whether the same call twice would leave two things behind. It is sent once then, and its caller looks whether it
     * arrived.
     */
    boolean adds(Call call);
}
