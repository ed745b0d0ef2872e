package dev.fairlead.update.config.read;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Days and moments as the configuration writes them. */
public final class Moments {
    private Moments() {}

    /**
     * The moment in a text: {@code 2026-12-24} (its beginning, in UTC) or {@code 2026-12-24T18:00:00Z}.
     *
     * @throws IllegalArgumentException if it is neither, with what a person reads
     */
    public static Instant parse(String text) {
        return Texts.moment(text);
    }

    /** A moment as {@link #parse} reads it: the day alone where it is a day's beginning. */
    public static String written(Instant moment) {
        OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : moment.toString();
    }
}
