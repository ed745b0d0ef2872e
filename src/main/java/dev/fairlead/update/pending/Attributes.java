package dev.fairlead.update.pending;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code key=value,value …} part of a line. Values are percent-encoded where they hold white space, a comma, an equals
 * sign or a percent sign.
 */
final class Attributes {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** The attributes among these words; what is no attribute is passed over. */
    static Attributes of(List<String> words) {
        Attributes attributes = new Attributes();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                attributes.values.put(word.substring(0, equals), decode(word.substring(equals + 1)));
            }
        }
        return attributes;
    }

    /** Adds an attribute; one without values is not written. */
    Attributes put(String key, List<String> all) {
        if (!all.isEmpty()) {
            values.put(key, all);
        }
        return this;
    }

    Attributes put(String key, Optional<String> value) {
        return put(key, value.stream().toList());
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    Optional<String> one(String key) {
        return all(key).stream().findFirst();
    }

    /** Each attribute with a space before it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((key, all) -> {
            text.append(' ').append(key).append('=').append(encode(all.get(0)));
            all.stream().skip(1).forEach(value -> text.append(',').append(encode(value)));
        });
        return text.toString();
    }

    static String encode(String value) {
        if (value.codePoints().allMatch(Attributes::isPlain)) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .forEach(c -> text.append(
                        isPlain(c)
                                ? Character.toString(c)
                                : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                                        .replace("+", "%20")));
        return text.toString();
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != ',' && c != '=' && c != '%' && c != '+' && c < 0x7f;
    }

    private static List<String> decode(String values) {
        List<String> decoded = new ArrayList<>();
        for (String value : values.split(",", -1)) {
            boolean plain = value.indexOf('%') < 0 && value.indexOf('+') < 0;
            decoded.add(plain ? value : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return decoded;
    }
}
