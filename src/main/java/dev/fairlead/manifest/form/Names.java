package dev.fairlead.manifest.form;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import java.util.Locale;

/** By which names and texts the forms without a schema tell an image. */
final class Names {
    private Names() {}

    /** Whether a mapping or list under this key is about images: {@code image}, {@code sidecarImage}, {@code images}. */
    static boolean isAboutImages(String key) {
        return key.toLowerCase(Locale.ROOT).contains("image");
    }

    /** Whether a string under this key is a reference: {@code image}, {@code proxyImage}, {@code base-image}. */
    static boolean isReferenceKey(String key) {
        return key.length() >= 5 && key.regionMatches(true, key.length() - 5, "image", 0, 5);
    }

    /** Whether the text is a name, without tag and digest, and no address of a chart or Git repository. */
    static boolean isName(String text) {
        return !text.isEmpty() && ImageName.tryParse(text).isPresent();
    }

    /** Whether the text is a reference with a tag or digest. */
    static boolean isVersioned(String text) {
        return text.length() > 2
                && ImageReference.tryParse(text)
                        .filter(reference -> reference.tag().isPresent()
                                || reference.digest().isPresent())
                        .isPresent();
    }

    /** Whether the text would be a reference with a version if its variables or templates were filled in. */
    static boolean isVersionedTemplate(String text) {
        boolean open = text.contains("${") || text.contains("$(") || text.contains("{{");
        return open && text.indexOf(':') >= 0 && text.indexOf("://") < 0 && text.indexOf('\n') < 0;
    }
}
