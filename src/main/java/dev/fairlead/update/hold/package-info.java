/** Versions that people keep out: by the configuration, by closing a pull request, by going back on the base branch. */
@NullMarked
package dev.fairlead.update.hold;

import org.jspecify.annotations.NullMarked;
