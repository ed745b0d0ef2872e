/** Pull requests with no server: kept under {@code refs/fairlead/} of the bare repository that they are for. */
@NullMarked
package dev.fairlead.forge.local;

import org.jspecify.annotations.NullMarked;
