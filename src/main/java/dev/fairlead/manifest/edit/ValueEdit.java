package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.find.Held;

/**
 * A value that changes.
 *
 * @param held the value
 * @param after what it becomes
 */
public record ValueEdit(Held held, String after) {}
