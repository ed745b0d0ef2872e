package dev.fairlead.update.config;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import java.time.Instant;
import java.util.Optional;

/**
 * A version that people keep out by writing so in the configuration.
 *
 * @param image the image
 * @param tag the version; empty holds the image whatever the version
 * @param why shown wherever the hold is
 * @param until when it ends by itself
 */
public record VersionHold(ImageName image, Optional<Tag> tag, String why, Optional<Instant> until) {
    public boolean over(Instant now) {
        return until.map(end -> !now.isBefore(end)).orElse(false);
    }
}
