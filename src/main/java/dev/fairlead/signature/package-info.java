/** Whether an image is signed, and its provenance attested, by whom it is asked for. */
@NullMarked
package dev.fairlead.signature;

import org.jspecify.annotations.NullMarked;
