/** The main job: from the newest version of an image to a proposed change. {@link dev.fairlead.update.Updates} runs it. */
@NullMarked
package dev.fairlead.update;

import org.jspecify.annotations.NullMarked;
