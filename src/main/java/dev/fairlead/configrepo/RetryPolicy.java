package dev.fairlead.configrepo;

import java.time.Duration;

/**
 * How long and how patiently lost races are tried again.
 *
 * @param deadline from the first try on; the last one may begin shortly before it
 * @param firstPause the longest pause after the first loss; each further loss doubles it
 * @param longestPause where doubling ends
 */
public record RetryPolicy(Duration deadline, Duration firstPause, Duration longestPause) {

    /** For work that another writer only holds up for moments: pauses from 50 ms to 2 s. */
    public static RetryPolicy until(Duration deadline) {
        return new RetryPolicy(deadline, Duration.ofMillis(50), Duration.ofSeconds(2));
    }
}
