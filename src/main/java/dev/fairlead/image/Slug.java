package dev.fairlead.image;

import java.util.Locale;

/** A name made fit for a tag, as GitLab's {@code CI_COMMIT_REF_SLUG} does it: {@code [a-z0-9-]}, 63 characters. */
final class Slug {
    private static final int MAX_LENGTH = 63;

    private Slug() {}

    static String of(String name) {
        StringBuilder slug = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean fits = Grammar.isDigit(c) || (c >= 'a' && c <= 'z');
            if (fits) {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        if (slug.length() > MAX_LENGTH) {
            slug.setLength(MAX_LENGTH);
        }
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        // A name without a single letter or digit of ASCII still needs a tag that is not another branch's.
        return slug.isEmpty() ? "x" + Integer.toHexString(name.hashCode()) : slug.toString();
    }
}
