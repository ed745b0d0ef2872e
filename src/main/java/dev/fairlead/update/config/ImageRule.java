package dev.fairlead.update.config;

import dev.fairlead.image.ImageName;
import dev.fairlead.selection.Selector;
import java.util.Optional;

/**
 * One image of an entry.
 *
 * @param image the image
 * @param selector how its newest version is chosen; empty where only a build tells it
 * @param style what may become of it beside its new tag
 */
public record ImageRule(ImageName image, Optional<Selector> selector, ImageStyle style) {}
