package dev.fairlead.render.kustomize.resource;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairlead.render.RenderException;

/** Go's regular expressions, as selectors and paths use them. */
public final class Patterns {
    private Patterns() {}

    /** Whether all of a text matches. */
    public static boolean wholly(String pattern, String text) {
        return compile("^(?:" + pattern + ")$").matcher(text).find();
    }

    /** Whether some part of a text matches. */
    public static boolean partly(String pattern, String text) {
        return compile(pattern).matcher(text).find();
    }

    /** Fails if this is no regular expression. */
    public static void check(String pattern) {
        compile(pattern);
    }

    private static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new RenderException(
                    new dev.fairlead.Problem(
                            "",
                            "'" + pattern + "' is no regular expression: " + e.getDescription(),
                            "correct it, or put a backslash before each of its special characters"),
                    e);
        }
    }
}
