package dev.fairlead.manifest.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a value means when it is written without quotes. Readers differ: YAML 1.1 (PyYAML, SnakeYAML, Ruby), 1.2's core schema, and Go's mixture of both;
 * a value counts as a string only where none of them takes it for something else.
 */
final class PlainText {
    private static final Set<String> WORDS =
            Set.of("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=");

    private static final Pattern NUMBER = Pattern.compile(
            // decimal, octal with a leading zero, floats with or without point and exponent, with separators inside
            "[-+]?(?:[0-9][0-9_,]*(?:\\.[0-9_,]*)?|\\.[0-9_,]+)(?:[eE][-+]?[0-9_]+)?"
                    + "|[-+]?0[xX][0-9a-fA-F_,]+|[-+]?0[oO][0-7_,]+|[-+]?0[bB][01_,]+"
                    // base 60: 1:30, 190:20:30.15
                    + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?"
                    + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?");

    private PlainText() {}

    /** Whether every reader takes the unquoted value for a string. */
    static boolean isString(String value) {
        if (value.length() <= 5 && WORDS.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        char first = value.charAt(0);
        if ("0123456789.-+".indexOf(first) < 0) {
            return true;
        }
        return !NUMBER.matcher(value).matches() && !DATE.matcher(value).matches();
    }

    /** Whether the value can stand without quotes on one line, and is then read as itself, of whichever type. */
    static boolean canStand(String value, boolean inFlow) {
        return !value.isEmpty()
                && startsLikeText(value)
                && value.strip().equals(value)
                && !value.endsWith(":")
                && !value.contains(": ")
                && !value.contains(" #")
                && value.codePoints().allMatch(c -> isPlainCharacter(c, inFlow));
    }

    private static boolean startsLikeText(String value) {
        boolean marker = value.startsWith("---") || value.startsWith("...");
        return !marker && ("-?:,[]{}#&*!|>'\"%@`=".indexOf(value.charAt(0)) < 0);
    }

    private static boolean isPlainCharacter(int c, boolean inFlow) {
        return Characters.isOrdinary(c) && c != '\t' && !(inFlow && ",[]{}?".indexOf(c) >= 0);
    }
}
