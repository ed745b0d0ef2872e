package dev.fairlead.update.config.delivery;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of every week, as {@code Mon-Fri 08:00-17:00}, {@code Sat,Sun} or {@code 22:00-06:00}.
 *
 * @param days on which it begins
 * @param from its first moment of the day
 * @param to the first moment after it; not later than {@code from} where it ends on the next day
 */
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String DAY = "(?:" + String.join("|", NAMES) + ")";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern WINDOW = Pattern.compile(
            "(?<days>%1$s(?:-%1$s)?(?:\\s*,\\s*%1$s(?:-%1$s)?)*)?\\s*(?:(?<from>%2$s)\\s*-\\s*(?<to>%2$s|24:00))?"
                    .formatted(DAY, TIME));

    public WeeklyWindow {
        days = Set.copyOf(days);
    }

    /**
     * The window in this text.
     *
     * @throws IllegalArgumentException if it is none, with what a person reads
     */
    public static WeeklyWindow parse(String text) {
        Matcher parts = WINDOW.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.isBlank() || !parts.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no part of a week: write days, hours or both, such as 'Mon-Fri 08:00-17:00' or 'Sat,Sun'");
        }
        String hours = parts.group("from");
        return new WeeklyWindow(
                parts.group("days") == null ? EnumSet.allOf(DayOfWeek.class) : days(parts.group("days")),
                hours == null ? LocalTime.MIDNIGHT : LocalTime.parse(hours),
                hours == null ? LocalTime.MIDNIGHT : end(parts.group("to")));
    }

    private static LocalTime end(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",", -1)) {
            String[] ends = range.strip().split("-", -1);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(NAMES.indexOf(name) + 1);
    }

    /** Whether it is open at this time of the week. */
    boolean contains(LocalDateTime time) {
        LocalTime clock = time.toLocalTime();
        boolean today = days.contains(time.getDayOfWeek());
        if (from.isBefore(to)) {
            return today && !clock.isBefore(from) && clock.isBefore(to);
        }
        boolean sinceYesterday = days.contains(time.getDayOfWeek().minus(1)) && clock.isBefore(to);
        return sinceYesterday || (today && !clock.isBefore(from));
    }
}
