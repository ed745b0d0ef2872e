package dev.fairlead.manifest;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Refusal;

/**
 * An overlay that takes an image from its base and has no entry in {@code images} for it.
 *
 * @param overlay the path of the overlay's kustomization
 * @param nameInBase the image's name as the overlay sees it
 * @param inBase the base's field that holds the image; other overlays may share it, so it is not edited on behalf of one
 */
public record OverlayGap(String overlay, String nameInBase, ImageField inBase) {

    /** The entry that would set this image in the overlay. */
    public OverlayEntry entry(ImageReference target) {
        return new OverlayEntry(nameInBase, target);
    }

    /** Why nothing is edited, and what to do. */
    public Refusal explanation() {
        return new Refusal(
                dev.fairlead.manifest.field.Place.of(overlay),
                "the image " + inBase.shown() + " comes from " + inBase.place()
                        + ", which other overlays may share, and images has no entry for it",
                "add the entry (--add-to-overlay does it), or name the base's path to change every overlay");
    }
}
