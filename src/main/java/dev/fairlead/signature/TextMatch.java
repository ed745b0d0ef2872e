package dev.fairlead.signature;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;

/** A text that is wanted, as it is or by a pattern in Go's syntax that has to match the whole of it. */
public final class TextMatch {
    private final String written;
    private final Pattern pattern;
    private final boolean exact;

    private TextMatch(String written, Pattern pattern, boolean exact) {
        this.written = written;
        this.pattern = pattern;
        this.exact = exact;
    }

    public static TextMatch exactly(String text) {
        return new TextMatch(text, Pattern.compile(Pattern.quote(text), Pattern.DOTALL), true);
    }

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static TextMatch pattern(String text) {
        try {
            return new TextMatch(text, Pattern.compile(text, Pattern.DOTALL), false);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no pattern: " + e.getDescription(), e);
        }
    }

    /** Any text. */
    public static TextMatch any() {
        return pattern(".*");
    }

    boolean matches(String text) {
        return exact ? text.equals(written) : pattern.matches(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextMatch match && match.written.equals(written) && match.exact == exact;
    }

    @Override
    public int hashCode() {
        return Objects.hash(written, exact);
    }

    @Override
    public String toString() {
        return exact ? written : "/" + written + "/";
    }
}
