package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Tries again what lost a race, with random pauses that grow, until a deadline. */
final class Retries {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

    private final RetryPolicy policy;
    private final RepoLocation place;
    private final Path turns;

    /** {@code turns} is the file by whose lock the writers of this machine and ref take turns. */
    Retries(RetryPolicy policy, RepoLocation place, Path turns) {
        this.policy = policy;
        this.place = place;
        this.turns = turns;
    }

    <T> T run(Attempt<T> attempt) {
        long start = System.nanoTime();
        for (int number = 1; ; number++) {
            GitException failed = null;
            try {
                Optional<T> done = inTurn(attempt, start, number);
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

    private <T> Optional<T> inTurn(Attempt<T> attempt, long start, int number) {
        Duration left = left(start);
        Turn turn = Turn.take(turns, left.compareTo(LONGEST_TURN) < 0 ? left : LONGEST_TURN);
        try {
            return attempt.run(number);
        } finally {
            turn.close();
        }
    }

    private Duration left(long start) {
        Duration left = policy.deadline().minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void pauseOrGiveUp(long start, int tries, @Nullable GitException failed) {
        Duration left = left(start);
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
