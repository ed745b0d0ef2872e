/** The way back: what fields held before, written again by a pull request that says why. */
@NullMarked
package dev.fairlead.update.rollback;

import org.jspecify.annotations.NullMarked;
