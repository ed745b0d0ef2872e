package dev.fairlead.registry.testing;

import dev.fairlead.registry.retry.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves when somebody waits on it. */
public final class FakeTime implements Time {
    private final Instant start;
    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    public FakeTime() {
        this(Instant.parse("2024-05-06T07:08:09Z"));
    }

    public FakeTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized void sleep(Duration duration) {
        waits.add(duration);
        nanos += duration.toNanos();
    }

    /** Lets time go by without anybody waiting. */
    public synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    /** How long was waited, each time. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
