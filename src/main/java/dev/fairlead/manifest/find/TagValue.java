package dev.fairlead.manifest.find;

import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import java.util.Optional;

/**
 * The value of a {@code tag} or {@code newTag}: a tag, or {@code tag@digest}, which renderers put behind the name as it is.
 *
 * @param tag what stands before {@code @}, empty where nothing does
 * @param digest what stands behind it
 */
public record TagValue(String tag, Optional<String> digest) {

    public static TagValue read(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new TagValue(text, Optional.empty())
                : new TagValue(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    boolean isValid() {
        return digest.map(text -> (tag.isEmpty() || Tag.isValid(tag))
                        && Digest.tryParse(text).isPresent())
                .orElseGet(() -> Tag.isValid(tag));
    }

    /** Throws a {@link dev.fairlead.FairleadException} that says what is wrong with a value that is not valid. */
    void requireValid() {
        if (!tag.isEmpty() || digest.isEmpty()) {
            Tag.of(tag);
        }
        digest.ifPresent(Digest::parse);
    }
}
