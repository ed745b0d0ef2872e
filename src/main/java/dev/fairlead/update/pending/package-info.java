/** What is proposed and not yet merged, as the commits of a group's branch tell it: Git is the only memory. */
@NullMarked
package dev.fairlead.update.pending;

import org.jspecify.annotations.NullMarked;
