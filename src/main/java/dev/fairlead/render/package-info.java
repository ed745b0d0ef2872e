/** Rendering: files in, objects out. What the agent applies and what policy judges is what a renderer of this room makes of a folder. */
@NullMarked
package dev.fairlead.render;

import org.jspecify.annotations.NullMarked;
