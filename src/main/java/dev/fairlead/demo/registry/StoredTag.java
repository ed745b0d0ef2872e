package dev.fairlead.demo.registry;

import dev.fairlead.image.Digest;
import java.time.Instant;
import java.util.Comparator;

/**
 * A tag and its times.
 *
 * @param created when it first appeared
 * @param updated when it was last pushed
 */
record StoredTag(String name, Digest digest, Instant created, Instant updated) {
    static final Comparator<StoredTag> NEWEST_FIRST =
            Comparator.comparing(StoredTag::updated).reversed().thenComparing(StoredTag::name);
}
