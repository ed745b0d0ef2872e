package dev.fairlead.manifest;

import dev.fairlead.image.ImageReference;

/**
 * An entry for the {@code images} of a kustomization.
 *
 * @param name what the entry's {@code name} must be to match: the image's name as the base writes it
 * @param target the tag and digest that it sets
 */
public record OverlayEntry(String name, ImageReference target) {}
