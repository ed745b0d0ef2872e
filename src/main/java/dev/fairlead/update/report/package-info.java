/** What a run tells: its steps while it works, and its report when it is done. */
@NullMarked
package dev.fairlead.update.report;

import org.jspecify.annotations.NullMarked;
