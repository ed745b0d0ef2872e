/** Where images live in files, and how exactly the bytes that name them are changed: the front of this room. */
@NullMarked
package dev.fairlead.manifest;

import org.jspecify.annotations.NullMarked;
