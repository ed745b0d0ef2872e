package dev.fairlead.manifest;

import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Place;

/**
 * One value that a rewrite changes.
 *
 * @param field the field as it was found, before the change
 * @param part which of its parts changes
 * @param place where the value begins in the old bytes
 * @param before the old value, without quotes and escapes
 * @param after the new value
 */
public record Change(ImageField field, Part part, Place place, String before, String after) {}
