package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tag by the grammar of the distribution specification: {@code [\w][\w.-]{0,127}}, ASCII only, case kept.
 *
 * @param value the tag without a colon
 */
public record Tag(String value) {
    static final int MAX_LENGTH = 128;

    public Tag {
        String fault = fault(value);
        if (fault != null) {
            throw new FairleadException(new Problem(
                    "tag '" + Grammar.shown(value) + "'",
                    fault,
                    "use 1 to 128 letters, digits, '_', '.' or '-', not beginning with '.' or '-'"));
        }
    }

    /**
     * The tag of this text.
     *
     * @throws FairleadException if the text is no tag
     */
    public static Tag of(String value) {
        return new Tag(value);
    }

    /** The tag of this text, or empty if the text is none. */
    public static Optional<Tag> tryParse(String value) {
        return fault(value) == null ? Optional.of(new Tag(value)) : Optional.empty();
    }

    /** Whether the text is a tag. */
    public static boolean isValid(String value) {
        return fault(value) == null;
    }

    static @Nullable String fault(String value) {
        if (value.isEmpty()) {
            return "the tag is empty";
        }
        if (value.length() > MAX_LENGTH) {
            return "the tag has " + value.length() + " characters, more than " + MAX_LENGTH;
        }
        if (!Grammar.isWord(value.charAt(0))) {
            return "a tag cannot begin with " + Grammar.quoted(value.charAt(0));
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Grammar.isWord(c) && c != '.' && c != '-') {
                return "a tag cannot hold " + Grammar.quoted(c);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
