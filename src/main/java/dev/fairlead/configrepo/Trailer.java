package dev.fairlead.configrepo;

import java.util.regex.Pattern;

/**
 * One {@code Key: value} line at the end of a commit message, as {@code git interpret-trailers} reads them.
 *
 * @param key letters, digits and dashes
 * @param value one line of text
 */
public record Trailer(String key, String value) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    public Trailer {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a trailer's key is letters, digits and dashes: " + key);
        }
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("the value of the trailer " + key + " is not one line");
        }
    }

    @Override
    public String toString() {
        return key + ": " + value;
    }
}
