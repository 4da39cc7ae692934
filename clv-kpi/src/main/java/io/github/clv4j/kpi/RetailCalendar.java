package io.github.clv4j.kpi;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * A calendar of whole weeks: a year is four quarters of 13 weeks, each of three months of four or five weeks, so that a
 * month of this year has as many weekends as that of the last. Immutable.
 *
 * <p>A year ends on a weekday: the last one in a month, or the one nearest to that month's end ({@link YearEndRule}). The
 * next one begins the day after. So years have 52 or 53 weeks; the 53rd belongs to the last month and the last quarter,
 * which then have five or six and 14 weeks. Compare such a month with care.
 *
 * <p>Months are called {@code P01} to {@code P12}, since they are none of the calendar.
 */
public final class RetailCalendar {
    private static final int DAYS_A_WEEK = 7;
    private static final int WEEKS_A_QUARTER = 13;
    private static final int QUARTERS = 4;
    private static final int MONTHS = 12;
    /** Days before and after the month's end that the nearest weekday may lie. */
    private static final int REACH = 3;

    private final RetailPattern pattern;
    private final Month endMonth;
    private final DayOfWeek endDay;
    private final YearEndRule rule;
    private final YearName name;

    private RetailCalendar(RetailPattern pattern, Month endMonth, DayOfWeek endDay, YearEndRule rule, YearName name) {
        this.pattern = Objects.requireNonNull(pattern, "pattern");
        this.endMonth = Objects.requireNonNull(endMonth, "endMonth");
        this.endDay = Objects.requireNonNull(endDay, "endDay");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * A retail calendar.
     *
     * @param pattern weeks of the months of a quarter
     * @param endMonth the month at whose end the year ends
     * @param endDay the weekday on which the year, and so every week, ends
     * @param rule which of these weekdays it is
     * @param name whether a year is called after the calendar year of its first or of its last month, the last month being
     *     {@code endMonth} and the first the one after it
     */
    public static RetailCalendar of(
            RetailPattern pattern, Month endMonth, DayOfWeek endDay, YearEndRule rule, YearName name) {
        return new RetailCalendar(pattern, endMonth, endDay, rule, name);
    }

    /**
     * The 4-5-4 calendar of the US National Retail Federation: years end on the Saturday nearest to 31 January and are
     * named after the year in which they begin. FY2023 had 53 weeks, 2023-01-29 to 2024-02-03.
     */
    public static RetailCalendar nationalRetailFederation() {
        return of(
                RetailPattern.WEEKS_4_5_4,
                Month.JANUARY,
                DayOfWeek.SATURDAY,
                YearEndRule.NEAREST_TO_MONTH_END,
                YearName.FIRST_MONTH);
    }

    /** The first day of a year. */
    public LocalDate firstDay(int year) {
        return LocalDate.ofEpochDay(firstDayOf(ending(year)));
    }

    /** The last day of a year. */
    public LocalDate lastDay(int year) {
        return LocalDate.ofEpochDay(lastDayOf(ending(year)));
    }

    /** Weeks of a year: 52 or 53. */
    public int weeks(int year) {
        return (lastDayOf(ending(year)) + 1 - firstDayOf(ending(year))) / DAYS_A_WEEK;
    }

    /** The weeks of this calendar. */
    public PeriodCalendar weeks() {
        return new PeriodCalendar(new Weeks(), "weeks of " + this);
    }

    /** The months of four, five or, in the last one of a year, at times six weeks. */
    public PeriodCalendar months() {
        return new PeriodCalendar(new Parts(MONTHS, "-P"), "months of " + this);
    }

    /** The quarters of 13 or, in the last one of a year, at times 14 weeks. */
    public PeriodCalendar quarters() {
        return new PeriodCalendar(new Parts(QUARTERS, "-Q"), "quarters of " + this);
    }

    /** The years of 52 or 53 weeks. */
    public PeriodCalendar years() {
        return new PeriodCalendar(new Parts(1, ""), "years of " + this);
    }

    /** True if a year is called by the calendar year before that of its last month. */
    private boolean isNamedBefore() {
        return name == YearName.FIRST_MONTH && endMonth != Month.DECEMBER;
    }

    /** The calendar year at whose {@link #endMonth} a year ends; by this number years are counted inside. */
    private int ending(int year) {
        return isNamedBefore() ? year + 1 : year;
    }

    private String label(int ending) {
        return "FY" + PeriodCalendar.padded(isNamedBefore() ? ending - 1 : ending, 4);
    }

    private int lastDayOf(int ending) {
        LocalDate monthEnd = YearMonth.of(ending, endMonth).atEndOfMonth();
        LocalDate latest = rule == YearEndRule.LAST_IN_MONTH ? monthEnd : monthEnd.plusDays(REACH);
        return (int) latest.with(TemporalAdjusters.previousOrSame(endDay)).toEpochDay();
    }

    private int firstDayOf(int ending) {
        return lastDayOf(ending - 1) + 1;
    }

    private int yearOf(int day) {
        int ending = LocalDate.ofEpochDay(day).getYear();
        while (day > lastDayOf(ending)) {
            ending++;
        }
        while (day < firstDayOf(ending)) {
            ending--;
        }
        return ending;
    }

    /** The week of a year, from 0, that holds a day. */
    private int weekOf(int day, int ending) {
        return (day - firstDayOf(ending)) / DAYS_A_WEEK;
    }

    private final class Weeks implements PeriodCut {
        /** A day with which a week begins, from which weeks are counted. */
        private final int origin = RetailCalendar.this.firstDayOf(LocalDate.EPOCH.getYear());

        @Override
        public int periodOf(int day) {
            return Math.floorDiv(day - origin, DAYS_A_WEEK);
        }

        @Override
        public int firstDayOf(int period) {
            return origin + period * DAYS_A_WEEK;
        }

        @Override
        public String label(int period) {
            int first = firstDayOf(period);
            int year = yearOf(first);
            return RetailCalendar.this.label(year) + "-W" + PeriodCalendar.padded(1 + weekOf(first, year), 2);
        }

        @Override
        public double months() {
            return Double.NaN;
        }
    }

    /** Months, quarters or years: a number of parts of each year. */
    private final class Parts implements PeriodCut {
        private final int parts;
        private final String mark;

        Parts(int parts, String mark) {
            this.parts = parts;
            this.mark = mark;
        }

        @Override
        public int periodOf(int day) {
            int year = yearOf(day);
            int week = weekOf(day, year);
            int quarter = Math.min(week / WEEKS_A_QUARTER, QUARTERS - 1);
            int part = switch (parts) {
                case 1 -> 0;
                case QUARTERS -> quarter;
                default ->
                    quarter * MONTHS / QUARTERS
                            + pattern.monthOf(Math.min(week - quarter * WEEKS_A_QUARTER, WEEKS_A_QUARTER - 1));
            };
            return year * parts + part;
        }

        @Override
        public int firstDayOf(int period) {
            int part = Math.floorMod(period, parts);
            int week = switch (parts) {
                case 1 -> 0;
                case QUARTERS -> part * WEEKS_A_QUARTER;
                default -> part / 3 * WEEKS_A_QUARTER + pattern.weeksBefore(part % 3);
            };
            return RetailCalendar.this.firstDayOf(Math.floorDiv(period, parts)) + week * DAYS_A_WEEK;
        }

        @Override
        public String label(int period) {
            String year = RetailCalendar.this.label(Math.floorDiv(period, parts));
            int part = 1 + Math.floorMod(period, parts);
            return switch (parts) {
                case 1 -> year;
                case QUARTERS -> year + mark + part;
                default -> year + mark + PeriodCalendar.padded(part, 2);
            };
        }

        @Override
        public double months() {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return pattern + ", years end on the " + endDay + " that is " + rule + " of " + endMonth + ", named by " + name;
    }
}
