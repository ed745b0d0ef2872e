package dev.fairlead.agent.source.bucket;

import dev.fairlead.registry.wire.Answer;
import java.util.Optional;

/** What a bucket of either kind can be asked for. */
interface Bucket {
    /** What it is called in messages. */
    String place();

    /** One page of its listing, by its key. */
    Listing list(Optional<String> next);

    /** An object's bytes, if it still is the one that was listed; otherwise a failure that says so. */
    Answer get(Listing.Item item, int maxBytes);
}
