package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.find.Found;

/**
 * A field and the spots of its values.
 *
 * @param field what is said about it; its parts are those of {@code found}, in the same order
 * @param found where its values are
 */
public record Located(ImageField field, Found found) {}
