/** How the changes of a group reach the base branch: its branch, its pull request, its commit. */
@NullMarked
package dev.fairlead.update.config.delivery;

import org.jspecify.annotations.NullMarked;
