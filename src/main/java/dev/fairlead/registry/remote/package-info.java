/** Opens registries by the settings: which kind each is, who signs in, over which wire. */
@NullMarked
package dev.fairlead.registry.remote;

import org.jspecify.annotations.NullMarked;
