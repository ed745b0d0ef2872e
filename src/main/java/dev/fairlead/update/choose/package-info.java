/** Which version of an image is wanted, and how it stands against what is in place and what is proposed. */
@NullMarked
package dev.fairlead.update.choose;

import org.jspecify.annotations.NullMarked;
