package dev.fairlead.update.config.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a group may write.
 *
 * @param zone whose clock and calendar count
 * @param during parts of the week; always where empty
 * @param except days on which nothing is written
 */
public record Schedule(ZoneId zone, List<WeeklyWindow> during, List<DateRange> except) {
    /** At any time. */
    public static final Schedule ALWAYS = new Schedule(ZoneOffset.UTC, List.of(), List.of());

    /** Nobody plans further ahead. */
    private static final int DAYS_AHEAD = 800;

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm VV", Locale.ROOT);

    public Schedule {
        during = List.copyOf(during);
        except = List.copyOf(except);
    }

    /** Whether it is open at this moment. */
    public boolean open(Instant moment) {
        return open(moment.atZone(zone).toLocalDateTime());
    }

    private boolean open(LocalDateTime time) {
        return except.stream().noneMatch(days -> days.contains(time.toLocalDate()))
                && (during.isEmpty() || during.stream().anyMatch(window -> window.contains(time)));
    }

    /** When it opens after a moment at which it is closed; empty where it does not within two years. */
    public Optional<ZonedDateTime> opens(Instant closed) {
        LocalDate today = closed.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day -> Stream.concat(
                                Stream.of(day.atStartOfDay()), during.stream().map(window -> day.atTime(window.from())))
                        .sorted())
                .map(time -> time.atZone(zone))
                .filter(time -> time.toInstant().isAfter(closed) && open(time.toInstant()))
                .findFirst();
    }

    /** A moment as people of this zone read it. */
    public static String shown(ZonedDateTime moment) {
        return SHOWN.format(moment);
    }
}
