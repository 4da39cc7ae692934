package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeriodCalendarTest {
    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static List<String> labels(Periods periods) {
        return IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
    }

    @Test
    void cutsQuarters() {
        Periods quarters = Periods.covering(date("2010-12-31"), date("2011-04-01"), PeriodCalendar.quarters());
        assertThat(labels(quarters)).containsExactly("2010-Q4", "2011-Q1", "2011-Q2");
        assertThat(quarters.first(1)).isEqualTo("2011-01-01");
        assertThat(quarters.last(1)).isEqualTo("2011-03-31");
        assertThat(quarters.months(1)).isEqualTo(3);
        assertThat(quarters.months(2)).isEqualTo(1 / 30.4375);
    }

    @Test
    void namesFiscalYearsAsAsked() {
        LocalDate first = date("2023-03-31");
        LocalDate last = date("2024-04-01");
        assertThat(labels(Periods.covering(first, last, PeriodCalendar.fiscalYears(Month.APRIL, YearName.LAST_MONTH))))
                .containsExactly("FY2023", "FY2024", "FY2025");
        Periods byFirst = Periods.covering(first, last, PeriodCalendar.fiscalYears(Month.APRIL, YearName.FIRST_MONTH));
        assertThat(labels(byFirst)).containsExactly("FY2022", "FY2023", "FY2024");
        assertThat(byFirst.first(1)).isEqualTo("2023-04-01");
        assertThat(byFirst.last(1)).isEqualTo("2024-03-31");
        assertThat(byFirst.months(1)).isEqualTo(12);
        assertThat(labels(Periods.covering(
                        date("2023-09-30"),
                        date("2024-01-01"),
                        PeriodCalendar.fiscalQuarters(Month.OCTOBER, YearName.LAST_MONTH))))
                .containsExactly("FY2023-Q4", "FY2024-Q1", "FY2024-Q2");
        // A year from January lies in one calendar year.
        assertThat(labels(Periods.covering(last, last, PeriodCalendar.fiscalYears(Month.JANUARY, YearName.LAST_MONTH))))
                .containsExactly("FY2024");
    }

    @Provide
    Arbitrary<PeriodCalendar> calendars() {
        RetailCalendar nearest = RetailCalendar.nationalRetailFederation();
        RetailCalendar last = RetailCalendar.of(
                RetailPattern.WEEKS_4_4_5,
                Month.DECEMBER,
                DayOfWeek.FRIDAY,
                YearEndRule.LAST_IN_MONTH,
                YearName.LAST_MONTH);
        return Arbitraries.of(
                PeriodCalendar.of(TimeStep.DAYS),
                PeriodCalendar.of(TimeStep.WEEKS),
                PeriodCalendar.of(TimeStep.MONTHS),
                PeriodCalendar.of(TimeStep.YEARS),
                PeriodCalendar.quarters(),
                PeriodCalendar.fiscalQuarters(Month.FEBRUARY, YearName.LAST_MONTH),
                PeriodCalendar.fiscalYears(Month.JULY, YearName.FIRST_MONTH),
                nearest.weeks(),
                nearest.months(),
                nearest.quarters(),
                nearest.years(),
                last.weeks(),
                last.months(),
                last.quarters(),
                last.years());
    }

    @Property(tries = 400)
    void tilesTimeWithoutHoleOrOverlap(
            @ForAll("calendars") PeriodCalendar calendar,
            @ForAll @IntRange(min = -20_000, max = 40_000) int firstDay,
            @ForAll @IntRange(max = 2_000) int days) {
        Periods periods =
                Periods.covering(LocalDate.ofEpochDay(firstDay), LocalDate.ofEpochDay(firstDay + days), calendar);
        assertThat(periods.firstDay(0)).isLessThanOrEqualTo(firstDay);
        assertThat(periods.lastDay(periods.count() - 1)).isGreaterThanOrEqualTo(firstDay + days);
        assertThat(periods.precedingDay()).isLessThan(periods.firstDay(0));
        Set<String> labels = new HashSet<>();
        for (int p = 0; p < periods.count(); p++) {
            assertThat(periods.firstDay(p)).isLessThanOrEqualTo(periods.lastDay(p));
            assertThat(labels.add(periods.label(p))).isTrue();
            if (p > 0) {
                assertThat(periods.firstDay(p)).isEqualTo(periods.lastDay(p - 1) + 1);
            }
            assertThat(calendar.cut().periodOf(periods.firstDay(p)))
                    .isEqualTo(calendar.cut().periodOf(periods.lastDay(p)));
        }
        assertThat(periods.indexOf(firstDay)).isZero();
        assertThat(periods.indexOf(firstDay + days)).isEqualTo(periods.count() - 1);
    }
}
