/** One repository at work: opened once, run many times. */
@NullMarked
package dev.fairlead.bot.work;

import org.jspecify.annotations.NullMarked;
