package io.github.clv4j.csv;

import static io.github.clv4j.csv.CsvTexts.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {
    private static LocalDate date(String format, String zone, String text) {
        TimeGrid grid = TimeGrid.of(ZoneId.of(zone), TimeStep.DAYS);
        int day = day(DateFormat.of(format).reader(grid), text);
        assertThat(day).as(text).isGreaterThan(Days.OUT_OF_RANGE);
        return LocalDate.ofEpochDay(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-03-01",
                "2025-03-01T00:00",
                "2025-03-01 23:59",
                "2025-03-01T10:15:30",
                "2025-03-01T10:15:30.1",
                "2025-03-01 10:15:30.123456789",
                "2025-03-01T10:15:30,5",
                "2025-03-01t10:15"
            })
    void isoWithoutOffsetIsItsDateInAnyZone(String text) {
        assertThat(date("iso", "UTC", text)).isEqualTo("2025-03-01");
        assertThat(date("iso", "Pacific/Kiritimati", text)).isEqualTo("2025-03-01");
        assertThat(date("iso", "America/Los_Angeles", text)).isEqualTo("2025-03-01");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-01T23:30Z, UTC, 2025-03-01",
        "2025-03-01T23:30Z, Europe/Paris, 2025-03-02",
        "2025-03-01T22:59:59.999Z, Europe/Paris, 2025-03-01",
        "2025-03-01T23:00Z, Europe/Paris, 2025-03-02",
        "2025-03-01 00:30+01:00, UTC, 2025-02-28",
        "2025-03-01 00:30 +0100, UTC, 2025-02-28",
        "2025-03-01 00:30+01, UTC, 2025-02-28",
        "2025-03-01T23:30-02:30, UTC, 2025-03-02",
        "2025-03-01 23:30:00 UTC, Asia/Tokyo, 2025-03-02",
        "2025-03-01T04:30z, America/New_York, 2025-02-28",
        "2025-03-01T12:00+18:00, UTC, 2025-02-28",
        // Paris: from +1 to +2 at 2025-03-30T01:00Z, back at 2025-10-26T01:00Z
        "2025-03-29T22:59Z, Europe/Paris, 2025-03-29",
        "2025-03-29T23:00Z, Europe/Paris, 2025-03-30",
        "2025-03-30T21:59Z, Europe/Paris, 2025-03-30",
        "2025-03-30T22:00Z, Europe/Paris, 2025-03-31",
        "2025-10-25T21:59Z, Europe/Paris, 2025-10-25",
        "2025-10-25T22:00Z, Europe/Paris, 2025-10-26",
        "2025-10-26T22:59Z, Europe/Paris, 2025-10-26",
        "2025-10-26T23:00Z, Europe/Paris, 2025-10-27",
        // Samoa left out 2011-12-30
        "2011-12-30T09:59Z, Pacific/Apia, 2011-12-29",
        "2011-12-30T10:00Z, Pacific/Apia, 2011-12-31"
    })
    void isoWithOffsetIsTheDateOfTheGridsZone(String text, String zone, String expected) {
        assertThat(date("iso", zone, text)).isEqualTo(expected);
    }

    @Test
    void localTimesThatTheZoneSkipsOrRepeatsAreTheirDate() {
        assertThat(date("iso", "Europe/Paris", "2025-03-30T02:30")).isEqualTo("2025-03-30");
        assertThat(date("iso", "Europe/Paris", "2025-10-26T02:30")).isEqualTo("2025-10-26");
        assertThat(date("iso", "Pacific/Apia", "2011-12-30")).isEqualTo("2011-12-30");
        assertThat(date("d.M.yyyy H:mm", "Europe/Paris", "30.3.2025 2:30")).isEqualTo("2025-03-30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "M/d/yyyy H:mm ! 12/1/2010 8:26 ! 2010-12-01",
                "M/d/yyyy H:mm ! 02/29/2024 08:06 ! 2024-02-29",
                "d/M/yyyy ! 12/1/2010 ! 2010-01-12",
                "dd.MM.yyyy HH:mm:ss.SSS ! 01.03.2025 10:15:30.123 ! 2025-03-01",
                "yyyyMMdd ! 20250301 ! 2025-03-01",
                "yyyyMMddHHmmss ! 20250301101530 ! 2025-03-01",
                "uuuu-MM-dd'T'HH:mm ! 2025-03-01T10:15 ! 2025-03-01",
                "yy-MM-dd ! 25-03-01 ! 2025-03-01",
                "d/M/yy ! 1/3/99 ! 2099-03-01",
                "d 'of' M, yyyy ! 1 of 3, 2025 ! 2025-03-01",
                "yyyy''MM''dd ! 2025'03'01 ! 2025-03-01",
                "d MMM yyyy ! 1 Mar 2025 ! 2025-03-01",
                "d-MMM-yy ! 1-SEP-25 ! 2025-09-01",
                "MMMM d, yyyy ! september 30, 2025 ! 2025-09-30",
                "M/d/yyyy h:mm a ! 3/1/2025 12:05 am ! 2025-03-01",
                "EEE MMM dd HH:mm:ss yyyy ! Sat Mar 01 10:15:30 2025 ! 2025-03-01",
                "yyyy-MM-dd['T'HH:mm] ! 2025-03-01 ! 2025-03-01",
                "yyyy-MM-dd HH:mm:ss XXX ! 2025-03-01 23:30:00 -05:00 ! 2025-03-02",
                "epoch-seconds ! 1740787199 ! 2025-02-28",
                "epoch-seconds ! 1740787200 ! 2025-03-01",
                "epoch-seconds ! -1 ! 1969-12-31",
                "epoch-millis ! 1740787199999 ! 2025-02-28",
                "epoch-millis ! 1740787200000 ! 2025-03-01",
                "epoch-millis ! -1 ! 1969-12-31",
                "epoch-millis ! 0 ! 1970-01-01"
            })
    void otherFormats(String format, String text, String expected) {
        assertThat(date(format, "UTC", text)).isEqualTo(expected);
    }

    @Test
    void momentsInOtherFormatsFollowTheGridsZoneToo() {
        assertThat(date("epoch-seconds", "Asia/Tokyo", "1740787199")).isEqualTo("2025-03-01");
        assertThat(date("epoch-millis", "America/New_York", "1740787200000")).isEqualTo("2025-02-28");
        assertThat(date("yyyy-MM-dd HH:mm XXX", "Asia/Tokyo", "2025-03-01 23:30 Z"))
                .isEqualTo("2025-03-02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "M/d/yyyy ! 2/30/2025",
                "M/d/yyyy ! 2/29/2025",
                "M/d/yyyy ! 13/1/2025",
                "M/d/yyyy ! 1/1/25",
                "M/d/yyyy ! 1/1/20255",
                "M/d/yyyy ! 1/1/2025 8:26",
                "M/d/yyyy ! 1-1-2025",
                "M/d/yyyy ! /1/2025",
                "M/d/yyyy H:mm ! 1/1/2025 24:00",
                "M/d/yyyy H:mm ! 1/1/2025 8:60",
                "M/d/yyyy H:mm ! 1/1/2025 8:6",
                "MM/dd/yyyy ! 1/1/2025",
                "yyyyMMdd ! 2025031",
                "d MMM yyyy ! 30 Feb 2025",
                "d MMM yyyy ! 1 Mär 2025",
                "yyyy-MM-dd XXX ! 2025-03-01",
                "epoch-seconds ! ''",
                "epoch-seconds ! -",
                "epoch-seconds ! 1.5",
                "epoch-millis ! 1e9"
            })
    void unreadable(String format, String text) {
        assertThat(day(DateFormat.of(format).reader(TimeGrid.withDefaults()), text))
                .isEqualTo(Days.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds, 99999999999999999999999",
        "epoch-seconds, -99999999999999999",
        "epoch-millis, 253402300800000",
        "yyyy/M/d, 0000/1/1",
        "uuuu MMM d, 0000 Jan 1"
    })
    void outOfRange(String format, String text) {
        assertThat(day(DateFormat.of(format).reader(TimeGrid.withDefaults()), text))
                .isEqualTo(Days.OUT_OF_RANGE);
    }

    @Test
    void aTimeOutOfItsRangeAtTheEndOfTheTextIsUnreadable() {
        DateReader reader = DateFormat.of("yyyy-MM-dd H:m:s").reader(TimeGrid.withDefaults());
        for (String text : new String[] {"2025-03-09 24", "2025-03-09 9:60", "2025-03-09 9:59:60"}) {
            assertThat(day(reader, text)).as(text).isEqualTo(Days.UNREADABLE);
        }
    }

    @Test
    void patternsOfNumbersAreReadByHand() {
        for (String pattern : new String[] {"M/d/yyyy H:mm", "yyyyMMdd", "d.M.yy", "yyyy-MM-dd'T'HH:mm:ss.SSS"}) {
            assertThat(DateFormat.of(pattern).reader(TimeGrid.withDefaults())).isInstanceOf(NumericDates.class);
        }
        for (String pattern : new String[] {
            "d MMM yyyy", "y-M-d", "yyyy/Mdd", "yyyy-MM-dd XXX", "yyyy-MM-dd[ HH:mm]", "M/d/yyyy h:mm a", "yyyy-M-d d"
        }) {
            assertThat(DateFormat.of(pattern).reader(TimeGrid.withDefaults())).isInstanceOf(FormatterDates.class);
        }
    }
}
