/** Which of several replicas works. */
@NullMarked
package dev.fairlead.bot.lead;

import org.jspecify.annotations.NullMarked;
