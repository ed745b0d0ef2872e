package dev.fairlead.update;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import java.util.Optional;

/**
 * Frees an image from its holds.
 *
 * @param image the image
 * @param tag only this version; whichever is chosen, where empty
 */
public record Release(ImageName image, Optional<Tag> tag) {
    /** The release in {@code IMAGE} or {@code IMAGE:TAG}. */
    public static Release parse(String text) {
        ImageReference reference = ImageReference.parse(text);
        return new Release(reference.name(), reference.tag());
    }

    boolean frees(ImageName held, Tag version) {
        return image.equals(held) && tag.map(version::equals).orElse(true);
    }
}
