package dev.fairlead.selection;

import dev.fairlead.image.Tag;

/**
 * A tag that was not chosen.
 *
 * @param tag the tag
 * @param loss what kind of reason it is
 * @param reason the reason as a clause for a person
 */
public record LostTag(Tag tag, Loss loss, String reason) {}
