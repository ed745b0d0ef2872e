package dev.fairlead.registry;

import dev.fairlead.image.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says of itself.
 *
 * @param digest of the manifest that the tag points at: the index, where the image is for several platforms
 * @param created when the image was built, by its configuration; empty where that is not told, or is the start of the
 *     epoch, which reproducible builds write for want of a time
 * @param platforms what the image runs on, in the order of its index, without attestations
 * @param labels of the image configuration (of the first Linux platform, where there are several); a standard {@code
 *     org.opencontainers.image.*} annotation of the manifest stands in for a label that is missing
 */
public record ImageDetails(
        Digest digest, Optional<Instant> created, List<Platform> platforms, Map<String, String> labels) {

    public ImageDetails {
        platforms = List.copyOf(platforms);
        labels = Map.copyOf(labels);
    }
}
