package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.WeekFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeStepTest {
    /** All days that a log accepts; loops count mistakes, since 3.6 million assertions take too long. */
    private static final int FIRST = TimeGrid.MIN_DAY;

    private static final int LAST = TimeGrid.MAX_DAY;

    @ParameterizedTest
    @EnumSource(TimeStep.class)
    void everyDayLiesInItsPeriodAndPeriodsFollowOneAnother(TimeStep step) {
        int wrong = 0;
        int period = step.periodOf(FIRST);
        for (int day = FIRST; day <= LAST; day++) {
            int now = step.periodOf(day);
            wrong += now == period || (now == period + 1 && step.firstDayOf(now) == day) ? 0 : 1;
            wrong += step.firstDayOf(now) <= day && day < step.firstDayOf(now + 1) ? 0 : 1;
            period = now;
        }
        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @EnumSource(TimeStep.class)
    void theFirstDayOfAPeriodIsTheInverse(TimeStep step) {
        int wrong = 0;
        for (int period = step.periodOf(FIRST) + 1; period <= step.periodOf(LAST); period++) {
            int first = step.firstDayOf(period);
            wrong += step.periodOf(first) == period && step.periodOf(first - 1) == period - 1 ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void weeksAreThoseOfIso() {
        int wrong = 0;
        for (int day = FIRST; day <= LAST; day += day > -40_000 && day < 40_000 ? 1 : 5) {
            LocalDate date = LocalDate.ofEpochDay(day);
            LocalDate monday = date.with(WeekFields.ISO.dayOfWeek(), 1);
            wrong += TimeStep.WEEKS.firstDayOf(TimeStep.WEEKS.periodOf(day)) == monday.toEpochDay() ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void monthsAndYearsAreThoseOfTheCalendar() {
        int wrong = 0;
        for (int day = FIRST; day <= LAST; day += 3) {
            LocalDate date = LocalDate.ofEpochDay(day);
            int month = TimeStep.MONTHS.periodOf(day);
            YearMonth expected = YearMonth.of(1970, 1).plusMonths(month);
            wrong += YearMonth.from(date).equals(expected) ? 0 : 1;
            wrong += TimeStep.YEARS.periodOf(day) == date.getYear() - 1970 ? 0 : 1;
            wrong += TimeStep.DAYS.periodOf(day) == day ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKS, 1970-01-01, 0",
        "WEEKS, 1970-01-04, 0",
        "WEEKS, 1970-01-05, 1",
        "WEEKS, 1969-12-29, 0",
        "WEEKS, 1969-12-28, -1",
        "MONTHS, 1969-12-31, -1",
        "MONTHS, 1970-01-31, 0",
        "MONTHS, 1968-02-29, -23",
        "MONTHS, 2024-12-01, 659",
        "YEARS, 1969-12-31, -1",
        "YEARS, 1970-12-31, 0",
        "YEARS, 0001-01-01, -1969",
        "DAYS, 1969-12-31, -1"
    })
    void periodsAreCountedFromTheOneThatHoldsTheEpoch(TimeStep step, LocalDate date, int period) {
        assertThat(step.periodOf((int) date.toEpochDay())).isEqualTo(period);
    }

    @Test
    void lengthsAreFixed() {
        assertThat(TimeStep.DAYS.days()).isEqualTo(1);
        assertThat(TimeStep.WEEKS.days()).isEqualTo(7);
        assertThat(TimeStep.MONTHS.days()).isEqualTo(30.4375);
        assertThat(TimeStep.YEARS.days()).isEqualTo(365.25);
    }
}
