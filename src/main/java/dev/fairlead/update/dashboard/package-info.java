/** One issue of the config repository that says what is open, waiting, held and failing, with boxes to tick. */
@NullMarked
package dev.fairlead.update.dashboard;

import org.jspecify.annotations.NullMarked;
