package dev.fairlead.selection;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a user, searched in a tag. The language is Go's RE2, as in Flux and Argo CD Image Updater, and
 * RE2/J runs it in linear time. Plain expressions run ten times as fast on the JDK's engine, which agrees with RE2 on
 * them; it works on a budget, and what exceeds it goes to RE2/J.
 */
final class Expression {
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_SIZE = 2_000;

    private final com.google.re2j.Pattern exact;
    private final @Nullable Pattern fast;

    private Expression(com.google.re2j.Pattern exact, @Nullable Pattern fast) {
        this.exact = exact;
        this.fast = fast;
    }

    /**
     * The expression in this text.
     *
     * @throws SelectionException if it is none
     */
    static Expression compile(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new SelectionException(
                    "pattern", "it has more than " + MAX_LENGTH + " characters", "write a shorter pattern");
        }
        if (ProgramSize.of(text) > MAX_SIZE) {
            throw new SelectionException(
                    "pattern '" + text + "'",
                    "its counted repetitions make it too large",
                    "repeat less: a tag has at most 128 characters");
        }
        try {
            var exact = com.google.re2j.Pattern.compile(text);
            String plain = PlainSyntax.translate(text);
            return new Expression(exact, plain == null ? null : Pattern.compile(plain));
        } catch (PatternSyntaxException wrong) {
            throw new SelectionException(
                    "pattern '" + text + "'",
                    wrong.getDescription() + (wrong.getPattern() == null ? "" : " at '" + wrong.getPattern() + "'"),
                    "write it in Go's syntax (RE2): no look-ahead or back-reference, groups as (?P<name>…)");
        }
    }

    /** Whether the expression matches anywhere in the text. */
    boolean isIn(String text) {
        return find(text, group -> group) != null;
    }

    /**
     * The first match, as a function from a group's number to its text (empty for a group that took no part), given to
     * {@code use}; null if there is none.
     */
    <T> @Nullable T find(String text, Function<IntFunction<String>, T> use) {
        if (fast != null) {
            try {
                var matcher = fast.matcher(new Budget(text));
                return matcher.find() ? use.apply(group -> part(text, matcher.start(group), matcher.end(group))) : null;
            } catch (Budget.Exceeded slow) {
                // The exact engine below needs no budget.
            }
        }
        Matcher matcher = exact.matcher(text);
        return matcher.find() ? use.apply(group -> part(text, matcher.start(group), matcher.end(group))) : null;
    }

    private static String part(String text, int start, int end) {
        return start < 0 ? "" : text.substring(start, end);
    }

    int groups() {
        return exact.groupCount();
    }

    Map<String, Integer> groupNames() {
        return exact.namedGroups();
    }

    /** Whether the JDK's engine may be tried first. */
    boolean isPlain() {
        return fast != null;
    }

    @Override
    public String toString() {
        return exact.pattern();
    }
}
