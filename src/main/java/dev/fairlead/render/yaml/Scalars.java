package dev.fairlead.render.yaml;

import dev.fairlead.render.RenderException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which type a scalar has by its text alone, as go-yaml decides it: version 3 for what is rendered, version 2 (YAML 1.1) for kustomization files. */
public final class Scalars {
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
    private static final Map<String, Resolved> WORDS = Map.ofEntries(
            word("true", true),
            word("True", true),
            word("TRUE", true),
            word("false", false),
            word("False", false),
            word("FALSE", false),
            nothing(""),
            nothing("~"),
            nothing("null"),
            nothing("Null"),
            nothing("NULL"),
            special(".nan", Double.NaN),
            special(".NaN", Double.NaN),
            special(".NAN", Double.NaN),
            special(".inf", Double.POSITIVE_INFINITY),
            special(".Inf", Double.POSITIVE_INFINITY),
            special(".INF", Double.POSITIVE_INFINITY),
            special("+.inf", Double.POSITIVE_INFINITY),
            special("+.Inf", Double.POSITIVE_INFINITY),
            special("+.INF", Double.POSITIVE_INFINITY),
            special("-.inf", Double.NEGATIVE_INFINITY),
            special("-.Inf", Double.NEGATIVE_INFINITY),
            special("-.INF", Double.NEGATIVE_INFINITY));
    private static final Map<String, Resolved> OLD_WORDS = Map.ofEntries(
            word("y", true),
            word("Y", true),
            word("yes", true),
            word("Yes", true),
            word("YES", true),
            word("on", true),
            word("On", true),
            word("ON", true),
            word("n", false),
            word("N", false),
            word("no", false),
            word("No", false),
            word("NO", false),
            word("off", false),
            word("Off", false),
            word("OFF", false));

    private Scalars() {}

    /**
     * A type and a value of it.
     *
     * @param value a String, Boolean, Long, BigInteger (of 64 bits without sign), Double or {@link JsonNull}
     */
    public record Resolved(String tag, Object value) {}

    private static Map.Entry<String, Resolved> word(String text, boolean value) {
        return Map.entry(text, new Resolved(Tags.BOOL, value));
    }

    private static Map.Entry<String, Resolved> nothing(String text) {
        return Map.entry(text, new Resolved(Tags.NULL, JsonNull.NULL));
    }

    private static Map.Entry<String, Resolved> special(String text, double value) {
        return Map.entry(text, new Resolved(Tags.FLOAT, value));
    }

    /** The type and value of an unquoted text by YAML 1.2, with 1.1's octal numbers. */
    public static Resolved resolve(String text) {
        return resolveNew(text);
    }

    /** The type and value of an unquoted text by YAML 1.1, where {@code yes} is true. */
    public static Resolved resolveOld(String text) {
        Resolved word = OLD_WORDS.get(text);
        return word != null ? word : resolveNew(text);
    }

    /** Whether a text without quotes would be anything but a string for readers of YAML 1.1. */
    static boolean ambiguous(String text) {
        return !text.isEmpty()
                && text.indexOf('\n') < 0
                && !resolveOld(text.strip()).tag().equals(Tags.STR);
    }

    /** Whether version 2 writes this string without quotes. */
    static boolean plainInOld(String text) {
        return resolveOld(text).tag().equals(Tags.STR) && !base60(text);
    }

    /** Whether version 3 writes this string without quotes. */
    static boolean plain(String text) {
        return resolve(text).tag().equals(Tags.STR) && !base60(text) && !OLD_WORDS.containsKey(text);
    }

    private static boolean base60(String text) {
        return text.indexOf(':') > 0
                && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '+' || text.charAt(0) == '-')
                && BASE_60.matcher(text).matches();
    }

    private static Resolved resolveNew(String text) {
        char first = text.isEmpty() ? '~' : text.charAt(0);
        if (first == '.' || first == '+' || first == '-' || (first >= '0' && first <= '9')) {
            Resolved word = WORDS.get(text);
            return word != null ? word : number(text, first);
        }
        Resolved word = "nNtTfF~".indexOf(first) >= 0 ? WORDS.get(text) : null;
        return word != null ? word : new Resolved(Tags.STR, text);
    }

    private static Resolved number(String text, char first) {
        if (first == '.') {
            Double number = Numbers.floating(text);
            return number != null ? new Resolved(Tags.FLOAT, number) : new Resolved(Tags.STR, text);
        }
        Optional<String> time = Timestamps.parse(text);
        if (time.isPresent()) {
            return new Resolved(Tags.TIMESTAMP, time.get());
        }
        String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
        Number whole = Numbers.integer(plain).orElse(null);
        if (whole != null) {
            return new Resolved(Tags.INT, whole);
        }
        Double number = FLOAT.matcher(plain).matches() ? Numbers.floating(plain) : null;
        return number != null ? new Resolved(Tags.FLOAT, number) : new Resolved(Tags.STR, text);
    }

    /** The value of a text that is said to be of a type; fails if it cannot be. */
    static Object typed(String tag, String text) {
        Resolved resolved = resolve(text);
        if (resolved.tag().equals(tag)) {
            return resolved.value();
        }
        if (tag.equals(Tags.FLOAT) && resolved.value() instanceof Long whole) {
            return whole.doubleValue();
        }
        throw RenderException.of(
                "cannot read '" + text + "' as a " + tag, "give the field a value of its type, or quote it");
    }

    /** Whether a tag is one whose values are read from text. */
    static boolean readable(String tag) {
        return switch (tag) {
            case Tags.NONE, Tags.STR, Tags.BOOL, Tags.INT, Tags.FLOAT, Tags.NULL, Tags.TIMESTAMP -> true;
            default -> false;
        };
    }
}
