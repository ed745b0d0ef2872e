package dev.fairlead.manifest.yaml;

/** Writes values inside quotes. */
final class Quoting {
    private Quoting() {}

    /** Whether single quotes can hold the value on one line. */
    static boolean fitsSingle(String value) {
        return value.codePoints().allMatch(Characters::isOrdinary);
    }

    static String inSingle(String value) {
        return value.replace("'", "''");
    }

    /** The value as the inside of double quotes, with no escape that JSON does not know. */
    static String inDouble(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        value.codePoints().forEach(c -> appendEscaped(out, c));
        return out.toString();
    }

    static String quoted(String value) {
        return '"' + inDouble(value) + '"';
    }

    private static void appendEscaped(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Characters.isOrdinary(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append("\\u%04x".formatted(c));
                }
            }
        }
    }
}
