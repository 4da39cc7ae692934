package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {
    private static final String[] ZONES = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Monrovia",
        "-18:00",
        "+18:00"
    };

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static TimeGrid in(String zone) {
        return TimeGrid.of(ZoneId.of(zone), TimeStep.DAYS);
    }

    @ParameterizedTest
    @CsvSource({
        // Midnight in UTC
        "UTC, 1969-12-31T23:59:59.999999999Z, 1969-12-31",
        "UTC, 1970-01-01T00:00:00Z, 1970-01-01",
        // The day of 23 hours, the day of 25 hours, and their neighbours
        "Europe/Berlin, 2025-03-29T22:59:59.999999999Z, 2025-03-29",
        "Europe/Berlin, 2025-03-29T23:00:00Z, 2025-03-30",
        "Europe/Berlin, 2025-03-30T01:00:00Z, 2025-03-30",
        "Europe/Berlin, 2025-03-30T21:59:59.999999999Z, 2025-03-30",
        "Europe/Berlin, 2025-03-30T22:00:00Z, 2025-03-31",
        "Europe/Berlin, 2025-10-25T21:59:59Z, 2025-10-25",
        "Europe/Berlin, 2025-10-25T22:00:00Z, 2025-10-26",
        "Europe/Berlin, 2025-10-26T22:59:59Z, 2025-10-26",
        "Europe/Berlin, 2025-10-26T23:00:00Z, 2025-10-27",
        "America/New_York, 2025-03-09T04:59:59Z, 2025-03-08",
        "America/New_York, 2025-03-09T05:00:00Z, 2025-03-09",
        "America/New_York, 2025-03-10T03:59:59Z, 2025-03-09",
        "America/New_York, 2025-03-10T04:00:00Z, 2025-03-10",
        "America/New_York, 2025-11-03T04:59:59Z, 2025-11-02",
        "America/New_York, 2025-11-03T05:00:00Z, 2025-11-03",
        // Midnight itself was skipped
        "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03",
        "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04",
        // The whole of 2011-12-30 was skipped
        "Pacific/Apia, 2011-12-30T09:59:59.999999999Z, 2011-12-29",
        "Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-31",
        "Pacific/Apia, 2011-12-31T09:59:59Z, 2011-12-31",
        "Pacific/Apia, 2011-12-31T10:00:00Z, 2012-01-01",
        // Offsets of odd minutes
        "Asia/Kathmandu, 2025-06-14T18:14:59Z, 2025-06-14",
        "Asia/Kathmandu, 2025-06-14T18:15:00Z, 2025-06-15",
        "Asia/Kathmandu, 1985-12-31T18:29:59Z, 1985-12-31",
        "Asia/Kathmandu, 1985-12-31T18:30:00Z, 1986-01-01",
        "Pacific/Kiritimati, 2025-01-01T09:59:59Z, 2025-01-01",
        "Pacific/Kiritimati, 2025-01-01T10:00:00Z, 2025-01-02",
    })
    void anInstantIsTheDateOnTheZonesCalendar(String zone, String instant, String date) {
        TimeGrid grid = in(zone);
        Instant moment = Instant.parse(instant);
        assertThat(grid.day(moment)).isEqualTo(day(date));
        for (String told : ZONES) {
            ZonedDateTime there = moment.atZone(ZoneId.of(told));
            assertThat(grid.day(there)).as("told in %s", told).isEqualTo(day(date));
            assertThat(grid.day(there.toOffsetDateTime()))
                    .as("told in %s", told)
                    .isEqualTo(day(date));
        }
    }

    @Property(seed = "31", tries = 5_000)
    void anInstantIsTheDayOfItsSecondsShiftedByTheOffset(
            @ForAll @LongRange(min = -62_100_000_000L, max = 253_300_000_000L) long second) {
        Instant moment = Instant.ofEpochSecond(second);
        for (String zone : ZONES) {
            int offset = ZoneId.of(zone).getRules().getOffset(moment).getTotalSeconds();
            assertThat(in(zone).day(moment)).as("%s in %s", moment, zone).isEqualTo((int)
                    Math.floorDiv(second + offset, 86_400L));
        }
    }

    @Test
    void aLocalDateAndTimeIsItsDateInEveryZone() {
        for (String zone : ZONES) {
            TimeGrid grid = in(zone);
            assertThat(grid.day(LocalDateTime.of(2011, 12, 30, 12, 0))).isEqualTo(day("2011-12-30"));
            assertThat(grid.day(LocalDateTime.of(2025, 3, 30, 2, 30))).isEqualTo(day("2025-03-30"));
            assertThat(grid.day(LocalDateTime.of(1969, 12, 31, 23, 59, 59))).isEqualTo(-1);
            assertThat(grid.day(LocalDate.of(2011, 12, 30))).isEqualTo(day("2011-12-30"));
        }
    }

    @Test
    void theCalendarEndsAtItsFirstAndLastYear() {
        TimeGrid grid = TimeGrid.withDefaults();
        assertThat(TimeGrid.MIN_DAY).isEqualTo(day("0001-01-01"));
        assertThat(TimeGrid.MAX_DAY).isEqualTo(day("9999-12-31"));
        assertThat(grid.day(LocalDate.of(1, 1, 1))).isEqualTo(TimeGrid.MIN_DAY);
        assertThat(grid.day(LocalDate.of(9999, 12, 31))).isEqualTo(TimeGrid.MAX_DAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.day(LocalDate.of(0, 12, 31)))
                .withMessage("date 0000-12-31 is outside 0001-01-01..9999-12-31");
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(LocalDate.of(10_000, 1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(LocalDate.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(LocalDateTime.MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> in("+18:00").day(Instant.parse("9999-12-31T06:00:00Z")));
        assertThat(in("+18:00").day(Instant.parse("9999-12-31T05:59:59Z"))).isEqualTo(TimeGrid.MAX_DAY);
    }

    @Test
    void pointsInTimeBeyondAnyCalendarAreOutsideToo() {
        TimeGrid grid = TimeGrid.withDefaults();
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(Instant.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(Instant.MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(OffsetDateTime.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.day(LocalDateTime.MAX.atZone(ZoneOffset.MIN)));
    }

    @Test
    void gridsAreEqualByZoneAndStep() {
        TimeGrid berlin = TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.WEEKS);
        assertThat(berlin.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.step()).isEqualTo(TimeStep.WEEKS);
        assertThat(berlin)
                .isEqualTo(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.WEEKS))
                .isNotEqualTo(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS))
                .isNotEqualTo(TimeGrid.of(ZoneId.of("Europe/Paris"), TimeStep.WEEKS))
                .hasToString("WEEKS in Europe/Berlin");
        assertThat(TimeGrid.withDefaults()).isEqualTo(TimeGrid.of(ZoneOffset.UTC, TimeStep.DAYS));
    }

    @Test
    void lengthsAreToldInTheGridsUnit() {
        assertThat(TimeGrid.withDefaults().steps(365)).isEqualTo(365);
        assertThat(TimeGrid.of(ZoneOffset.UTC, TimeStep.WEEKS).steps(10)).isEqualTo(10 / 7.0);
        assertThat(TimeGrid.of(ZoneOffset.UTC, TimeStep.MONTHS).steps(487)).isEqualTo(16);
        assertThat(TimeGrid.of(ZoneOffset.UTC, TimeStep.YEARS).steps(-1461)).isEqualTo(-4);
    }
}
