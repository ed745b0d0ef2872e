/** Files of a folder on disk: which are looked at, and how one is replaced whole or not at all. */
@NullMarked
package dev.fairlead.manifest.disk;

import org.jspecify.annotations.NullMarked;
