package dev.fairlead.update.pending;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of an image: what a manifest may be brought to.
 *
 * @param tag the tag
 * @param digest what the tag pointed at when the version was chosen, where that is known
 * @param pushed when the registry last changed the tag, or where it does not tell, when the image was built
 */
public record Version(Tag tag, Optional<Digest> digest, Optional<Instant> pushed) {
    /**
     * Whether both are the same image: the same tag, and the same digest as far as both are known. A tag that moved to
     * another digest is another version.
     */
    public boolean same(Version other) {
        return tag.equals(other.tag) && (digest.isEmpty() || other.digest.isEmpty() || digest.equals(other.digest));
    }

    /** The version as a reference of this image. */
    public ImageReference of(ImageName image) {
        return new ImageReference(image, Optional.of(tag), digest);
    }

    /** The tag alone, for people. */
    @Override
    public String toString() {
        return tag.toString();
    }
}
