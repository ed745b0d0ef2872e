/** What is said about an image field: where it is, what it holds, who marked it, and why it cannot be edited. */
@NullMarked
package dev.fairlead.manifest.field;

import org.jspecify.annotations.NullMarked;
