package dev.fairlead.bot.agenda;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is planned for one repository. Not for several threads. */
final class Slot {
    private static final Duration BEFORE_SCHEDULES = Duration.ofSeconds(30);

    private final String name;
    private final Duration interval;
    private final Pace pace;
    private Duration nextFull;
    private Wanted pending = Wanted.NOTHING;
    private Duration pendingFrom = Duration.ZERO;
    private Duration notBefore = Duration.ZERO;
    private int failures;
    private boolean started;

    @Nullable
    private Order running;

    Slot(String name, Duration interval, Pace pace, Duration now) {
        this.name = name;
        this.interval = interval;
        this.pace = pace;
        this.nextFull = now;
    }

    /** When it is due; empty while it is worked on. */
    Optional<Duration> due() {
        if (running != null) {
            return Optional.empty();
        }
        Duration next = pending.nothing() || nextFull.compareTo(pendingFrom) < 0 ? nextFull : pendingFrom;
        return Optional.of(next.compareTo(notBefore) > 0 ? next : notBefore);
    }

    /** Whose turn it is among those that are due: the smallest is first. */
    Duration rank() {
        Duration due = due().orElse(Duration.ZERO);
        return pending.nothing() || failures > 0 ? due : due.minus(BEFORE_SCHEDULES);
    }

    /** Begins the run that is due, with everything that is pending. */
    Order begin(Duration now) {
        boolean scheduled = nextFull.compareTo(now) <= 0;
        Order.Cause cause = failures > 0 ? Order.Cause.RETRY : scheduled ? Order.Cause.SCHEDULE : Order.Cause.EVENT;
        Order order = new Order(name, scheduled ? Wanted.EVERYTHING : pending, cause);
        if (scheduled) {
            plan(now);
        }
        pending = Wanted.NOTHING;
        running = order;
        return order;
    }

    private void plan(Duration now) {
        if (!started) {
            started = true;
            nextFull = now.plus(pace.first(interval));
            return;
        }
        nextFull = nextFull.plus(interval);
        if (nextFull.compareTo(now) <= 0) {
            nextFull = now.plus(interval);
        }
    }

    /** Notes how the run ended. What a failed one should have done is done again. */
    void end(boolean fine, Duration now) {
        Order ended = running;
        running = null;
        if (fine) {
            failures = 0;
            notBefore = Duration.ZERO;
            return;
        }
        failures++;
        notBefore = now.plus(pace.afterFailure(failures, interval));
        if (ended != null) {
            want(ended.wanted(), now);
        }
    }

    /** Notes that the run was broken off, for no fault of its own: it begins again as soon as it may. */
    void broken(Duration now) {
        Order ended = running;
        running = null;
        if (ended != null) {
            want(ended.wanted(), now);
        }
    }

    /** Something changed. A change of the repository itself may be the cure of what failed, and is tried at once. */
    void wake(Wanted wanted, Duration now) {
        want(wanted, now.plus(Pace.SETTLE));
        if (wanted.everything()) {
            notBefore = Duration.ZERO;
        }
    }

    private void want(Wanted wanted, Duration from) {
        pendingFrom = pending.nothing() || from.compareTo(pendingFrom) < 0 ? from : pendingFrom;
        pending = pending.and(wanted);
    }

    boolean isRunning() {
        return running != null;
    }
}
