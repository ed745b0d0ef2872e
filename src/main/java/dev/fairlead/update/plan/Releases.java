package dev.fairlead.update.plan;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;

/** Which holds this run frees. */
@FunctionalInterface
public interface Releases {
    /** Frees nothing. */
    Releases NONE = (image, tag) -> false;

    boolean free(ImageName image, Tag tag);
}
