package dev.fairlead.forge;

import java.util.Optional;

/**
 * A text hidden in Markdown as an HTML comment on a line of its own, {@code <!-- fairlead:KIND VALUE -->}. The last such
 * line counts, so that a mark quoted in the text above ours is never taken for it.
 *
 * @param kind a plain word
 */
public record HiddenMark(String kind) {
    /** Marks a pull request as ours. */
    public static final HiddenMark PULL_REQUEST = new HiddenMark("pull-request");

    /** Marks a comment with its key. */
    public static final HiddenMark COMMENT = new HiddenMark("comment");

    /** Marks an issue with its key. */
    public static final HiddenMark ISSUE = new HiddenMark("issue");

    private static final String END = " -->";

    /** The visible text with the value hidden below it. */
    public String append(String visible, String value) {
        String mark = start() + encode(value) + END;
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
                        && stripped.endsWith(END)
                        && stripped.length() >= start().length() + END.length()
                ? Optional.of(decode(stripped.substring(start().length(), stripped.length() - END.length())))
                : Optional.empty();
    }

    private String start() {
        return "<!-- fairlead:" + kind + " ";
    }

    /** An HTML comment ends at {@code -->} and must not hold {@code --}; a line must stay one. */
    private static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean second = c == '-' && i > 0 && value.charAt(i - 1) == '-';
            boolean edge = (c == '-' || c == ' ') && (i == 0 || i == value.length() - 1);
            if (c == '%' || c == '<' || c == '>' || second || edge || Character.isISOControl(c) || isLineEnd(c)) {
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
