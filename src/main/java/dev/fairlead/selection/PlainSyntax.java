package dev.fairlead.selection;

import org.jspecify.annotations.Nullable;

/**
 * Recognises the expressions on which RE2 and the JDK agree to the letter and that the JDK's engine cannot choke on
 * without reading: characters, classes, groups that are not repeated, a bounded number of alternatives and optional groups.
 */
final class PlainSyntax {
    private static final int MAX_ALTERNATIVES = 8;
    private static final String ESCAPES = "dDwW.-_/+*?()[]{}|^$\\";
    private static final String COUNTS = "(0|[1-9]\\d{0,2})(,(0|[1-9]\\d{0,2})?)?";
    private static final String LITERALS = "-_/:=,@#%~!\"'<>&; ";

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int alternatives;

    private PlainSyntax(String text) {
        this.text = text;
    }

    /** The same expression for the JDK, with its groups in the same places, or null if it is not plain. */
    static @Nullable String translate(String valid) {
        PlainSyntax syntax = new PlainSyntax(valid);
        while (syntax.at < valid.length()) {
            if (!syntax.step()) {
                return null;
            }
        }
        return syntax.alternatives <= MAX_ALTERNATIVES ? syntax.out.toString() : null;
    }

    private boolean step() {
        char c = text.charAt(at);
        return switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> group();
            case ')' -> groupEnd();
            case '{' -> counted();
            case '|' -> {
                alternatives++;
                yield copy(1);
            }
            case '.', '^', '$', '*', '+', '?' -> copy(1);
            default -> isLiteral(c) && copy(1);
        };
    }

    private boolean copy(int length) {
        out.append(text, at, at + length);
        at += length;
        return true;
    }

    private static boolean isLiteral(char c) {
        return isWord(c) || LITERALS.indexOf(c) >= 0;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private boolean escape() {
        return at + 1 < text.length() && ESCAPES.indexOf(text.charAt(at + 1)) >= 0 && copy(2);
    }

    private boolean characterClass() {
        int end = at + 1;
        if (end < text.length() && text.charAt(end) == '^') {
            end++;
        }
        int first = end;
        while (end < text.length() && text.charAt(end) != ']') {
            char c = text.charAt(end);
            boolean escaped = c == '\\' && end + 1 < text.length() && ESCAPES.indexOf(text.charAt(end + 1)) >= 0;
            if (!escaped && !isWord(c) && ".-+/:=,@#%~!".indexOf(c) < 0) {
                return false;
            }
            end += escaped ? 2 : 1;
        }
        return end > first && end < text.length() && copy(end + 1 - at);
    }

    private boolean group() {
        if (!text.startsWith("(?", at)) {
            return copy(1);
        }
        if (text.startsWith("(?:", at)) {
            return copy(3);
        }
        int close = text.indexOf('>', at);
        boolean named = text.startsWith("(?P<", at) || text.startsWith("(?<", at);
        if (!named || close < 0) {
            return false;
        }
        out.append('(');
        at = close + 1;
        return true;
    }

    /** A group may be optional, which is an alternative like any other, but not repeated. */
    private boolean groupEnd() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '?') {
            alternatives++;
        }
        return "*+{".indexOf(next) < 0 && copy(1);
    }

    /**
     * {@code {n}}, {@code {n,}} or {@code {n,m}}; any other brace, and a number that begins with a needless zero, is a
     * letter to RE2, and an error or a number to the JDK.
     */
    private boolean counted() {
        int close = text.indexOf('}', at);
        if (close < 0 || !text.substring(at + 1, close).matches(COUNTS)) {
            return false;
        }
        return copy(close + 1 - at);
    }
}
