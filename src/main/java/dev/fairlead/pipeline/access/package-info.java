/** Who a pipeline is, and how it reaches what it works with. */
@NullMarked
package dev.fairlead.pipeline.access;

import org.jspecify.annotations.NullMarked;
