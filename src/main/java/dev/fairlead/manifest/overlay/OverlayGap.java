package dev.fairlead.manifest.overlay;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;

/**
 * An overlay that takes an image from its base and sets no version of it.
 *
 * @param overlay the path of the overlay's kustomization
 * @param image the image as the overlay's own entries leave it
 * @param nameInBase the image's name as the overlay sees it, which an entry's {@code name} must be to match
 * @param inBase the base's field that holds the image; other overlays may share it, so it is not edited on behalf of one
 */
public record OverlayGap(String overlay, ImageName image, String nameInBase, ImageField inBase) {

    /** The entry that sets this image in the overlay. */
    public OverlayEntry entry(ImageReference target) {
        return new OverlayEntry(this, target);
    }

    /** Why nothing is edited, and what to do. */
    public Refusal explanation() {
        return new Refusal(
                Place.of(overlay),
                "it takes " + inBase.shown() + " from " + inBase.place()
                        + ", which other overlays may share, and sets no version of it in images",
                "let an entry be added (--add-to-overlay), or name the base's path to change it for every overlay");
    }
}
