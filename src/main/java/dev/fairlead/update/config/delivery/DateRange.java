package dev.fairlead.update.config.delivery;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Days of the calendar, as {@code 2026-12-24} or {@code 2026-12-20..2027-01-06}.
 *
 * @param first the first of them
 * @param last the last of them
 */
public record DateRange(LocalDate first, LocalDate last) {
    /**
     * The days in this text.
     *
     * @throws IllegalArgumentException if there are none, with what a person reads
     */
    public static DateRange parse(String text) {
        int dots = text.indexOf("..");
        try {
            LocalDate first = LocalDate.parse((dots < 0 ? text : text.substring(0, dots)).strip());
            LocalDate last =
                    dots < 0 ? first : LocalDate.parse(text.substring(dots + 2).strip());
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("'" + text + "' ends before it begins");
            }
            return new DateRange(first, last);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no date: write 2026-12-24 or 2026-12-20..2027-01-06", e);
        }
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
