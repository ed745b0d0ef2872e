package dev.fairlead.bot.lead;

import java.time.Duration;

/**
 * How long a Lease lasts; the defaults are those of Kubernetes' own controllers.
 *
 * @param lease how long after its last renewal a Lease counts as given up
 * @param deadline how long a holder tries to renew before it gives up itself
 * @param retry how often a holder renews, and others look
 */
public record LeaseTimes(Duration lease, Duration deadline, Duration retry) {
    public static final LeaseTimes DEFAULT =
            new LeaseTimes(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
}
