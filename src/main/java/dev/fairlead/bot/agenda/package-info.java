/** When which repository is worked on: schedules, wake-ups, back-off, and never two runs at once on one repository. */
@NullMarked
package dev.fairlead.bot.agenda;

import org.jspecify.annotations.NullMarked;
