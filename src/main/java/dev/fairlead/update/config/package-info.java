/** What a config repository asks of updates: the contents of {@code fairlead.yaml} as records that cannot be wrong. */
@NullMarked
package dev.fairlead.update.config;

import org.jspecify.annotations.NullMarked;
