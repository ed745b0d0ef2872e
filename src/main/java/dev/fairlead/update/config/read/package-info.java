/** Reads {@code fairlead.yaml} and files like it: every key known, every mistake told with its line and column. */
@NullMarked
package dev.fairlead.update.config.read;

import org.jspecify.annotations.NullMarked;
