/** Events from outside: who sends them, what they mean, and which runs they make due. */
@NullMarked
package dev.fairlead.bot.hear;

import org.jspecify.annotations.NullMarked;
