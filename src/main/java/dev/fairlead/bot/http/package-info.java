/** The bot's HTTP side: health, metrics, and webhooks in. */
@NullMarked
package dev.fairlead.bot.http;

import org.jspecify.annotations.NullMarked;
