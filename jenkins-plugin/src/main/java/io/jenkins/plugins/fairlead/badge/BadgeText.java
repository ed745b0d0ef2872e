package io.jenkins.plugins.fairlead.badge;

import java.util.Map;

/** What strangers write on badges: made short, and of characters that XML and JSON hold. */
final class BadgeText {
    static final int LONGEST = 80;

    private BadgeText() {}

    /** The text with its placeholders filled in, on one line, cut where it is too long. */
    static String of(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().filter(BadgeText::printable).limit(LONGEST).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** Neither controls nor what turns the direction of text around, nor halves of characters. */
    private static boolean printable(int character) {
        int kind = Character.getType(character);
        return kind != Character.CONTROL
                && kind != Character.FORMAT
                && kind != Character.SURROGATE
                && kind != Character.UNASSIGNED
                && kind != Character.PRIVATE_USE
                && kind != Character.LINE_SEPARATOR
                && kind != Character.PARAGRAPH_SEPARATOR;
    }

    static String xml(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
