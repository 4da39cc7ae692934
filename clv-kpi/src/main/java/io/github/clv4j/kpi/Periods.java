package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive periods of time, seen as of the end of a day that the last of them holds. Immutable.
 *
 * <p>Calendar periods ({@link #covering(LocalDate, LocalDate, TimeStep) covering}) are days, ISO weeks from Monday,
 * calendar months or years; the last one is usually not over yet. Rolling windows ({@link #ending ending}) have equal
 * lengths and end on the as-of day, so all of them are complete.
 *
 * <table>
 * <caption>Labels</caption>
 * <tr><th>periods</th><th>label</th></tr>
 * <tr><td>days</td><td>{@code 2011-03-14}</td></tr>
 * <tr><td>ISO weeks</td><td>{@code 2011-W11}, of the ISO week-based year</td></tr>
 * <tr><td>months</td><td>{@code 2011-03}</td></tr>
 * <tr><td>years</td><td>{@code 2011}</td></tr>
 * <tr><td>rolling windows</td><td>{@code 2010-12-10..2011-12-09}, first and last day</td></tr>
 * </table>
 */
public final class Periods {
    /** Most periods that one analysis takes. */
    public static final int MAX_COUNT = 100_000;

    /** Returned by {@link #indexOf} for a day in none of the periods. */
    public static final int NONE = -1;

    /** Days of an average month, for windows that are not whole months. */
    private static final double DAYS_A_MONTH = TimeStep.MONTHS.days();

    private final int precedingDay;
    /** First days of the periods, and at the end the day after the last period. */
    private final int[] bounds;

    private final int asOfDay;
    private final double months;
    private final IntFunction<String> labels;
    private final String text;
    /** The period of each day from the first to the last. */
    private final int[] periodOf;

    private Periods(
            int precedingDay, int[] bounds, int asOfDay, double months, IntFunction<String> labels, String text) {
        this.precedingDay = precedingDay;
        this.bounds = bounds;
        this.asOfDay = asOfDay;
        this.months = months;
        this.labels = labels;
        this.text = text;
        this.periodOf = new int[bounds[bounds.length - 1] - bounds[0]];
        for (int p = 0; p < count(); p++) {
            for (int day = bounds[p]; day < bounds[p + 1]; day++) {
                periodOf[day - bounds[0]] = p;
            }
        }
    }

    /**
     * The calendar periods from the one that holds a first day to the one that holds the as-of day.
     *
     * @param firstDay a day of the first period
     * @param asOfDay the last day that counts; a day of the last period
     * @param step what the periods are
     * @throws IllegalArgumentException if the first day is after the as-of day, or there were more than
     *     {@value #MAX_COUNT} periods
     */
    public static Periods covering(LocalDate firstDay, LocalDate asOfDay, TimeStep step) {
        Objects.requireNonNull(step, "step");
        TimeGrid days = TimeGrid.withDefaults();
        int asOf = days.day(asOfDay);
        if (days.day(firstDay) > asOf) {
            throw new IllegalArgumentException(
                    "first day is " + firstDay + "; it must not be after the as-of day " + asOfDay);
        }
        int first = step.periodOf(days.day(firstDay));
        int count = checkedCount(step.periodOf(asOf) - first + 1);
        int[] bounds = new int[count + 1];
        for (int p = 0; p <= count; p++) {
            bounds[p] = step.firstDayOf(first + p);
        }
        return new Periods(
                step.firstDayOf(first - 1),
                bounds,
                asOf,
                lengthInMonths(1, step),
                p -> calendarLabel(step, bounds[p]),
                step.toString());
    }

    /**
     * The calendar periods from the log's first day to its last, as of that.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     */
    public static Periods covering(TransactionLog log, TimeStep step) {
        return covering(LocalDate.ofEpochDay(log.firstDay()), LocalDate.ofEpochDay(log.lastDay()), step);
    }

    /**
     * The calendar periods from the log's first day to the one that holds the as-of day.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the log begins after the as-of day
     */
    public static Periods covering(TransactionLog log, LocalDate asOfDay, TimeStep step) {
        return covering(LocalDate.ofEpochDay(log.firstDay()), asOfDay, step);
    }

    /**
     * Rolling windows of equal length, the last of which ends with the as-of day: {@code ending(asOf, 365,
     * TimeStep.DAYS, 2)} is the last 365 days and the 365 before, {@code ending(asOf, 12, TimeStep.MONTHS, 2)} the last
     * twelve months and the twelve before.
     *
     * <p>A window of n months ends the day before the same day of the month n months later; where a month is too short
     * for that day, its last day takes the place.
     *
     * @param asOfDay the last day of the last window
     * @param length steps in a window, 1 or more
     * @param step the unit of the length; the step's calendar plays no part
     * @param count number of windows, 1 or more
     */
    public static Periods ending(LocalDate asOfDay, int length, TimeStep step, int count) {
        if (length <= 0) {
            throw new IllegalArgumentException("length is " + length + "; it must be 1 or more");
        }
        checkedCount(count);
        TimeGrid days = TimeGrid.withDefaults();
        int asOf = days.day(asOfDay);
        LocalDate end = asOfDay.plusDays(1);
        int[] starts = new int[count + 2];
        for (int back = 0; back < starts.length; back++) {
            int steps = Math.multiplyExact(length, back);
            LocalDate start = end.minus(
                    switch (step) {
                        case DAYS -> Period.ofDays(steps);
                        case WEEKS -> Period.ofWeeks(steps);
                        case MONTHS -> Period.ofMonths(steps);
                        case YEARS -> Period.ofYears(steps);
                    });
            if (back == 0) {
                starts[starts.length - 1] = asOf + 1;
            } else {
                starts[starts.length - 1 - back] = days.day(start);
            }
        }
        int[] bounds = Arrays.copyOfRange(starts, 1, starts.length);
        return new Periods(
                starts[0],
                bounds,
                asOf,
                lengthInMonths(length, step),
                p -> iso(bounds[p]) + ".." + iso(bounds[p + 1] - 1),
                "windows of " + length + " " + step);
    }

    private static int checkedCount(int count) {
        if (count >= 1 && count <= MAX_COUNT) {
            return count;
        }
        throw new IllegalArgumentException(
                "number of periods is " + count + "; it must be 1 to " + MAX_COUNT + ", so choose longer periods");
    }

    private static double lengthInMonths(int length, TimeStep step) {
        return switch (step) {
            case DAYS, WEEKS -> length * step.days() / DAYS_A_MONTH;
            case MONTHS -> length;
            case YEARS -> 12.0 * length;
        };
    }

    private static String calendarLabel(TimeStep step, int firstDay) {
        LocalDate first = LocalDate.ofEpochDay(firstDay);
        return switch (step) {
            case DAYS -> first.toString();
            case WEEKS ->
                padded(first.get(IsoFields.WEEK_BASED_YEAR), 4) + "-W"
                        + padded(first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case MONTHS -> padded(first.getYear(), 4) + "-" + padded(first.getMonthValue(), 2);
            case YEARS -> padded(first.getYear(), 4);
        };
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String iso(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** Number of periods, at least 1. */
    public int count() {
        return bounds.length - 1;
    }

    /** What a period is called, independent of the locale. */
    public String label(int period) {
        Objects.checkIndex(period, count());
        return labels.apply(period);
    }

    /** The first day of a period, in days since 1970-01-01. */
    public int firstDay(int period) {
        Objects.checkIndex(period, count());
        return bounds[period];
    }

    /** The last day of a period, in days since 1970-01-01. */
    public int lastDay(int period) {
        return bounds[period + 1] - 1;
    }

    /** The first day of a period. */
    public LocalDate first(int period) {
        return LocalDate.ofEpochDay(firstDay(period));
    }

    /** The last day of a period. */
    public LocalDate last(int period) {
        return LocalDate.ofEpochDay(lastDay(period));
    }

    /**
     * The period of a day, or {@link #NONE}.
     *
     * @param day days since 1970-01-01
     */
    public int indexOf(int day) {
        int offset = day - bounds[0];
        return offset >= 0 && offset < periodOf.length ? periodOf[offset] : NONE;
    }

    /**
     * The number of a label.
     *
     * @throws IllegalArgumentException if there is no period of that label; the message tells the first and the last
     */
    public int indexOf(String label) {
        for (int p = 0; p < count(); p++) {
            if (label(p).equals(label)) {
                return p;
            }
        }
        throw new IllegalArgumentException(
                "no period '" + label + "'; there are " + label(0) + " to " + label(count() - 1));
    }

    /** True if the period is over as of the as-of day, which may be its last day. */
    public boolean isComplete(int period) {
        return lastDay(period) <= asOfDay;
    }

    /** The last day that counts, in days since 1970-01-01. */
    public int asOfDay() {
        return asOfDay;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /**
     * The length of a period in months: a calendar month is 1 and a year 12, whatever their days; other lengths, and
     * the part that is over of a period that is not complete, are days / 30.4375.
     */
    public double months(int period) {
        return isComplete(period) ? months : (asOfDay - firstDay(period) + 1) / DAYS_A_MONTH;
    }

    /** The first day of the period before the first one: who was active then is asked for retention. */
    int precedingDay() {
        return precedingDay;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Periods that
                && precedingDay == that.precedingDay
                && asOfDay == that.asOfDay
                && Arrays.equals(bounds, that.bounds)
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bounds) + asOfDay;
    }

    @Override
    public String toString() {
        return count() + " " + text + " from " + first(0) + " as of " + asOf();
    }
}
