package dev.fairlead.render.kustomize.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairlead.render.kustomize.spec.Image;

/**
 * An image as kustomize takes it apart.
 *
 * @param tag what stands behind the name's colon, empty if nothing does
 * @param digest what stands behind the at sign, empty if nothing does
 */
record ImageName(String name, String tag, String digest) {
    private static final String BEHIND =
            "(:[a-zA-Z0-9_.{}-]*)?" + "(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?$";

    static ImageName of(String text) {
        int slash = Math.max(text.indexOf('/'), 0);
        int at = text.indexOf('@', slash);
        int colon = text.indexOf(':', slash);
        if (at < 0 && colon < 0) {
            return new ImageName(text, "", "");
        }
        if (at >= 0 && (colon < 0 || at < colon)) {
            return new ImageName(text.substring(0, at), "", text.substring(at + 1));
        }
        String tag = text.substring(colon + 1, at < 0 ? text.length() : at);
        return new ImageName(text.substring(0, colon), tag, at < 0 ? "" : text.substring(at + 1));
    }

    /** Whether an image has this name, which is a regular expression though nobody means it as one. */
    static boolean named(String text, String name) {
        try {
            return Pattern.compile("^" + name + BEHIND).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** The image with the parts that are said put in the place of its own. */
    ImageName changed(Image image) {
        String changed = image.newName().isEmpty() ? name : image.newName();
        if (!image.newTag().isEmpty() || !image.digest().isEmpty()) {
            return new ImageName(changed, image.newTag(), image.digest());
        }
        if (!image.tagSuffix().isEmpty()) {
            return new ImageName(changed, tag + image.tagSuffix(), "");
        }
        return new ImageName(changed, tag, digest);
    }

    @Override
    public String toString() {
        return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
