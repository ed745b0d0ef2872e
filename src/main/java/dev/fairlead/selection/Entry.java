package dev.fairlead.selection;

import dev.fairlead.registry.TagInfo;
import java.time.Instant;
import java.util.Comparator;

/**
 * A tag that the names' part of the filter and the policy accept.
 *
 * @param info the tag
 * @param subject what the policy looked at
 * @param key its place in the policy's order
 */
record Entry<K>(TagInfo info, String subject, K key) {
    /** The policy's order; equal keys by the time of the push, unknown first; equal times by name. */
    static <K> Comparator<Entry<K>> order(Ordering<K> ordering) {
        Comparator<? super K> keys = ordering.order();
        return Comparator.<Entry<K>, K>comparing(Entry::key, keys)
                .thenComparing(Entry::pushed)
                .thenComparing(entry -> entry.info.tag().value());
    }

    Instant pushed() {
        return info.pushed().orElse(Instant.MIN);
    }
}
