package dev.fairlead.render.yaml;

import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as they are after JSON was read as YAML, which is how kustomize prints: the control character U+0085 is a line break there and becomes a space,
 * and other control characters cannot be read at all.
 */
public final class Reread {
    private static final int NEXT_LINE = 0x85;
    private static final Pattern BREAKS = Pattern.compile(" *\u0085((?: *\u0085)*) *");

    private Reread() {}

    /** The same object, or one with other texts where that is needed; fails where a text cannot be printed. */
    public static Map<String, Object> of(Map<String, Object> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put(key(key), value(value)));
        return copy;
    }

    private static Object value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(value(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key((String) key), value(item)));
            return copy;
        }
        return value;
    }

    private static String key(String key) {
        if (key.indexOf(NEXT_LINE) >= 0) {
            throw RenderException.of("a key holds the control character U+0085", "remove the character");
        }
        return text(key);
    }

    private static String text(String text) {
        boolean breaks = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x7F && c <= 0x9F && c != NEXT_LINE) || c == 0xFFFE || c == 0xFFFF) {
                throw RenderException.of(
                        String.format("a text holds the control character U+%04X, which YAML cannot", (int) c),
                        "remove the character, or make the value binary data");
            }
            breaks |= c == NEXT_LINE;
        }
        return breaks ? folded(text) : text;
    }

    private static String folded(String text) {
        return BREAKS.matcher(text).replaceAll(match -> {
            long more = match.group(1).chars().filter(c -> c == NEXT_LINE).count();
            return Matcher.quoteReplacement(more == 0 ? " " : "\n".repeat((int) more));
        });
    }
}
