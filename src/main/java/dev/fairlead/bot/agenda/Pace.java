package dev.fairlead.bot.agenda;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait. Waits differ at random, so that many repositories, and many bots, do not ask all at once.
 *
 * @param random where chance comes from
 */
public record Pace(RandomGenerator random) {
    /** Events that come within this time of the first make one run. */
    public static final Duration SETTLE = Duration.ofSeconds(1);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);
    private static final double SHORTEST_FIRST = 0.75;
    private static final int MOST_DOUBLINGS = 20;

    /**
     * How long after its first run a repository has its second: up to one interval. Later ones follow at the interval itself,
     * so that repositories stay as far from each other as chance has put them.
     */
    public Duration first(Duration interval) {
        return scaled(interval, SHORTEST_FIRST + (1 - SHORTEST_FIRST) * random.nextDouble());
    }

    /**
     * How long to leave what failed alone: twice as long after each failure, up to half an hour, or the interval where that is
     * longer; and at random between the half and the whole of it.
     *
     * @param failures one after the other, one or more
     */
    public Duration afterFailure(int failures, Duration interval) {
        Duration longest = interval.compareTo(LONGEST_RETRY) > 0 ? interval : LONGEST_RETRY;
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return scaled(wait, 0.5 + 0.5 * random.nextDouble());
    }

    private static Duration scaled(Duration duration, double by) {
        return Duration.ofNanos(Math.round(duration.toNanos() * by));
    }
}
