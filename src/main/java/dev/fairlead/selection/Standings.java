package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a current tag stands against the chosen one: by the policy's order where both belong to one series or the policy
 * can compare across series, else by content and time.
 */
record Standings<K>(Ordering<K> ordering, NameFilter names, ImageCheck images) {
    Comparison compare(Tag tag, Optional<TagInfo> found, Entry<K> winner) {
        Tag chosen = winner.info().tag();
        if (tag.equals(chosen)) {
            return new Comparison(CurrentTag.Standing.SAME, "it is the chosen tag");
        }
        K key = key(tag, found);
        if (key == null) {
            Comparison byTime = new TimeComparison(images).compare(found, winner.info());
            return new Comparison(
                    byTime.standing(),
                    "the policy has no place for " + tag + ", which its filter or form leaves out; "
                            + byTime.explanation());
        }
        int order = ordering.order().compare(key, winner.key());
        String relation = order > 0 ? " ranks above " : order < 0 ? " ranks below " : " ranks level with ";
        return Comparison.of(order, tag + relation + chosen);
    }

    private @Nullable K key(Tag tag, Optional<TagInfo> found) {
        String subject = names.subject(tag);
        boolean inSeries = subject != null && names.refusal(tag) == null;
        if (!inSeries && !ordering.comparesAcrossFilters()) {
            return null;
        }
        TagInfo info = found.orElse(TagInfo.of(tag));
        if (ordering.byBuild()) {
            return found.isEmpty() ? null : ordering.builtKey(images.details(info));
        }
        return subject == null && !ordering.byPush() ? null : ordering.key(subject == null ? "" : subject, info);
    }
}
