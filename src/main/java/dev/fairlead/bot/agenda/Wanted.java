package dev.fairlead.bot.agenda;

import dev.fairlead.image.ImageName;
import java.util.HashSet;
import java.util.Set;

/**
 * What a run shall look at.
 *
 * @param everything the whole repository
 * @param images else, these images alone
 */
public record Wanted(boolean everything, Set<ImageName> images) {
    public static final Wanted NOTHING = new Wanted(false, Set.of());
    public static final Wanted EVERYTHING = new Wanted(true, Set.of());

    public Wanted {
        images = everything ? Set.of() : Set.copyOf(images);
    }

    public static Wanted only(Set<ImageName> images) {
        return new Wanted(false, images);
    }

    public boolean nothing() {
        return !everything && images.isEmpty();
    }

    /** Both at once: several events make one run. */
    public Wanted and(Wanted other) {
        Set<ImageName> both = new HashSet<>(images);
        both.addAll(other.images);
        return new Wanted(everything || other.everything, both);
    }

    /** {@code everything}, or the images, for logs. */
    @Override
    public String toString() {
        return everything
                ? "everything"
                : String.join(
                        ", ", images.stream().map(ImageName::toString).sorted().toList());
    }
}
