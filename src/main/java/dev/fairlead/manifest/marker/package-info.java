/** Reads the comments by which people say what a value is: Flux's markers and our own. */
@NullMarked
package dev.fairlead.manifest.marker;

import org.jspecify.annotations.NullMarked;
