package dev.fairlead.render.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes values as kustomize prints its objects: as JSON that go-yaml 2 reads and writes. Keys are sorted, comments are gone, sequences are not indented
 * under their key, and lines are folded behind column 80.
 */
public final class YamlWriter {
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final Emitter emitter;
    private final StringBuilder out;

    private YamlWriter(StringBuilder out) {
        this.out = out;
        this.emitter = new Emitter(out, Emitter.OLD_WIDTH);
    }

    /** Several documents, with a separator before each but the first. */
    public static String writeAll(List<Map<String, Object>> objects) {
        StringBuilder out = new StringBuilder();
        for (Map<String, Object> object : objects) {
            out.append(out.length() == 0 ? "" : "---\n").append(write(object));
        }
        return out.toString();
    }

    /** One document with a line break at its end, and no separator. */
    public static String write(Map<String, Object> object) {
        StringBuilder out = new StringBuilder(1024);
        YamlWriter writer = new YamlWriter(out);
        writer.mapping(object);
        writer.emitter.endDocument();
        return writer.out.toString();
    }

    private void node(Object value, boolean inMapping) {
        if (value instanceof Map<?, ?> map) {
            mapping(map);
        } else if (value instanceof List<?> list) {
            sequence(list, inMapping);
        } else if (value instanceof String text) {
            scalar(text, false);
        } else {
            emitter.write(literal(value), Style.PLAIN, true);
        }
    }

    private static String literal(Object value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        Scalars.Resolved read = Scalars.resolve(Numbers.json(number));
        return read.value() instanceof Double again
                ? Numbers.shortest(again)
                : read.value().toString();
    }

    private void scalar(String text, boolean key) {
        boolean multiline = text.indexOf('\n') >= 0;
        Style asked = multiline ? Style.LITERAL : Scalars.plainInOld(text) ? Style.PLAIN : Style.DOUBLE_QUOTED;
        Style style = Emitter.possible(asked, text, Analysis.of(text), false, key);
        emitter.write(text, style, !key);
    }

    private void mapping(Map<?, ?> map) {
        if (map.isEmpty()) {
            emitter.indicator("{", true, true, false);
            emitter.indicator("}", false, false, false);
            return;
        }
        int before = emitter.indent();
        emitter.indentTo(before < 0 ? 0 : before + 2);
        for (String key : sorted(map)) {
            emitter.newLine();
            key(key);
            node(Objects.requireNonNull(map.get(key)), true);
        }
        emitter.indentTo(before);
    }

    private void key(String key) {
        boolean simple = Analysis.of(key).multiline() ? false : bytes(key) <= LONGEST_SIMPLE_KEY;
        if (simple) {
            scalar(key, true);
            emitter.indicator(":", false, false, false);
            return;
        }
        emitter.indicator("?", true, false, true);
        int before = emitter.indent();
        scalar(key, false);
        emitter.indentTo(before);
        emitter.newLine();
        emitter.indicator(":", true, false, true);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> sorted(Map<?, ?> map) {
        List<String> keys = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            keys.add((String) key);
        }
        keys.sort(Keys.ORDER);
        return keys;
    }

    private void sequence(List<?> list, boolean inMapping) {
        if (list.isEmpty()) {
            emitter.indicator("[", true, true, false);
            emitter.indicator("]", false, false, false);
            return;
        }
        int before = emitter.indent();
        boolean sameColumn = inMapping && !emitter.indention();
        emitter.indentTo(before < 0 ? 0 : sameColumn ? before : before + 2);
        for (Object item : list) {
            emitter.newLine();
            emitter.indicator("-", true, false, true);
            node(item, false);
        }
        emitter.indentTo(before);
    }
}
