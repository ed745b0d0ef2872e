package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import java.util.Optional;

/**
 * A tag that a manifest holds now, held against the registry and against the tag that was chosen.
 *
 * @param tag the tag
 * @param found the registry's answer when asked for it by name; empty if the registry surely has no such tag
 * @param presence whether the listing had it
 * @param standing where it stands against the chosen tag
 * @param explanation the standing in words, as a clause
 */
public record CurrentTag(Tag tag, Optional<TagInfo> found, Presence presence, Standing standing, String explanation) {
    /** Whether a listing had a tag. */
    public enum Presence {
        /** It did. */
        LISTED,
        /** It did not, though all of it was read that the tag could be in. */
        MISSING,
        /** The listing comes newest first and was left before the tag's place. */
        NOT_REACHED,
        /** No listing was needed. */
        NOT_LISTED
    }

    /** Where a current tag stands against the chosen one. */
    public enum Standing {
        /** It is the chosen tag. */
        SAME,
        /** The policy prefers the chosen tag: taking it is an update. */
        BELOW,
        /** Neither is preferred. */
        LEVEL,
        /** The current tag is the newer one: taking the chosen tag is a downgrade. */
        ABOVE,
        /** Nothing tells which of them is newer. */
        UNKNOWN
    }

    /** Whether the registry has the tag and its listing hid it: then the listing was partial and proves nothing. */
    public boolean showsPartialListing() {
        return found.isPresent() && presence == Presence.MISSING;
    }
}
