/** Changes {@code fairlead.yaml} without touching what is not meant. */
@NullMarked
package dev.fairlead.update.config.edit;

import org.jspecify.annotations.NullMarked;
