package dev.fairlead.bot.answers;

import dev.fairlead.Problem;
import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.registry.RegistryException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a registry alone for a while that has failed again and again, or asked to slow down: every question to it, of any
 * run, then fails at once instead of waiting for its deadline. When the while is over, one question is let through; its
 * answer lets all others through again, its failure makes the next while longer. It serves several threads.
 */
final class Circuit {
    private static final int FAILURES = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 5;

    private final String host;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final AnswerListener listener;
    private int failures;
    private int closures;
    private Duration until = Duration.ZERO;
    private boolean trying;
    private @Nullable RegistryException last;

    Circuit(String host, Ticker ticker, RandomGenerator random, AnswerListener listener) {
        this.host = host;
        this.ticker = ticker;
        this.random = random;
        this.listener = listener;
    }

    <T> T ask(Supplier<T> question) {
        boolean trial = admit();
        try {
            T answer = question.get();
            answered();
            return answer;
        } catch (RegistryException e) {
            if (e.retryable() && !Thread.currentThread().isInterrupted()) {
                failed(e);
            } else if (e.status().isPresent()) {
                answered();
            } else {
                unknown(trial);
            }
            throw e;
        } catch (RuntimeException e) {
            unknown(trial);
            throw e;
        }
    }

    /** @return whether this is the question that tries whether the registry is there again */
    private synchronized boolean admit() {
        RegistryException reason = last;
        if (reason == null || closures == 0) {
            return false;
        }
        Duration left = until.minus(ticker.now());
        if (trying || left.compareTo(Duration.ZERO) > 0) {
            Problem problem = reason.problem();
            throw new RegistryException(
                    reason.kind(),
                    new Problem(
                            host,
                            "not asked, since it failed " + failures
                                    + " times one after the other, the last time with: " + problem.cause(),
                            trying
                                    ? "it is being tried now"
                                    : "it is tried again in " + (left.toSeconds() + 1) + " s"));
        }
        trying = true;
        return true;
    }

    private synchronized void answered() {
        failures = 0;
        closures = 0;
        trying = false;
        last = null;
        listener.asked(host, true);
    }

    private synchronized void failed(RegistryException e) {
        failures++;
        trying = false;
        last = e;
        listener.asked(host, false);
        if (failures >= FAILURES || e.kind() == RegistryException.Kind.RATE_LIMITED) {
            Duration wait = SHORTEST.multipliedBy(1L << Math.min(closures, MOST_DOUBLINGS));
            Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
            until = ticker.now()
                    .plus(Duration.ofNanos(Math.round(bounded.toNanos() * (0.5 + 0.5 * random.nextDouble()))));
            closures++;
        }
    }

    private synchronized void unknown(boolean trial) {
        trying = trying && !trial;
    }
}
