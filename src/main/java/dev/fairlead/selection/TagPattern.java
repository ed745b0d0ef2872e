package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Which tags a filter means: a regular expression in Go's syntax that is searched anywhere in the tag (write {@code ^}
 * and {@code $} for the whole), or {@code glob:PATTERN}, which has to match the whole tag.
 */
public final class TagPattern {
    private static final String GLOB = "glob:";
    private static final String REGEXP = "regexp:";

    private final String written;
    private final Expression expression;

    private TagPattern(String written, Expression expression) {
        this.written = written;
        this.expression = expression;
    }

    /**
     * The pattern in this text: {@code glob:…}, {@code regexp:…}, or a regular expression without a word before it.
     *
     * @throws SelectionException if it is no pattern
     */
    public static TagPattern parse(String text) {
        if (text.startsWith(GLOB)) {
            return new TagPattern(text, Expression.compile(fromGlob(text.substring(GLOB.length()))));
        }
        return new TagPattern(
                text, Expression.compile(text.startsWith(REGEXP) ? text.substring(REGEXP.length()) : text));
    }

    /** A regular expression, whatever it begins with. */
    public static TagPattern regexp(String expression) {
        return parse(REGEXP + expression);
    }

    /** A shell-like pattern for the whole tag: {@code *} any text, {@code ?} any character, {@code [a-z]} one of these. */
    public static TagPattern glob(String glob) {
        return parse(GLOB + glob);
    }

    private static String fromGlob(String glob) {
        StringBuilder expression = new StringBuilder("^");
        boolean inClass = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (inClass) {
                inClass = c != ']';
                expression.append(c);
            } else if (c == '[' && glob.indexOf(']', i) > 0) {
                inClass = true;
                expression.append(c);
            } else if (c == '*') {
                expression.append(".*");
            } else if (c == '?') {
                expression.append('.');
            } else {
                expression.append(com.google.re2j.Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.append('$').toString();
    }

    /** Whether the pattern matches this tag. */
    public boolean matches(Tag tag) {
        return expression.isIn(tag.value());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TagPattern pattern && written.equals(pattern.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** The pattern as it is written. */
    @Override
    public String toString() {
        return written;
    }
}
