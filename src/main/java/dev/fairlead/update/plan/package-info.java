/** What a group changes, where and why; and what is left alone, and why. Nothing is written here. */
@NullMarked
package dev.fairlead.update.plan;

import org.jspecify.annotations.NullMarked;
