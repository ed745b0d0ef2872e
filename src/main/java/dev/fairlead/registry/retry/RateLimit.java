package dev.fairlead.registry.retry;

import java.time.Duration;

/** Spaces the requests to one registry: a burst at once, then so many a second. */
public final class RateLimit {
    /** How many seconds' worth of requests may go at once. */
    private static final double BURST_SECONDS = 4;

    private final Time time;
    private final double perSecond;
    private final double burst;
    private double permits;
    private long counted;

    public RateLimit(double perSecond, Time time) {
        this.time = time;
        this.perSecond = perSecond;
        this.burst = Math.max(1, perSecond * BURST_SECONDS);
        this.permits = burst;
        this.counted = time.nanos();
    }

    /** Takes the next place in the queue and tells how long to wait for it. */
    public synchronized Duration reserve() {
        long now = time.nanos();
        permits = Math.min(burst, permits + (now - counted) / 1e9 * perSecond);
        counted = now;
        permits -= 1;
        return permits >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-permits / perSecond * 1e9));
    }
}
