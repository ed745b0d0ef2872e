/** From what a field shall hold to the values that change, and from those to new bytes. */
@NullMarked
package dev.fairlead.manifest.edit;

import org.jspecify.annotations.NullMarked;
