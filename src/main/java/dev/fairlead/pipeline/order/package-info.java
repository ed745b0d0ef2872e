/** What a step asks for, in the words of its parameters. */
@NullMarked
package dev.fairlead.pipeline.order;

import org.jspecify.annotations.NullMarked;
