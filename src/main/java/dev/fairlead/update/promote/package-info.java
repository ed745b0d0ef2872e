/** From one environment to the next: what runs there, for how long, and how well. */
@NullMarked
package dev.fairlead.update.promote;

import org.jspecify.annotations.NullMarked;
