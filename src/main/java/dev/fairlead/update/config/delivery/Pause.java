package dev.fairlead.update.config.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A stop that people wrote into the configuration.
 *
 * @param why shown wherever the group waits
 * @param until when it ends by itself
 */
public record Pause(String why, Optional<Instant> until) {
    public boolean over(Instant now) {
        return until.map(end -> !now.isBefore(end)).orElse(false);
    }
}
