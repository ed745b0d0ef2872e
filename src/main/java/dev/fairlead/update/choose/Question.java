package dev.fairlead.update.choose;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.Selector;
import java.util.Optional;

/**
 * What is asked about an image.
 *
 * @param image the image
 * @param selector how its newest version is chosen
 * @param told the version that a build tells; it takes the place of a choice among the registry's tags
 */
public record Question(ImageName image, Optional<Selector> selector, Optional<ImageReference> told) {
    /** Whether nobody says which version is wanted. */
    public boolean open() {
        return selector.isEmpty() && told.isEmpty();
    }
}
