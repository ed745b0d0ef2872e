package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Tries again what lost a race, with random pauses that grow, until a deadline. */
final class Retries {
    private final RetryPolicy policy;
    private final RepoLocation place;

    Retries(RetryPolicy policy, RepoLocation place) {
        this.policy = policy;
        this.place = place;
    }

    <T> T run(Attempt<T> attempt) {
        long start = System.nanoTime();
        for (int number = 1; ; number++) {
            GitException failed = null;
            try {
                Optional<T> done = attempt.run(number);
                if (done.isPresent()) {
                    return done.get();
                }
            } catch (GitException e) {
                if (!e.retryable()) {
                    throw e;
                }
                failed = e;
            }
            pauseOrGiveUp(start, number, failed);
        }
    }

    private void pauseOrGiveUp(long start, int tries, @Nullable GitException failed) {
        Duration left = policy.deadline().minusNanos(System.nanoTime() - start);
        Duration pause = pause(tries);
        if (left.compareTo(pause) <= 0) {
            throw failed != null ? failed : lost(tries);
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed != null ? failed : lost(tries);
        }
    }

    /** Between nothing and a bound that doubles: writers that lost to each other once do not meet again in step. */
    private Duration pause(int tries) {
        Duration bound = policy.firstPause().multipliedBy(1L << Math.min(tries - 1, 20));
        Duration most = bound.compareTo(policy.longestPause()) > 0 ? policy.longestPause() : bound;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }

    private GitException lost(int tries) {
        return new GitException(
                GitException.Kind.LOST_RACE,
                new Problem(
                        place.toString(),
                        "other writers moved the branch during each of " + tries + " tries in "
                                + policy.deadline().toSeconds() + " s",
                        "run again, or let fewer writers push to this branch"));
    }
}
