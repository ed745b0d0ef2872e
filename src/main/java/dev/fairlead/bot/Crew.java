package dev.fairlead.bot;

import dev.fairlead.bot.agenda.Agenda;
import dev.fairlead.bot.agenda.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that work: each takes an order from the agenda, does it, and takes the next. */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final Agenda agenda;
    private final Consumer<Order> work;
    private final List<Thread> threads = new ArrayList<>();

    /** @param work does one order, tells the agenda how it ended, and throws nothing */
    Crew(Agenda agenda, Consumer<Order> work) {
        this.agenda = agenda;
        this.work = work;
    }

    void start(int size) {
        for (int i = 1; i <= size; i++) {
            Thread thread = new Thread(this::serve, "fairlead-run-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void serve() {
        while (true) {
            try {
                Optional<Order> order = agenda.take();
                if (order.isEmpty()) {
                    return;
                }
                work.accept(order.get());
            } catch (InterruptedException e) {
                // Meant for the run before, which was over already.
                LOG.debug("interrupted between two runs");
            }
        }
    }

    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** Breaks off what is being worked on. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits until all are done, at most so long; the agenda has ended. */
    boolean join(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
