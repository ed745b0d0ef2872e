package dev.fairlead.render.yaml;

/** Writes scalars and keeps account of columns and indentation, as libyaml's emitter does in its block style. */
final class Emitter {
    /** Lines of plain and quoted text are broken at the first space behind this column. */
    static final int OLD_WIDTH = 80;

    static final int UNLIMITED = Integer.MAX_VALUE;

    private final StringBuilder out;
    private final int width;
    private int column;
    private int indent = -1;
    private boolean whitespace = true;
    private boolean indention = true;

    Emitter(StringBuilder out, int width) {
        this.out = out;
        this.width = width;
    }

    /** The style that a text can have in a place, nearest to the one that is asked for. */
    static Style possible(Style asked, String text, Analysis analysis, boolean flow, boolean key) {
        Style style = key && analysis.multiline() ? Style.DOUBLE_QUOTED : asked;
        if (style == Style.PLAIN) {
            boolean allowed = flow ? analysis.flowPlain() : analysis.blockPlain();
            style = !allowed || (text.isEmpty() && (flow || key)) ? Style.SINGLE_QUOTED : style;
        }
        if (style == Style.SINGLE_QUOTED && !analysis.singleQuoted()) {
            style = Style.DOUBLE_QUOTED;
        }
        boolean block = style == Style.LITERAL || style == Style.FOLDED;
        return block && (!analysis.block() || flow || key) ? Style.DOUBLE_QUOTED : style;
    }

    int indent() {
        return indent;
    }

    boolean indention() {
        return indention;
    }

    void indentTo(int columns) {
        indent = columns;
    }

    /** Writes a scalar; its further lines are one step further in than what holds it. */
    void write(String text, Style style, boolean mayBreak) {
        int before = indent;
        indent = before < 0 ? 2 : before + 2;
        scalar(text, style, mayBreak);
        indent = before;
    }

    private void scalar(String text, Style style, boolean mayBreak) {
        switch (style) {
            case SINGLE_QUOTED -> singleQuoted(text, mayBreak);
            case DOUBLE_QUOTED -> doubleQuoted(text, mayBreak);
            case LITERAL -> literal(text);
            case FOLDED -> folded(text);
            default -> plain(text, mayBreak);
        }
    }

    void newLine() {
        int wanted = Math.max(indent, 0);
        if (!indention || column > wanted || (column == wanted && !whitespace)) {
            breakLine();
        }
        while (column < wanted) {
            put(' ');
        }
        whitespace = true;
        indention = true;
    }

    void indicator(String text, boolean spaceBefore, boolean isSpace, boolean keepsIndention) {
        if (spaceBefore && !whitespace) {
            put(' ');
        }
        put(text);
        whitespace = isSpace;
        indention &= keepsIndention;
    }

    /** Ends a document: the next one begins in the first column. */
    void endDocument() {
        if (column > 0) {
            breakLine();
        }
    }

    private void put(char c) {
        out.append(c);
        column++;
    }

    private void put(String text) {
        out.append(text);
        column += text.codePointCount(0, text.length());
    }

    private void putPoint(int point) {
        out.appendCodePoint(point);
        column++;
    }

    private void breakLine() {
        out.append('\n');
        column = 0;
    }

    private void writeBreak(int point) {
        if (point == '\n') {
            breakLine();
        } else {
            out.appendCodePoint(point);
            column = 0;
        }
    }

    private void ended() {
        whitespace = false;
        indention = false;
    }

    private void plain(String text, boolean mayBreak) {
        if (!whitespace) {
            put(' ');
        }
        flowing(text, mayBreak, false);
        ended();
    }

    private void singleQuoted(String text, boolean mayBreak) {
        indicator("'", true, false, false);
        flowing(text, mayBreak, true);
        indicator("'", false, false, false);
        ended();
    }

    private void flowing(String text, boolean mayBreak, boolean quoted) {
        boolean spaces = false;
        boolean breaks = false;
        for (int i = 0, size; i < text.length(); i += size) {
            int point = text.codePointAt(i);
            size = Character.charCount(point);
            if (point == ' ') {
                boolean inside = !quoted || (i > 0 && i < text.length() - 1);
                if (mayBreak && !spaces && column > width && inside && !spaceAt(text, i + 1)) {
                    newLine();
                } else {
                    put(' ');
                }
                spaces = true;
            } else if (Analysis.isBreak(point)) {
                if (!breaks && point == '\n') {
                    breakLine();
                }
                writeBreak(point);
                indention = true;
                breaks = true;
            } else {
                if (breaks) {
                    newLine();
                }
                if (quoted && point == '\'') {
                    put('\'');
                }
                putPoint(point);
                indention = false;
                spaces = false;
                breaks = false;
            }
        }
    }

    private static boolean spaceAt(String text, int index) {
        return index < text.length() && text.charAt(index) == ' ';
    }

    private void doubleQuoted(String text, boolean mayBreak) {
        indicator("\"", true, false, false);
        boolean spaces = false;
        for (int i = 0, size; i < text.length(); i += size) {
            int point = text.codePointAt(i);
            size = Character.charCount(point);
            boolean escaped = !Analysis.isPrintable(point) || Analysis.isBreak(point) || point == '"' || point == '\\';
            if (escaped) {
                put(Escapes.of(point));
            } else if (point == ' ' && mayBreak && !spaces && column > width && i > 0 && i < text.length() - 1) {
                newLine();
                if (spaceAt(text, i + 1)) {
                    put('\\');
                }
            } else {
                putPoint(point);
            }
            spaces = !escaped && point == ' ';
        }
        indicator("\"", false, false, false);
        ended();
    }

    private void hints(String text) {
        int first = text.isEmpty() ? 0 : text.codePointAt(0);
        if (first == ' ' || Analysis.isBreak(first)) {
            indicator("2", false, false, false);
        }
        String chomp = "";
        if (text.isEmpty() || !Analysis.isBreak(text.codePointBefore(text.length()))) {
            chomp = "-";
        } else {
            int before = text.length() - Character.charCount(text.codePointBefore(text.length()));
            chomp = before == 0 || Analysis.isBreak(text.codePointBefore(before)) ? "+" : "";
        }
        if (!chomp.isEmpty()) {
            indicator(chomp, false, false, false);
        }
    }

    private void literal(String text) {
        indicator("|", true, false, false);
        hints(text);
        breakLine();
        indention = true;
        whitespace = true;
        boolean breaks = true;
        for (int i = 0, size; i < text.length(); i += size) {
            int point = text.codePointAt(i);
            size = Character.charCount(point);
            if (Analysis.isBreak(point)) {
                writeBreak(point);
                indention = true;
                breaks = true;
            } else {
                if (breaks) {
                    newLine();
                }
                putPoint(point);
                indention = false;
                breaks = false;
            }
        }
    }

    private void folded(String text) {
        indicator(">", true, false, false);
        hints(text);
        breakLine();
        indention = true;
        whitespace = true;
        boolean breaks = true;
        boolean leadingSpaces = true;
        for (int i = 0, size; i < text.length(); i += size) {
            int point = text.codePointAt(i);
            size = Character.charCount(point);
            if (Analysis.isBreak(point)) {
                if (!breaks && !leadingSpaces && point == '\n' && !beginsBlank(text)) {
                    breakLine();
                }
                writeBreak(point);
                indention = true;
                breaks = true;
            } else {
                if (breaks) {
                    newLine();
                    leadingSpaces = Analysis.isBlank(point);
                }
                putPoint(point);
                indention = false;
                breaks = false;
            }
        }
    }

    /** Whether the text itself begins with a blank: libyaml looks there, and not behind the break where it should. */
    private static boolean beginsBlank(String text) {
        int at = 0;
        while (at < text.length() && Analysis.isBreak(text.charAt(at))) {
            at++;
        }
        return at >= text.length() || Analysis.isBlank(text.charAt(at));
    }
}
