package dev.fairlead.update.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-11-23 is a Monday. */
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Schedule during(String... windows) {
        return new Schedule(BERLIN, Stream.of(windows).map(WeeklyWindow::parse).toList(), List.of());
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 08:00-17:00 | 2026-11-23T08:00 | true",
                "Mon-Fri 08:00-17:00 | 2026-11-23T07:59 | false",
                "Mon-Fri 08:00-17:00 | 2026-11-23T16:59 | true",
                "Mon-Fri 08:00-17:00 | 2026-11-23T17:00 | false",
                "Mon-Fri 08:00-17:00 | 2026-11-28T12:00 | false",
                "mon,wed 09:00-10:00 | 2026-11-25T09:30 | true",
                "mon,wed 09:00-10:00 | 2026-11-24T09:30 | false",
                "Fri-Mon             | 2026-11-29T23:59 | true",
                "Fri-Mon             | 2026-11-24T00:00 | false",
                "Mon-Tue,Thu         | 2026-11-26T03:00 | true",
                "Sat,Sun             | 2026-11-28T00:00 | true",
                "22:00-06:00         | 2026-11-23T23:00 | true",
                "22:00-06:00         | 2026-11-23T05:59 | true",
                "22:00-06:00         | 2026-11-23T06:00 | false",
                "Fri 22:00-06:00     | 2026-11-28T05:00 | true",
                "Fri 22:00-06:00     | 2026-11-27T05:00 | false",
                "Fri 22:00-24:00     | 2026-11-28T00:00 | false",
                "Sun 00:00-24:00     | 2026-11-29T23:59 | true",
            })
    void isOpenInItsWindows(String window, String time, boolean open) {
        assertThat(during(window).open(at(time))).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Mon-Fri 8-17", "Mo-Fr", "25:00-26:00", "08:00", "Mon- 08:00-09:00", "always", "Mon,,Tue"})
    void whatIsNoWindowIsRefused(String text) {
        assertThatThrownBy(() -> WeeklyWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Mon-Fri 08:00-17:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.12.2026", "2026-12-24..", "2026-12-24..2026-12-20", "2026-02-30"})
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> DateRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClockIsTheZones() {
        Schedule office = during("Mon-Fri 08:00-17:00");

        assertThat(office.open(Instant.parse("2026-11-23T07:30:00Z")))
                .as("08:30 in winter")
                .isTrue();
        assertThat(office.open(Instant.parse("2026-07-20T06:30:00Z")))
                .as("08:30 in summer")
                .isTrue();
        assertThat(office.open(Instant.parse("2026-11-23T06:30:00Z"))).isFalse();
    }

    @Test
    void daysThatAreLeftOutAreClosedWithBothEnds() {
        Schedule schedule = new Schedule(
                BERLIN, List.of(), List.of(DateRange.parse("2026-12-20..2027-01-06"), DateRange.parse("2026-11-24")));

        assertThat(schedule.open(at("2026-12-19T23:59"))).isTrue();
        assertThat(schedule.open(at("2026-12-20T00:00"))).isFalse();
        assertThat(schedule.open(at("2027-01-06T23:59"))).isFalse();
        assertThat(schedule.open(at("2027-01-07T00:00"))).isTrue();
        assertThat(schedule.open(at("2026-11-24T12:00"))).isFalse();
        assertThat(schedule.opens(at("2026-12-24T12:00")).orElseThrow().toInstant())
                .isEqualTo(at("2027-01-07T00:00"));
    }

    @ParameterizedTest(name = "{0} at {1}: opens {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 08:00-17:00 | 2026-11-23T07:00 | 2026-11-23T08:00",
                "Mon-Fri 08:00-17:00 | 2026-11-27T17:00 | 2026-11-30T08:00",
                "Sat,Sun             | 2026-11-23T12:00 | 2026-11-28T00:00",
                "22:00-06:00         | 2026-11-23T12:00 | 2026-11-23T22:00",
            })
    void itTellsWhenItOpens(String window, String closed, String opens) {
        assertThat(during(window).opens(at(closed)).orElseThrow().toInstant()).isEqualTo(at(opens));
    }

    @Test
    void oneThatNeverOpensSaysSo() {
        Schedule never = new Schedule(BERLIN, List.of(), List.of(DateRange.parse("2026-01-01..2999-12-31")));

        assertThat(never.opens(at("2026-11-23T12:00"))).isEmpty();
    }

    /** The hour between 02:00 and 03:00 is missing on 2026-03-29. */
    @Test
    void aWindowInTheHourThatIsSkippedIsOpenForNoMoment() {
        Schedule night = during("Sun 02:00-03:00");

        assertThat(night.open(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
        assertThat(night.open(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
        assertThat(night.opens(Instant.parse("2026-03-28T12:00:00Z"))
                        .orElseThrow()
                        .toInstant())
                .as("the Sunday after")
                .isEqualTo(at("2026-04-05T02:00"));
    }
}
