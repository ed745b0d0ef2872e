package dev.fairlead.manifest.form;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import java.util.Optional;

/** By which names and texts the forms without a schema tell an image. */
final class Names {
    private static final String[] VERSION_ENDINGS = {"Tag", "_tag", "Digest", "_digest"};

    private Names() {}

    /** Whether a mapping or list under this key is about images: {@code image}, {@code sidecarImage}, {@code images}. */
    static boolean isAboutImages(String key) {
        int end = key.endsWith("s") || key.endsWith("S") ? key.length() - 1 : key.length();
        return endsInImage(key, end);
    }

    /**
     * The name of the image whose tag or digest stands under this key: {@code sidecarImage} for {@code sidecarImageTag} and
     * {@code sidecarImageDigest}.
     */
    static Optional<String> imageOfVersionKey(String key) {
        int end = 0;
        for (String ending : VERSION_ENDINGS) {
            end = key.endsWith(ending) ? key.length() - ending.length() : end;
        }
        return endsInImage(key, end) ? Optional.of(key.substring(0, end)) : Optional.empty();
    }

    /** Whether a string under this key is a reference: {@code image}, {@code proxyImage}, {@code base-image}. */
    static boolean isReferenceKey(String key) {
        return endsInImage(key, key.length());
    }

    /** In one of the three spellings that the cheap test of a file's bytes looks for. */
    private static boolean endsInImage(String key, int end) {
        return key.regionMatches(end - 4, "mage", 0, 4)
                ? key.regionMatches(true, end - 5, "i", 0, 1)
                : key.regionMatches(end - 5, "IMAGE", 0, 5);
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

    /** Whether a string under this key is a file with data: {@code values.yaml}, as config maps have them. */
    static boolean isDocumentKey(String key) {
        return key.endsWith(".yaml") || key.endsWith(".yml");
    }

    /** Whether the text is one word with a variable or a template in it. */
    static boolean isTemplate(String text) {
        boolean open = text.contains("${") || text.contains("$(") || text.contains("{{");
        return open && text.indexOf("://") < 0 && text.indexOf('\n') < 0;
    }

    /** Whether the text would be a reference with a version if its variables or templates were filled in. */
    static boolean isVersionedTemplate(String text) {
        return isTemplate(text) && text.indexOf(':') >= 0;
    }
}
