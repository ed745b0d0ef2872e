package dev.fairlead.registry.retry;

import java.time.Duration;

/** The end of one question's time. */
public final class Deadline {
    private final Time time;
    private final Duration whole;
    private final long end;

    private Deadline(Time time, Duration whole) {
        this.time = time;
        this.whole = whole;
        this.end = time.nanos() + whole.toNanos();
    }

    /** So long from now. */
    public static Deadline in(Duration whole, Time time) {
        return new Deadline(time, whole);
    }

    /** What is left: zero or less when it is over. */
    public Duration left() {
        return Duration.ofNanos(end - time.nanos());
    }

    /** Whether a wait of this length would end before the deadline does. */
    public boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    /** How long the question had. */
    public Duration whole() {
        return whole;
    }
}
