/** What registries answered, shared by all runs: an image is asked about once an interval, however many repositories hold it. */
@NullMarked
package dev.fairlead.bot.answers;

import org.jspecify.annotations.NullMarked;
