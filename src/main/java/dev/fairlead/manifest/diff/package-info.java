/** Shows how a file changes. */
@NullMarked
package dev.fairlead.manifest.diff;

import org.jspecify.annotations.NullMarked;
