/** The image fields of one state of the repository, found without reading more than can hold them. */
@NullMarked
package dev.fairlead.update.fields;

import org.jspecify.annotations.NullMarked;
