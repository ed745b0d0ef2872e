/** Images by name: references, tags and digests as values, and what a build knows of the image that it makes. */
@NullMarked
package dev.fairlead.image;

import org.jspecify.annotations.NullMarked;
