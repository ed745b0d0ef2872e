package dev.fairlead.manifest.overlay;

import dev.fairlead.image.ImageReference;

/**
 * An entry that the {@code images} of an overlay shall get.
 *
 * @param gap what it fills
 * @param target the tag and digest that it sets
 */
public record OverlayEntry(OverlayGap gap, ImageReference target) {}
