/** Updates, forever: the room that runs them by schedule and by webhook. {@link dev.fairlead.bot.Bot} is its face. */
@NullMarked
package dev.fairlead.bot;

import org.jspecify.annotations.NullMarked;
