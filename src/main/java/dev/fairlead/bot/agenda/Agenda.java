package dev.fairlead.bot.agenda;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which repository is worked on next. It serves several threads: each takes an order, works, and tells how that ended. A
 * repository whose order is taken is in no other order until then; what becomes due meanwhile is one order afterwards.
 */
public final class Agenda {
    private final Ticker ticker;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private boolean open;
    private boolean ended;

    /**
     * An agenda in which everything is due at once. It gives out no order before it is {@linkplain #open() open}.
     *
     * @param intervals of each repository, by its name
     */
    public Agenda(Map<String, Duration> intervals, Pace pace, Ticker ticker) {
        this.ticker = ticker;
        Duration now = ticker.now();
        intervals.forEach((name, interval) -> slots.put(name, new Slot(name, interval, pace, now)));
    }

    /** From now on orders are given out. */
    public synchronized void open() {
        open = true;
        notifyAll();
    }

    /** From now on no order is given out, until it is opened again; events are kept. */
    public synchronized void pause() {
        open = false;
    }

    /** Ends it for good: whoever waits for an order gets none. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits for an order.
     *
     * @return empty when the agenda has ended
     */
    public synchronized Optional<Order> take() throws InterruptedException {
        while (!ended) {
            Optional<Order> order = poll();
            if (order.isPresent()) {
                return order;
            }
            Optional<Duration> wait = open ? untilNext() : Optional.empty();
            if (wait.isPresent()) {
                wait(Math.max(1, wait.get().toMillis() + 1));
            } else {
                wait();
            }
        }
        return Optional.empty();
    }

    /**
     * The order that has been due longest, if any is. People wait for what an event tells: it goes before what the schedule
     * has had waiting for less than half a minute.
     */
    public synchronized Optional<Order> poll() {
        Duration now = ticker.now();
        return open && !ended
                ? slots.values().stream()
                        .filter(slot -> slot.due()
                                .filter(due -> due.compareTo(now) <= 0)
                                .isPresent())
                        .min(Comparator.comparing(Slot::rank))
                        .map(slot -> slot.begin(now))
                : Optional.empty();
    }

    private Optional<Duration> untilNext() {
        Duration now = ticker.now();
        return slots.values().stream()
                .flatMap(slot -> slot.due().stream())
                .min(Duration::compareTo)
                .map(due -> due.minus(now));
    }

    /** The repository's run is over. */
    public synchronized void done(String repository, boolean fine) {
        slot(repository).end(fine, ticker.now());
        notifyAll();
    }

    /** The repository's run was broken off, for no fault of its own. */
    public synchronized void broken(String repository) {
        slot(repository).broken(ticker.now());
        notifyAll();
    }

    /** Something changed that concerns these repositories: each is run soon, once for all that is told meanwhile. */
    public synchronized void wake(Collection<String> repositories, Wanted wanted) {
        Duration now = ticker.now();
        repositories.forEach(name -> slot(name).wake(wanted, now));
        notifyAll();
    }

    /** How many repositories are worked on now. */
    public synchronized int running() {
        return (int) slots.values().stream().filter(Slot::isRunning).count();
    }

    /** How many repositories are due and not worked on: what waits for a free worker, or for this replica's turn. */
    public synchronized int waiting() {
        Duration now = ticker.now();
        return (int) slots.values().stream()
                .flatMap(slot -> slot.due().stream())
                .filter(due -> due.compareTo(now) <= 0)
                .count();
    }

    private Slot slot(String repository) {
        Slot slot = slots.get(repository);
        if (slot == null) {
            throw new IllegalArgumentException("no repository is called " + repository);
        }
        return slot;
    }
}
