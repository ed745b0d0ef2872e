package dev.fairlead.render.yaml;

/**
 * Which styles may hold a text, as libyaml's emitter decides it (`yaml_emitter_analyze_scalar`).
 *
 * @param multiline whether there are line breaks
 * @param flowPlain whether it may stand without quotes inside brackets
 * @param blockPlain whether it may stand without quotes elsewhere
 * @param singleQuoted whether it may stand in single quotes
 * @param block whether it may be a literal block
 */
record Analysis(boolean multiline, boolean flowPlain, boolean blockPlain, boolean singleQuoted, boolean block) {
    private static final Analysis EMPTY = new Analysis(false, false, true, true, false);

    static Analysis of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        return new Scan(text).analysis();
    }

    static boolean isBreak(int point) {
        return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
    }

    static boolean isBlank(int point) {
        return point == ' ' || point == '\t';
    }

    static boolean isPrintable(int point) {
        return point == '\n'
                || (point >= 0x20 && point <= 0x7E)
                || (point >= 0xA0 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD && point != 0xFEFF);
    }

    private static final class Scan {
        private final String text;
        private boolean flowIndicator;
        private boolean blockIndicator;
        private boolean lineBreak;
        private boolean special;
        private boolean breakThenSpace;
        private boolean spaceThenBreak;

        Scan(String text) {
            this.text = text;
            this.blockIndicator = text.startsWith("---") || text.startsWith("...");
            this.flowIndicator = blockIndicator;
            scan();
        }

        private void scan() {
            int previous = -1;
            for (int i = 0, width; i < text.length(); i += width) {
                int point = text.codePointAt(i);
                width = Character.charCount(point);
                boolean last = i + width >= text.length();
                indicators(point, i == 0, previous, last || isBlank(text.charAt(i + width)));
                special |= !isPrintable(point);
                lineBreak |= isBreak(point);
                breakThenSpace |= point == ' ' && previous >= 0 && isBreak(previous);
                spaceThenBreak |= isBreak(point) && previous == ' ';
                previous = point;
            }
        }

        private void indicators(int point, boolean first, int previous, boolean beforeBlank) {
            switch (point) {
                case ',', '[', ']', '{', '}' -> mark(true, first);
                case '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' -> mark(first, first);
                case '?' -> mark(true, first && beforeBlank);
                case ':' -> mark(true, beforeBlank);
                case '-' -> mark(first && beforeBlank, first && beforeBlank);
                case '#' -> {
                    boolean comment = first || isBlank(previous) || isBreak(previous);
                    mark(comment, comment);
                }
                default -> {}
            }
        }

        private void mark(boolean flow, boolean block) {
            flowIndicator |= flow;
            blockIndicator |= block;
        }

        Analysis analysis() {
            int first = text.codePointAt(0);
            int last = text.codePointBefore(text.length());
            boolean padded = first == ' ' || isBreak(first) || last == ' ' || isBreak(last);
            boolean plain = !padded && !breakThenSpace && !spaceThenBreak && !special && !lineBreak;
            return new Analysis(
                    lineBreak,
                    plain && !flowIndicator,
                    plain && !blockIndicator,
                    !breakThenSpace && !spaceThenBreak && !special,
                    last != ' ' && !spaceThenBreak && !special);
        }
    }
}
