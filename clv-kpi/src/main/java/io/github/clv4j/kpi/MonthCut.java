package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.time.Month;

/** Quarters or years that begin with a month. Periods are counted from the calendar year 0. */
final class MonthCut implements PeriodCut {
    private static final int MONTHS_A_YEAR = 12;

    private final int length;
    private final Month first;
    private final YearName name;
    private final String prefix;

    /**
     * A cut.
     *
     * @param length months of a period: 3 or 12
     * @param first the month with which a year begins
     */
    MonthCut(int length, Month first, YearName name, String prefix) {
        this.length = length;
        this.first = first;
        this.name = name;
        this.prefix = prefix;
    }

    @Override
    public int periodOf(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int month = date.getYear() * MONTHS_A_YEAR + date.getMonthValue() - first.getValue();
        return Math.floorDiv(month, length);
    }

    @Override
    public int firstDayOf(int period) {
        int month = period * length + first.getValue() - 1;
        return (int) LocalDate.of(Math.floorDiv(month, MONTHS_A_YEAR), 1 + Math.floorMod(month, MONTHS_A_YEAR), 1)
                .toEpochDay();
    }

    @Override
    public String label(int period) {
        int perYear = MONTHS_A_YEAR / length;
        boolean later = name == YearName.LAST_MONTH && first != Month.JANUARY;
        String year = prefix + PeriodCalendar.padded(Math.floorDiv(period, perYear) + (later ? 1 : 0), 4);
        return perYear == 1 ? year : year + "-Q" + (1 + Math.floorMod(period, perYear));
    }

    @Override
    public double months() {
        return length;
    }
}
