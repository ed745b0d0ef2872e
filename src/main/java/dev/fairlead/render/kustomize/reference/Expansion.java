package dev.fairlead.render.kustomize.reference;

import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Numbers;
import java.util.Map;

/** Finds {@code $(NAME)} in a text; {@code $$} is a dollar sign, and what is no variable stays as it is. */
final class Expansion {
    private final Map<String, Object> values;

    Expansion(Map<String, Object> values) {
        this.values = values;
    }

    /** The text with its variables replaced; the value itself if the text is nothing but one variable. */
    Object of(String text) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) != '$') {
                continue;
            }
            out.append(text, from, i);
            char next = text.charAt(i + 1);
            int close = next == '(' ? text.indexOf(')', i + 2) : -1;
            if (close >= 0) {
                Object value = value(text.substring(i + 2, close));
                if (i == 0 && close == text.length() - 1) {
                    return value;
                }
                out.append(value instanceof Double number ? Numbers.shortestBelow21(number) : value.toString());
                i = close;
            } else {
                out.append(next == '$' ? "$" : "$" + next);
                i++;
            }
            from = i + 1;
        }
        return out.append(text, from, text.length()).toString();
    }

    private Object value(String name) {
        Object value = values.get(name);
        return value == null || value instanceof Node ? "$(" + name + ")" : value;
    }
}
