package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailCalendarTest {
    private static final RetailCalendar NRF = RetailCalendar.nationalRetailFederation();

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static List<String> labels(Periods periods) {
        return IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
    }

    /** Years of the National Retail Federation's published 4-5-4 calendars; 2006, 2012, 2017 and 2023 have 53 weeks. */
    @ParameterizedTest
    @CsvSource({
        "2006, 2006-01-29, 2007-02-03, 53",
        "2012, 2012-01-29, 2013-02-02, 53",
        "2016, 2016-01-31, 2017-01-28, 52",
        "2017, 2017-01-29, 2018-02-03, 53",
        "2022, 2022-01-30, 2023-01-28, 52",
        "2023, 2023-01-29, 2024-02-03, 53",
        "2024, 2024-02-04, 2025-02-01, 52",
    })
    void hasTheYearsOfTheRetailFederation(int year, LocalDate first, LocalDate last, int weeks) {
        assertThat(NRF.firstDay(year)).isEqualTo(first);
        assertThat(NRF.lastDay(year)).isEqualTo(last);
        assertThat(NRF.weeks(year)).isEqualTo(weeks);
    }

    /** Of its calendar for 2023: February 29 January to 25 February, March to 1 April; the 53rd week is January's. */
    @Test
    void hasItsMonths() {
        Periods months = Periods.covering(date("2023-01-29"), date("2024-02-04"), NRF.months());
        assertThat(months.count()).isEqualTo(13);
        assertThat(months.label(0)).isEqualTo("FY2023-P01");
        assertThat(months.last(0)).isEqualTo("2023-02-25");
        assertThat(months.last(1)).isEqualTo("2023-04-01");
        assertThat(months.last(2)).isEqualTo("2023-04-29");
        assertThat(months.label(11)).isEqualTo("FY2023-P12");
        assertThat(months.first(11)).isEqualTo("2023-12-31");
        assertThat(months.last(11)).isEqualTo("2024-02-03");
        assertThat(months.label(12)).isEqualTo("FY2024-P01");
        assertThat(months.months(0)).isEqualTo(28 / 30.4375);
    }

    @Test
    void givesThe53rdWeekToTheLastQuarter() {
        Periods quarters = Periods.covering(date("2023-10-30"), date("2024-02-04"), NRF.quarters());
        assertThat(labels(quarters)).containsExactly("FY2023-Q4", "FY2024-Q1");
        assertThat(quarters.lastDay(0) - quarters.firstDay(0) + 1).isEqualTo(14 * 7);
        Periods weeks = Periods.covering(date("2024-01-28"), date("2024-02-04"), NRF.weeks());
        assertThat(labels(weeks)).containsExactly("FY2023-W53", "FY2024-W01");
        assertThat(labels(Periods.covering(date("2024-02-03"), date("2024-02-04"), NRF.years())))
                .containsExactly("FY2023", "FY2024");
    }

    /** Apple's years end on the last Saturday of September; its 2023, to 2023-09-30, had 53 weeks (its report 10-K). */
    @Test
    void endsYearsOnTheLastWeekdayOfAMonth() {
        RetailCalendar apple = RetailCalendar.of(
                RetailPattern.WEEKS_5_4_4,
                Month.SEPTEMBER,
                DayOfWeek.SATURDAY,
                YearEndRule.LAST_IN_MONTH,
                YearName.LAST_MONTH);
        assertThat(apple.lastDay(2022)).isEqualTo("2022-09-24");
        assertThat(apple.lastDay(2023)).isEqualTo("2023-09-30");
        assertThat(apple.weeks(2023)).isEqualTo(53);
        assertThat(apple.weeks(2024)).isEqualTo(52);
        Periods months = Periods.covering(date("2022-09-25"), date("2022-12-25"), apple.months());
        assertThat(months.last(0)).isEqualTo("2022-10-29");
        assertThat(months.last(1)).isEqualTo("2022-11-26");
    }

    /** A year that ends three days into January is still that of the December before, and every year has a name. */
    @Test
    void namesYearsThatEndInTheNextCalendarYear() {
        RetailCalendar december = RetailCalendar.of(
                RetailPattern.WEEKS_4_4_5,
                Month.DECEMBER,
                DayOfWeek.SATURDAY,
                YearEndRule.NEAREST_TO_MONTH_END,
                YearName.FIRST_MONTH);
        assertThat(december.lastDay(2025)).isEqualTo("2026-01-03");
        assertThat(december.firstDay(2025)).isEqualTo("2024-12-29");
        assertThat(labels(Periods.covering(date("2024-12-28"), date("2026-01-04"), december.years())))
                .containsExactly("FY2024", "FY2025", "FY2026");
    }

    @Property(tries = 300)
    void yearsHave52Or53WholeWeeksAndEndByTheRule(
            @ForAll RetailPattern pattern,
            @ForAll Month month,
            @ForAll DayOfWeek day,
            @ForAll YearEndRule rule,
            @ForAll YearName name,
            @ForAll @IntRange(min = 1900, max = 2100) int year) {
        RetailCalendar calendar = RetailCalendar.of(pattern, month, day, rule, name);
        LocalDate last = calendar.lastDay(year);
        assertThat(last.getDayOfWeek()).isEqualTo(day);
        assertThat(calendar.firstDay(year + 1)).isEqualTo(last.plusDays(1));
        assertThat(calendar.weeks(year)).isBetween(52, 53);
        LocalDate monthEnd = last.minusDays(3).withDayOfMonth(last.minusDays(3).lengthOfMonth());
        long off = last.toEpochDay() - monthEnd.toEpochDay();
        if (rule == YearEndRule.LAST_IN_MONTH) {
            assertThat(last.getMonth()).isEqualTo(month);
            assertThat(last.plusWeeks(1).getMonth()).isNotEqualTo(month);
        } else {
            assertThat(off).isBetween(-3L, 3L);
            assertThat(monthEnd.getMonth()).isEqualTo(month);
        }
        for (PeriodCalendar cut : List.of(calendar.weeks(), calendar.months(), calendar.quarters(), calendar.years())) {
            Periods periods = Periods.covering(calendar.firstDay(year), last, cut);
            assertThat(periods.first(0)).isEqualTo(calendar.firstDay(year));
            assertThat(periods.last(periods.count() - 1)).isEqualTo(last);
        }
        Periods months = Periods.covering(calendar.firstDay(year), last, calendar.months());
        assertThat(months.count()).isEqualTo(12);
        int[] weeks = IntStream.range(0, 12)
                .map(p -> (months.lastDay(p) + 1 - months.firstDay(p)) / 7)
                .toArray();
        int[] quarter = switch (pattern) {
            case WEEKS_4_4_5 -> new int[] {4, 4, 5};
            case WEEKS_4_5_4 -> new int[] {4, 5, 4};
            case WEEKS_5_4_4 -> new int[] {5, 4, 4};
        };
        for (int p = 0; p < 12; p++) {
            assertThat(weeks[p]).isEqualTo(quarter[p % 3] + (p == 11 ? calendar.weeks(year) - 52 : 0));
        }
    }
}
