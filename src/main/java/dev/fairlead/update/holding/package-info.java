/** Versions that a person keeps out, or frees, by a change of {@code fairlead.yaml}. */
@NullMarked
package dev.fairlead.update.holding;

import org.jspecify.annotations.NullMarked;
