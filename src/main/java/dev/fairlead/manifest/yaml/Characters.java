package dev.fairlead.manifest.yaml;

/** The kinds of characters that YAML tells apart. */
final class Characters {
    private static final int DELETE = 0x7F;
    private static final int NEXT_LINE = 0x85;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private Characters() {}

    /** Whether a YAML stream may hold it: no control characters but tab and line breaks. */
    static boolean isPrintable(int c) {
        if (c < NEXT_LINE) {
            return (c >= ' ' && c < DELETE) || c == '\n' || c == '\r' || c == '\t';
        }
        boolean control = c > NEXT_LINE && c < 0xA0;
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    /** Whether it ends a line for a YAML 1.1 reader. */
    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    /** Whether it can be part of one line's text as it is, whatever reads it. */
    static boolean isOrdinary(int c) {
        return isPrintable(c) && !isBreak(c) && c != BYTE_ORDER_MARK;
    }
}
