/** What people ask for under pull requests. */
@NullMarked
package dev.fairlead.update.command;

import org.jspecify.annotations.NullMarked;
