package dev.fairlead.selection;

import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.TagInfo;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How a policy puts tags in order: each acceptable tag has a key, and the tag with the greatest key is the newest.
 *
 * @param <K> the key
 */
interface Ordering<K> {
    /**
     * The key of a tag, whether or not the policy accepts it, or null if it is not of the policy's form.
     *
     * @param subject the tag, or what was extracted from it
     */
    @Nullable
    K key(String subject, TagInfo info);

    /** Why the policy does not accept a tag with this key, or null if it does. */
    default @Nullable Loss refusal(K key) {
        return null;
    }

    /** The order of keys: the greatest is the newest. */
    Comparator<? super K> order();

    /** The reason for a tag that has no key or is refused, as a clause. */
    String reason(Loss loss, String subject);

    /** What the greatest key is called in a sentence: {@code highest version in ^1.4}. */
    String superlative();

    /** Why a tag without a key loses. */
    default Loss withoutKey() {
        return Loss.NOT_IN_FORM;
    }

    /**
     * Whether keys can be held against each other although a filter keeps one of the tags out. Versions can: 1.5.0-alpine
     * and 1.4.0. Letters and numbers of two series cannot.
     */
    default boolean comparesAcrossFilters() {
        return false;
    }

    /** Whether the key is the time of the push, so that a listing that is newest first comes in the order of keys. */
    default boolean byPush() {
        return false;
    }

    /** Whether a key needs the image's own build time, which no listing tells. */
    default boolean byBuild() {
        return false;
    }

    /** The key by the image's own build time, or null if the image does not tell it. */
    default @Nullable K builtKey(ImageDetails image) {
        return null;
    }
}
