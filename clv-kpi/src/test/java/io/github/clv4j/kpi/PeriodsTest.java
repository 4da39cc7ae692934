package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static List<String> labels(Periods periods) {
        return IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
    }

    @Test
    void coversMonthsUpToTheOneThatHoldsTheAsOfDay() {
        Periods months = Periods.covering(date("2010-12-15"), date("2011-02-27"), TimeStep.MONTHS);
        assertThat(labels(months)).containsExactly("2010-12", "2011-01", "2011-02");
        assertThat(months.first(0)).isEqualTo("2010-12-01");
        assertThat(months.last(2)).isEqualTo("2011-02-28");
        assertThat(months.isComplete(1)).isTrue();
        assertThat(months.isComplete(2)).isFalse();
        assertThat(months.months(1)).isEqualTo(1);
        assertThat(months.months(2)).isCloseTo(27 / 30.4375, within(1e-15));
        assertThat(months.indexOf("2011-02")).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> months.indexOf("2011-03"))
                .withMessageContaining("2010-12 to 2011-02");
    }

    @Test
    void isCompleteOnItsLastDay() {
        assertThat(Periods.covering(date("2011-02-01"), date("2011-02-28"), TimeStep.MONTHS)
                        .isComplete(0))
                .isTrue();
    }

    @Test
    void labelsWeeksByTheIsoWeekBasedYear() {
        Periods weeks = Periods.covering(date("2008-12-28"), date("2009-01-05"), TimeStep.WEEKS);
        assertThat(labels(weeks)).containsExactly("2008-W52", "2009-W01", "2009-W02");
        assertThat(weeks.first(1)).isEqualTo("2008-12-29");
        assertThat(labels(Periods.covering(date("1969-12-29"), date("1970-01-05"), TimeStep.WEEKS)))
                .containsExactly("1970-W01", "1970-W02");
        assertThat(labels(Periods.covering(date("2011-02-28"), date("2011-03-06"), TimeStep.WEEKS)))
                .containsExactly("2011-W09");
    }

    @Test
    void labelsDaysAndYears() {
        assertThat(labels(Periods.covering(date("2011-03-31"), date("2011-04-01"), TimeStep.DAYS)))
                .containsExactly("2011-03-31", "2011-04-01");
        assertThat(labels(Periods.covering(date("0999-03-31"), date("1000-04-01"), TimeStep.YEARS)))
                .containsExactly("0999", "1000");
    }

    @Test
    void findsThePeriodOfEveryDay() {
        Periods months = Periods.covering(date("1969-11-15"), date("1970-02-03"), TimeStep.MONTHS);
        for (int day = months.firstDay(0); day <= months.lastDay(3); day++) {
            assertThat(months.label(months.indexOf(day)))
                    .isEqualTo(LocalDate.ofEpochDay(day).toString().substring(0, 7));
        }
        assertThat(months.indexOf(months.firstDay(0) - 1)).isEqualTo(Periods.NONE);
        assertThat(months.indexOf(months.lastDay(3) + 1)).isEqualTo(Periods.NONE);
        assertThat(months.indexOf(Integer.MIN_VALUE)).isEqualTo(Periods.NONE);
        assertThat(months.indexOf(Integer.MAX_VALUE)).isEqualTo(Periods.NONE);
    }

    @Test
    void rollsWindowsOfDaysBackFromTheAsOfDay() {
        Periods windows = Periods.ending(date("2011-12-09"), 365, TimeStep.DAYS, 2);
        assertThat(labels(windows)).containsExactly("2009-12-10..2010-12-09", "2010-12-10..2011-12-09");
        assertThat(windows.isComplete(1)).isTrue();
        assertThat(windows.months(1)).isCloseTo(365 / 30.4375, within(1e-12));
        assertThat(windows.precedingDay()).isEqualTo(windows.firstDay(0) - 365);
    }

    @Test
    void rollsWindowsOfMonthsBackFromTheAsOfDay() {
        assertThat(labels(Periods.ending(date("2011-03-30"), 1, TimeStep.MONTHS, 3)))
                .containsExactly("2010-12-31..2011-01-30", "2011-01-31..2011-02-27", "2011-02-28..2011-03-30");
        assertThat(labels(Periods.ending(date("2012-02-29"), 1, TimeStep.YEARS, 2)))
                .containsExactly("2010-03-01..2011-02-28", "2011-03-01..2012-02-29");
        assertThat(Periods.ending(date("2012-02-29"), 1, TimeStep.YEARS, 2).months(0))
                .isEqualTo(12);
    }

    @Test
    void rollsOverlappingWindows() {
        Periods windows = Periods.rolling(date("2011-12-09"), 30, 10, 4);
        assertThat(labels(windows))
                .containsExactly(
                        "2011-10-11..2011-11-09",
                        "2011-10-21..2011-11-19",
                        "2011-10-31..2011-11-29",
                        "2011-11-10..2011-12-09");
        assertThat(windows.overlap()).isTrue();
        assertThat(windows.isComplete(0)).isTrue();
        assertThat(windows.months(3)).isEqualTo(30 / 30.4375);
        assertThat(windows.indexOf("2011-10-21..2011-11-19")).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> windows.indexOf(windows.firstDay(1)))
                .withMessageContaining("a day may be in several");
        // Windows that follow each other: the first and the last.
        assertThat(windows.lanes()).isEqualTo(3);
        assertThat(labels(windows.lane(0))).containsExactly(windows.label(0), windows.label(3));
        assertThat(windows.lane(0).precedingDay()).isEqualTo(windows.firstDay(0) - 30);
        assertThat(labels(windows.lane(2))).containsExactly(windows.label(2));
    }

    @Test
    void windowsThatStepByTheirLengthAreThoseThatFollowEachOther() {
        Periods rolling = Periods.rolling(date("2011-12-09"), 7, 7, 5);
        Periods ending = Periods.ending(date("2011-12-09"), 7, TimeStep.DAYS, 5);
        assertThat(rolling.overlap()).isFalse();
        assertThat(labels(rolling)).isEqualTo(labels(ending));
        assertThat(rolling.precedingDay()).isEqualTo(ending.precedingDay());
    }

    @Test
    void refusesWindowsThatDoNotFollowOnWindows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.rolling(date("2011-12-09"), 30, 7, 4))
                .withMessage("windows of 30 days every 7 days; the second must divide the first, so that windows"
                        + " follow on windows");
        assertThatIllegalArgumentException().isThrownBy(() -> Periods.rolling(date("2011-12-09"), 30, 0, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.rolling(date("0001-02-09"), 30, 10, 40))
                .withMessageContaining("outside 0001-01-01..9999-12-31");
    }

    @Test
    void refusesImpossiblePeriods() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.covering(date("2011-03-02"), date("2011-03-01"), TimeStep.DAYS))
                .withMessage("first day is 2011-03-02; it must not be after the as-of day 2011-03-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.covering(date("0001-01-01"), date("2011-03-01"), TimeStep.DAYS))
                .withMessageContaining("must be 1 to 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.ending(date("2011-03-01"), 0, TimeStep.DAYS, 1))
                .withMessage("length is 0; it must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.ending(date("2011-03-01"), 1, TimeStep.DAYS, 0))
                .withMessageContaining("number of periods is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Periods.ending(date("2011-03-01"), 1000, TimeStep.YEARS, 3))
                .withMessageContaining("outside 0001-01-01..9999-12-31");
    }

    @Test
    void coversALog() {
        TransactionLog log = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
        assertThat(Periods.covering(log, TimeStep.MONTHS))
                .isEqualTo(Periods.covering(date("2010-12-01"), date("2011-03-10"), TimeStep.MONTHS))
                .hasToString("4 MONTHS from 2010-12-01 as of 2011-03-10");
        assertThatThrownBy(
                        () -> Periods.covering(Logs.of(List.of(), RefundPolicy.KEEP_NEGATIVE, false), TimeStep.MONTHS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows");
    }
}
