/** What finders hand over: the values of an image field, each with the spot where it can be replaced. */
@NullMarked
package dev.fairlead.manifest.find;

import org.jspecify.annotations.NullMarked;
