package io.github.clv4j.csv;

import static io.github.clv4j.csv.CsvTexts.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The readers by hand agree with java.time. */
class DateReaderPropertyTest {
    private static final long FIRST_SECOND = -62_135_596_800L; // 0001-01-01T00:00Z
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z

    @Property
    void daysAreThoseOfTheCalendar(
            @ForAll @IntRange(min = 1, max = 9999) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int dayOfMonth) {
        int expected;
        try {
            expected = (int) LocalDate.of(year, month, dayOfMonth).toEpochDay();
        } catch (java.time.DateTimeException e) {
            expected = Days.UNREADABLE;
        }
        assertThat(Days.of(year, month, dayOfMonth)).isEqualTo(expected);
    }

    @Property
    void isoMomentsAreThoseOfTheTimeGrid(
            @ForAll @LongRange(min = FIRST_SECOND + 86_400, max = LAST_SECOND - 86_400) long second,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
            @ForAll("zones") ZoneId zone) {
        TimeGrid grid = TimeGrid.of(zone, TimeStep.DAYS);
        OffsetDateTime moment = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        DateReader iso = DateFormat.ISO.reader(grid);

        assertThat(day(iso, moment.toString())).isEqualTo(expected(grid, moment));
        assertThat(day(iso, moment.toString().replace('T', ' '))).isEqualTo(expected(grid, moment));
        assertThat(day(iso, moment.toLocalDateTime().toString())).isEqualTo(grid.day(moment.toLocalDateTime()));
        assertThat(day(iso, moment.toLocalDate().toString())).isEqualTo(grid.day(moment.toLocalDate()));
        assertThat(day(DateFormat.of("epoch-seconds").reader(grid), Long.toString(moment.toEpochSecond())))
                .isEqualTo(expected(grid, moment));
        assertThat(day(DateFormat.of("epoch-millis").reader(grid), Long.toString(moment.toEpochSecond() * 1000 + 999)))
                .isEqualTo(expected(grid, moment));
    }

    private static int expected(TimeGrid grid, OffsetDateTime moment) {
        try {
            return grid.day(moment);
        } catch (IllegalArgumentException e) {
            return Days.OUT_OF_RANGE;
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Paris", "America/Los_Angeles", "Pacific/Apia", "Asia/Kathmandu", "+05:30")
                .map(ZoneId::of);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void patternsByHandAgreeWithTheFormatter(
            @ForAll("patterns") String pattern,
            @ForAll @IntRange(min = 0, max = 10_000) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int dayOfMonth,
            @ForAll @IntRange(min = 0, max = 25) int hour,
            @ForAll @IntRange(min = 0, max = 61) int minute,
            @ForAll("mutations") String mutation) {
        String text = write(pattern, year, month, dayOfMonth, hour, minute) + mutation;
        NumericDates byHand = NumericDates.compile(pattern);
        assertThat(byHand).isNotNull();
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);

        assertThat(day(byHand, text))
                .as("'%s' as %s", text, pattern)
                .isEqualTo(day(new FormatterDates(formatter, TimeGrid.withDefaults()), text));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                "M/d/yyyy H:mm",
                "d/M/yyyy",
                "dd.MM.yyyy",
                "yyyyMMdd",
                "yyyyMMddHHmm",
                "yyyy-M-d'T'HH:mm",
                "d.M.yy",
                "H:mm, d 'd' M yyyy");
    }

    @Provide
    Arbitrary<String> mutations() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(" ", "0", "x", "/", ":00", "\u0661")));
    }

    /** The numbers in the widths that the pattern asks for, sound or not. */
    private static String write(String pattern, int year, int month, int dayOfMonth, int hour, int minute) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                continue;
            }
            if (quoted || "yMdHm".indexOf(c) < 0) {
                text.append(c);
                continue;
            }
            int count = 1;
            while (i + 1 < pattern.length() && pattern.charAt(i + 1) == c) {
                count++;
                i++;
            }
            int value = c == 'y'
                    ? (count == 2 ? year % 100 : year)
                    : c == 'M' ? month : c == 'd' ? dayOfMonth : c == 'H' ? hour : minute;
            text.append(String.format(Locale.ROOT, "%0" + count + "d", value));
        }
        return text.toString();
    }
}
