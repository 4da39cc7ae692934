package io.github.clv4j.data;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The unit in which a length of time is told, with its length in days and its place on the calendar.
 *
 * <p>Lengths are fixed so that a fit in one unit is the same model in another: a week is 7 days, a year 365.25 days and
 * a month a twelfth of that (30.4375 days). Calendar periods, used for cohorts and KPIs, are the real ones: ISO weeks
 * from Monday, calendar months and years.
 */
public enum TimeStep {
    /** One day. */
    DAYS(1),
    /** Seven days; as a calendar period the ISO week, Monday to Sunday. */
    WEEKS(7),
    /** 30.4375 days; as a calendar period the calendar month. */
    MONTHS(365.25 / 12),
    /** 365.25 days; as a calendar period the calendar year. */
    YEARS(365.25);

    private static final LocalDate EPOCH = LocalDate.EPOCH;
    /** 1970-01-01 was a Thursday: three days after the Monday that opens ISO week number 0 here. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private final double days;

    TimeStep(double days) {
        this.days = days;
    }

    /** Length of one step in days. */
    public double days() {
        return days;
    }

    /**
     * The number of the calendar period that holds a day; 0 is the period that holds 1970-01-01, the next one is 1.
     *
     * @param day days since 1970-01-01
     */
    public int periodOf(int day) {
        return switch (this) {
            case DAYS -> day;
            case WEEKS -> Math.floorDiv(day + EPOCH_DAY_OF_WEEK, 7);
            case MONTHS -> {
                LocalDate date = LocalDate.ofEpochDay(day);
                yield (date.getYear() - EPOCH.getYear()) * 12 + date.getMonthValue() - 1;
            }
            case YEARS -> LocalDate.ofEpochDay(day).getYear() - EPOCH.getYear();
        };
    }

    /**
     * The first day of a calendar period, the inverse of {@link #periodOf}.
     *
     * @param period number of the period, counted from the one that holds 1970-01-01
     * @return days since 1970-01-01
     */
    public int firstDayOf(int period) {
        return switch (this) {
            case DAYS -> period;
            case WEEKS -> period * 7 - EPOCH_DAY_OF_WEEK;
            case MONTHS -> (int) EPOCH.plus(period, ChronoUnit.MONTHS).toEpochDay();
            case YEARS -> (int) EPOCH.plus(period, ChronoUnit.YEARS).toEpochDay();
        };
    }
}
