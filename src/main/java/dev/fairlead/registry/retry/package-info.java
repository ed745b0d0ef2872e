/** Patience with a registry: its rate, its retries, and the deadline over both. */
@NullMarked
package dev.fairlead.registry.retry;

import org.jspecify.annotations.NullMarked;
