/** What a bot is told to do: its configuration file as records that cannot be wrong, and the reader that makes them. */
@NullMarked
package dev.fairlead.bot.config;

import org.jspecify.annotations.NullMarked;
