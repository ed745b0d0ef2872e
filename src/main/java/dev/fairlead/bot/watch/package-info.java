/** What people and machines see of a bot: metrics and traces. */
@NullMarked
package dev.fairlead.bot.watch;

import org.jspecify.annotations.NullMarked;
