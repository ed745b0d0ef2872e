package dev.fairlead.bot.agenda;

import java.time.Duration;

/**
 * Time that only goes forward, as the time since some moment. Schedules follow it and not the clock on the wall, which people
 * and time servers move.
 */
@FunctionalInterface
public interface Ticker {
    Duration now();

    /** The machine's own. */
    static Ticker system() {
        long start = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - start);
    }
}
