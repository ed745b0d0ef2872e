package dev.fairlead.forge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts texts to what a forge takes, at places where they still read well. Lengths are in UTF-16 characters. */
public final class BoundedText {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
    private static final String NOTE = "\n\n*(cut here: the rest is longer than this forge takes)*";
    private static final String CLOSE_DETAILS = "\n</details>";
    private static final String CLOSE_COMMENT = "\n-->";

    private BoundedText() {}

    /** One line: white space runs become a space each, and what is too long ends in an ellipsis. */
    public static String line(String text, int limit) {
        String flat = text.strip().replaceAll("[\\s\\p{Cntrl}\u2028\u2029]+", " ");
        return flat.length() <= limit
                ? flat
                : flat.substring(0, safeEnd(flat, limit - 1)).stripTrailing() + "…";
    }

    /** Somebody's words as a part of our sentence: one line, without a full stop at its end. */
    public static String clause(String words, int limit) {
        return line(words.replaceFirst("\\.\\s*$", ""), limit);
    }

    /**
     * Markdown of at most this length: whole lines, with code fences, {@code <details>} and comments that are open at
     * the cut closed, and a note. A text that fits is returned as it is.
     */
    public static String markdown(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        Open open = new Open();
        int kept = 0;
        String closing = "";
        for (int at = 0; at < text.length(); ) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            open.read(text.substring(at, end));
            if (end + open.closing().length() + NOTE.length() > limit) {
                break;
            }
            kept = end;
            closing = open.closing();
            at = end + 1;
        }
        // Nothing is kept where the first line alone is too long.
        int end = kept > 0 ? kept : safeEnd(text, Math.max(0, limit - NOTE.length()));
        return text.substring(0, end) + closing + NOTE;
    }

    /** Not between the two halves of a character beyond the basic plane. */
    private static int safeEnd(String text, int end) {
        return end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /** What is open at the end of the lines read so far (CommonMark 0.31, "Fenced code blocks" and "HTML blocks"). */
    private static final class Open {
        private String fence = "";
        private int details;
        private boolean comment;

        void read(String line) {
            Matcher fenceLine = FENCE.matcher(line);
            if (!fence.isEmpty()) {
                if (fenceLine.matches()
                        && fenceLine.group(1).startsWith(fence)
                        && fenceLine.group(2).isBlank()) {
                    fence = "";
                }
            } else if (!comment && fenceLine.matches()) {
                fence = fenceLine.group(1);
            } else {
                html(line);
            }
        }

        private void html(String line) {
            comment = line.lastIndexOf("<!--") > line.lastIndexOf("-->") || (comment && !line.contains("-->"));
            details = Math.max(0, details + count(line, "<details") - count(line, "</details>"));
        }

        private static int count(String line, String what) {
            return (line.length() - line.replace(what, "").length()) / what.length();
        }

        String closing() {
            return (fence.isEmpty() ? "" : "\n" + fence)
                    + (comment ? CLOSE_COMMENT : "")
                    + CLOSE_DETAILS.repeat(details);
        }
    }
}
