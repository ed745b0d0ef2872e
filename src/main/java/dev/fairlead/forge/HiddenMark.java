package dev.fairlead.forge;

import java.util.Optional;

/**
 * A text hidden in Markdown on a line of its own. The last such line counts, so that a mark quoted in the text above ours
 * is never taken for it.
 *
 * @param kind a plain word
 * @param form what the forge does not show
 */
public record HiddenMark(String kind, Form form) {
    /** What a forge leaves out of the text that people see. */
    public enum Form {
        /** {@code <!-- fairlead:KIND VALUE -->}. */
        HTML_COMMENT("<!-- ", " -->"),

        /**
         * The definition of a link that nothing refers to ({@code [//]: # (fairlead:KIND VALUE)}; CommonMark 0.31, "Link
         * reference definitions"), for forges that show HTML as it is written.
         */
        LINK_DEFINITION("[//]: # (", ")");

        private final String start;
        private final String end;

        Form(String start, String end) {
            this.start = start;
            this.end = end;
        }

        private boolean mustHide(char c) {
            return this == LINK_DEFINITION && (c == '(' || c == ')' || c == '\\');
        }
    }

    /** Marks a pull request as ours. */
    public static final HiddenMark PULL_REQUEST = new HiddenMark("pull-request");

    /** Marks a comment with its key. */
    public static final HiddenMark COMMENT = new HiddenMark("comment");

    /** Marks an issue with its key. */
    public static final HiddenMark ISSUE = new HiddenMark("issue");

    private HiddenMark(String kind) {
        this(kind, Form.HTML_COMMENT);
    }

    /** The same mark in another form. */
    public HiddenMark as(Form other) {
        return new HiddenMark(kind, other);
    }

    /** The visible text with the value hidden below it. */
    public String append(String visible, String value) {
        String mark = start() + encode(value) + form.end;
        return visible.isEmpty() ? mark : visible + "\n\n" + mark;
    }

    /** How many characters {@link #append} adds for this value. */
    public int length(String value) {
        return append("x", value).length() - 1;
    }

    /** The hidden value. */
    public Optional<String> find(String text) {
        return text.lines().map(this::valueOf).reduce(Optional.empty(), (first, second) -> second.or(() -> first));
    }

    /** The text without our mark; what people wrote below it stays. */
    public String visible(String text) {
        int line = lastMark(text);
        if (line < 0) {
            return text;
        }
        int end = text.indexOf('\n', line);
        String above = text.substring(0, line).stripTrailing();
        String below = end < 0 ? "" : text.substring(end + 1).strip();
        return below.isEmpty() ? above : above + "\n\n" + below;
    }

    private int lastMark(String text) {
        int found = -1;
        for (int at = 0; at >= 0 && at < text.length(); ) {
            int end = text.indexOf('\n', at);
            String line = end < 0 ? text.substring(at) : text.substring(at, end);
            if (valueOf(line.stripTrailing()).isPresent()) {
                found = at;
            }
            at = end < 0 ? -1 : end + 1;
        }
        return found;
    }

    private Optional<String> valueOf(String line) {
        String stripped = line.stripTrailing();
        return stripped.startsWith(start())
                        && stripped.endsWith(form.end)
                        && stripped.length() >= start().length() + form.end.length()
                ? Optional.of(decode(stripped.substring(start().length(), stripped.length() - form.end.length())))
                : Optional.empty();
    }

    private String start() {
        return form.start + "fairlead:" + kind + " ";
    }

    /** An HTML comment ends at {@code -->} and must not hold {@code --}; a line must stay one. */
    private String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean second = c == '-' && i > 0 && value.charAt(i - 1) == '-';
            boolean edge = (c == '-' || c == ' ') && (i == 0 || i == value.length() - 1);
            if (form.mustHide(c)
                    || c == '%'
                    || c == '<'
                    || c == '>'
                    || second
                    || edge
                    || Character.isISOControl(c)
                    || isLineEnd(c)) {
                out.append('%').append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isLineEnd(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    private static String decode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 4 < text.length()
                    && text.substring(i + 1, i + 5).matches("[0-9a-f]{4}")) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
