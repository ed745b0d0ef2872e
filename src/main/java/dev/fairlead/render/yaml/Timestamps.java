package dev.fairlead.render.yaml;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** YAML's timestamps in the four notations that go-yaml reads. */
final class Timestamps {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:[Tt](\\d{1,2}):(\\d{1,2}):(\\d{1,2})([.,]\\d+)?(Z|[+-]\\d\\d:\\d\\d)"
            + "|[ ]+(\\d{1,2}):(\\d{1,2}):(\\d{1,2})([.,]\\d+)?)?");

    private Timestamps() {}

    /** A timestamp as RFC 3339 writes it, with as many digits of a second as it has. */
    static Optional<String> parse(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return Optional.empty();
        }
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(written(match));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String written(Matcher match) {
        int at = match.group(4) != null ? 4 : 9;
        boolean timed = match.group(at) != null;
        int hour = timed ? Integer.parseInt(match.group(at)) : 0;
        int minute = timed ? Integer.parseInt(match.group(at + 1)) : 0;
        int second = timed ? Integer.parseInt(match.group(at + 2)) : 0;
        String zone = at == 4 ? match.group(8) : "Z";
        OffsetDateTime.of(
                number(match, 1), number(match, 2), number(match, 3), hour, minute, second, 0, ZoneOffset.of(zone));
        String fraction = timed ? fraction(match.group(at + 3)) : "";
        return String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d%s%s",
                number(match, 1),
                number(match, 2),
                number(match, 3),
                hour,
                minute,
                second,
                fraction,
                zone.endsWith("00:00") ? "Z" : zone);
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static String fraction(String digits) {
        if (digits == null) {
            return "";
        }
        String nanos = digits.substring(1, Math.min(10, digits.length())).replaceAll("0+$", "");
        return nanos.isEmpty() ? "" : "." + nanos;
    }
}
