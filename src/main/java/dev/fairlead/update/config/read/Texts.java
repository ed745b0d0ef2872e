package dev.fairlead.update.config.read;

import dev.fairlead.selection.VersionStep;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the small values of the file; each method throws {@link IllegalArgumentException} with what a person reads. */
final class Texts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private Texts() {}

    /** A day (its start in UTC) or a moment, as ISO 8601 writes them. */
    static Instant moment(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no date: write 2026-12-24 or 2026-12-24T18:00:00Z", e);
        }
    }

    /** A place whose clock counts, by the names of the tz database. */
    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time zone: write Europe/Berlin or UTC", e);
        }
    }

    static VersionStep step(String text) {
        return Stream.of(VersionStep.values())
                .filter(step -> step.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no kind of update: write one of "
                        + Stream.of(VersionStep.values()).map(VersionStep::word).collect(Collectors.joining(", "))));
    }

    /** A number of things, at least one. */
    static Integer count(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no number from 1");
    }

    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: "
                            + e.getDescription().toLowerCase(Locale.ROOT) + " near character " + (e.getIndex() + 1),
                    e);
        }
    }

    /** The name of an entry or a group, which becomes part of a branch's name. */
    static String name(String text) {
        boolean branchless = text.endsWith(".lock") || text.endsWith(".") || text.contains("..");
        if (!NAME.matcher(text).matches() || branchless) {
            throw new IllegalArgumentException("'" + text
                    + "' is no name: write at most 63 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit");
        }
        return text;
    }

    static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the value is empty");
        }
        return text;
    }

    /** A person's name or address, as a commit can hold it. */
    static String identity(String text) {
        if (text.isBlank() || text.chars().anyMatch(c -> c == '<' || c == '>' || c < ' ')) {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot stand in a commit: leave '<', '>' and line breaks out");
        }
        return text;
    }
}
