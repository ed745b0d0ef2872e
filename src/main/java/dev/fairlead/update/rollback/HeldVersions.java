package dev.fairlead.update.rollback;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.VersionHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The versions that the configuration keeps out now; a hold of every version of an image stops no way back. */
final class HeldVersions {
    private final List<VersionHold> holds;

    HeldVersions(Optional<UpdateConfig> config, Instant now) {
        this.holds = config.map(UpdateConfig::holds).orElse(List.of()).stream()
                .filter(hold -> !hold.over(now))
                .toList();
    }

    Optional<VersionHold> of(ImageName image, Tag tag) {
        return holds.stream()
                .filter(hold -> hold.image().equals(image) && hold.tag().equals(Optional.of(tag)))
                .findFirst();
    }

    boolean holds(ImageReference version) {
        return version.tag().flatMap(tag -> of(version.name(), tag)).isPresent();
    }

    /** @throws FairleadException if this version is held */
    void refuse(ImageName image, Tag tag) {
        of(image, tag).ifPresent(hold -> {
            throw new FairleadException(new Problem(
                    "--to " + tag,
                    "this version is held: " + hold.why(),
                    "name another one, or end the hold first: fairlead hold --end " + image + " " + tag));
        });
    }
}
