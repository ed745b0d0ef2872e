package dev.fairlead.bot.config;

import dev.fairlead.configrepo.RepoLocation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the small values of the file; each method throws {@link IllegalArgumentException} with what a person reads. */
final class Values {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern DURATION = Pattern.compile("(\\d+[dhms])+");
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_PARALLEL = 64;

    private Values() {}

    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no name: write at most 63 of a-z, 0-9, '-' and '.', beginning and ending with a letter or digit");
        }
        return text;
    }

    static String variable(String text) {
        if (!VARIABLE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name of an environment variable");
        }
        return text;
    }

    static String header(String text) {
        if (!HEADER.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name of a header");
        }
        return text;
    }

    /** An address, which must hold no secret. The text of one that does is not repeated. */
    static String url(String text) {
        if (RepoLocation.parse(text).warning().isPresent()) {
            throw new IllegalArgumentException("the address holds a name or a password: leave it out, and give it by"
                    + " 'variables' or the environment");
        }
        return text;
    }

    static Duration interval(String text) {
        Duration interval = duration(text);
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 10s and 1d");
        }
        return interval;
    }

    private static Duration duration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!DURATION.matcher(lower).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no interval: write it like 90s, 5m or 1h30m");
        }
        int day = lower.indexOf('d') + 1;
        String rest = lower.substring(day);
        try {
            return Duration.parse("P" + lower.substring(0, day) + (rest.isEmpty() ? "" : "T" + rest));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no interval: write it like 90s, 5m or 1h30m", e);
        }
    }

    static int parallel(String text) {
        try {
            int parallel = Integer.parseInt(text);
            if (parallel >= 1 && parallel <= MOST_PARALLEL) {
                return parallel;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new IllegalArgumentException("'" + text + "' is not a number from 1 to " + MOST_PARALLEL);
    }
}
