/** What a step gets. */
@NullMarked
package dev.fairlead.pipeline.result;

import org.jspecify.annotations.NullMarked;
