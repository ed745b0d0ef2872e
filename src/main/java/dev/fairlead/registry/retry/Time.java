package dev.fairlead.registry.retry;

import java.time.Duration;
import java.time.Instant;

/** The clock and the waiting, so that a test can wait without time going by. */
public interface Time {

    /** Nanoseconds since some fixed moment; only differences mean something. */
    long nanos();

    /** What the calendar says. */
    Instant now();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own. */
    static Time system() {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), (int) (duration.toNanos() % 1_000_000));
            }
        };
    }
}
