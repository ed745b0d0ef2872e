/** Whether clusters run what was merged, judged by what the forge knows. */
@NullMarked
package dev.fairlead.pipeline.sync;

import org.jspecify.annotations.NullMarked;
