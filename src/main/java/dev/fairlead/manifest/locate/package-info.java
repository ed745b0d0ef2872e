/** Knows where images live in each kind of file. */
@NullMarked
package dev.fairlead.manifest.locate;

import org.jspecify.annotations.NullMarked;
