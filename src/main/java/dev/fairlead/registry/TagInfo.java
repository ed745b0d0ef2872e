package dev.fairlead.registry;

import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import java.time.Instant;
import java.util.Optional;

/**
 * A tag as its registry lists it. ACR tells all four; the OCI listing tells the tag alone, and asking for one tag by name
 * tells its digest too.
 *
 * @param tag the tag
 * @param digest what the tag points at now
 * @param pushed when the registry last changed the tag: a push, or on ACR also a lock or unlock
 * @param created when the tag first appeared in the registry, which is not when its image was built; for that, see
 *     {@link ImageDetails#created()}
 */
public record TagInfo(Tag tag, Optional<Digest> digest, Optional<Instant> pushed, Optional<Instant> created) {

    /** A tag of which nothing else is known. */
    public static TagInfo of(Tag tag) {
        return new TagInfo(tag, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
