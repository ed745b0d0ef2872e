package dev.fairlead.manifest.yaml;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where each UTF-16 unit of a scalar's decoded value stands in the text, as code point indexes; one more for the place behind the last.
 *
 * @param at the indexes; {@link #NOWHERE} where nothing can be put
 * @param indent for a literal block the spaces before each of its lines, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Offsets(int[] at, int indent) {
    static final int NOWHERE = -1;

    /** The offsets of a scalar on one line or of a literal block; empty for other scalars, and where text and value do not agree. */
    static Optional<Offsets> of(Scalar scalar) {
        return switch (scalar.style()) {
            case PLAIN -> flow(scalar, scalar.start(), scalar.end());
            case SINGLE_QUOTED, DOUBLE_QUOTED -> flow(scalar, scalar.start() + 1, scalar.end() - 1);
            case LITERAL -> literal(scalar);
            case FOLDED -> Optional.empty();
        };
    }

    private static Optional<Offsets> flow(Scalar scalar, int from, int to) {
        SourceText text = scalar.document().file().text();
        String value = scalar.value();
        int[] at = new int[value.length() + 1];
        int unit = 0;
        int index = from;
        while (index < to) {
            int length = width(scalar, text, index);
            boolean escape = length > 1 && scalar.style() == ScalarStyle.DOUBLE_QUOTED;
            int c = escape ? escaped(text, index, value, unit) : text.at(index);
            if (unit >= value.length() || (!escape && value.codePointAt(unit) != c)) {
                return Optional.empty();
            }
            at[unit++] = index;
            if (Character.isSupplementaryCodePoint(c)) {
                at[unit++] = NOWHERE;
            }
            index += length;
        }
        at[value.length()] = to;
        return unit == value.length() && index == to ? Optional.of(new Offsets(at, 0)) : Optional.empty();
    }

    /** How many code points of the text say one of the value. */
    private static int width(Scalar scalar, SourceText text, int index) {
        if (scalar.style() == ScalarStyle.SINGLE_QUOTED) {
            return text.at(index) == '\'' ? 2 : 1;
        }
        if (scalar.style() == ScalarStyle.PLAIN || text.at(index) != '\\') {
            return 1;
        }
        return switch (text.at(index + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    /** The decoded character of an escape: only that of eight digits can be outside of the basic plane. */
    private static int escaped(SourceText text, int index, String value, int unit) {
        if (unit >= value.length()) {
            return 0;
        }
        return text.at(index + 1) == 'U' ? value.codePointAt(unit) : value.charAt(unit);
    }

    private static Optional<Offsets> literal(Scalar scalar) {
        SourceText text = scalar.document().file().text();
        String value = scalar.value();
        int[] at = new int[value.length() + 1];
        Arrays.fill(at, NOWHERE);
        int indent = 0;
        int lineStart = text.afterBreak(text.lineEnd(scalar.start()));
        for (int unit = 0; unit < value.length(); ) {
            int newline = value.indexOf('\n', unit);
            String line = value.substring(unit, newline < 0 ? value.length() : newline);
            int lineEnd = text.lineEnd(lineStart);
            if (!line.isEmpty()) {
                int spaces = lineEnd - lineStart - line.codePointCount(0, line.length());
                if (spaces < 0
                        || (indent > 0 && spaces != indent)
                        || !text.substring(lineStart + spaces, lineEnd).equals(line)) {
                    return Optional.empty();
                }
                indent = spaces;
                note(at, unit, line, lineStart + spaces);
            }
            unit += line.length() + 1;
            lineStart = text.afterBreak(lineEnd);
        }
        return Optional.of(new Offsets(at, indent));
    }

    private static void note(int[] at, int unit, String line, int start) {
        int index = start;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            at[unit + i] = index++;
        }
        at[unit + line.length()] = index;
    }
}
