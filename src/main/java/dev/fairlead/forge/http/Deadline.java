package dev.fairlead.forge.http;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A point in time until which something may take. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    public boolean allows(Duration time) {
        return left().compareTo(time) > 0;
    }

    /** Sleeps. */
    public static void pause(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    static InterruptedIOException interrupted(InterruptedException e) {
        InterruptedIOException told = new InterruptedIOException("interrupted");
        told.initCause(e);
        return told;
    }
}
