package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import java.util.Optional;

/**
 * What becomes of one field.
 *
 * @param field the field
 * @param kind what becomes of it
 * @param problem why it is left alone, where that has to be told
 */
record FieldStep(ImageField field, Kind kind, Optional<Problem> problem) {
    enum Kind {
        /** It is brought to the wanted version. */
        CHANGE,
        /** It holds the wanted version. */
        THERE,
        /** People went back in it, so it stays. */
        HELD,
        /** It holds a newer version than the told one. */
        NEWER,
        /** The step is refused. */
        REFUSED
    }

    static FieldStep of(ImageField field, Kind kind) {
        return new FieldStep(field, kind, Optional.empty());
    }

    static FieldStep because(ImageField field, Kind kind, Problem problem) {
        return new FieldStep(field, kind, Optional.of(problem));
    }

    /** What the field holds, as a reference of its image; empty where its tag is no tag, such as a template's. */
    static Optional<ImageReference> held(ImageField field, ImageName image) {
        Optional<Tag> tag = field.tag().flatMap(Tag::tryParse);
        if (field.tag().isPresent() && tag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ImageReference(image, tag, field.digest().flatMap(FieldStep::digest)));
    }

    private static Optional<Digest> digest(String text) {
        return ImageReference.tryParse("any@" + text).flatMap(ImageReference::digest);
    }
}
