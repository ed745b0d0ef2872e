package dev.fairlead.render.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values as JSON in the notation of Go's {@code encoding/json}: sorted keys, {@code <}, {@code >} and {@code &} escaped. */
public final class Json {
    private static final ObjectMapper READER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** A value without spaces. */
    public static String compact(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, "", "", "");
        return out.toString();
    }

    /** A value over several lines, each level by two spaces. */
    public static String indented(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, "\n", "  ", " ");
        return out.toString();
    }

    /** Reads strict JSON; empty if it is none. */
    public static Optional<Object> read(String text) {
        try {
            return Optional.of(value(READER.readTree(text)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (!node.isNumber()) {
            return JsonNull.NULL;
        }
        return node.canConvertToLong() && node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
    }

    private static void write(Object value, StringBuilder out, String line, String step, String space) {
        if (value instanceof Map<?, ?> map) {
            object(map, out, line, step, space);
        } else if (value instanceof List<?> list) {
            String inner = line + step;
            out.append('[');
            String separator = "";
            for (Object item : list) {
                out.append(separator).append(inner);
                write(item, out, inner, step, space);
                separator = ",";
            }
            out.append(list.isEmpty() ? "" : line).append(']');
        } else if (value instanceof String text) {
            string(text, out);
        } else {
            out.append(value instanceof Double number ? Numbers.json(number) : value.toString());
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out, String line, String step, String space) {
        String inner = line + step;
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
            out.append(separator).append(inner);
            string((String) entry.getKey(), out);
            out.append(':').append(space);
            write(entry.getValue(), out, inner, step, space);
            separator = ",";
        }
        out.append(map.isEmpty() ? "" : line).append('}');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
