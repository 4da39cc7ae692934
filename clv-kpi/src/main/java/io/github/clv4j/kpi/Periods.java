package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Periods of time, seen as of the end of a day. Immutable.
 *
 * <p>Calendar periods ({@link #covering(LocalDate, LocalDate, PeriodCalendar) covering}) follow each other without hole or
 * overlap; the last one holds the as-of day and is usually not over yet. Rolling windows of equal length end on the as-of
 * day, so all of them are complete: those of {@link #ending ending} follow each other, those of {@link #rolling rolling}
 * may overlap. What a log's days are is settled when it is built; no time zone plays a part here.
 *
 * <table>
 * <caption>Labels</caption>
 * <tr><th>periods</th><th>label</th></tr>
 * <tr><td>of a calendar</td><td>see {@link PeriodCalendar}: {@code 2011-03}, {@code 2011-W11}, {@code FY2023-P12}</td></tr>
 * <tr><td>rolling windows</td><td>{@code 2010-12-10..2011-12-09}, first and last day</td></tr>
 * </table>
 */
public final class Periods {
    /** Most periods that one analysis takes. */
    public static final int MAX_COUNT = 100_000;

    /** Most places of a table of periods and groups. */
    private static final int MAX_CELLS = 1 << 22;

    /** Returned by {@link #indexOf} for a day in none of the periods. */
    public static final int NONE = -1;

    /** Days of an average month, for periods that are not whole months. */
    private static final double DAYS_A_MONTH = TimeStep.MONTHS.days();

    /** First days of the periods; before them those of the periods that precede the first one of each lane. */
    private final int[] firsts;
    /** Days after the periods. */
    private final int[] ends;
    /** Every so manyth window follows another one; 1 unless windows overlap. */
    private final int lanes;

    private final int asOfDay;
    /** Months of a whole period, or NaN if days tell. */
    private final double months;

    private final IntFunction<String> labels;
    private final String text;
    /** The period of each day from the first to the last; empty if windows overlap. */
    private final int[] periodOf;

    private Periods(
            int[] firsts, int[] ends, int lanes, int asOfDay, double months, IntFunction<String> labels, String text) {
        this.firsts = firsts;
        this.ends = ends;
        this.lanes = lanes;
        this.asOfDay = asOfDay;
        this.months = months;
        this.labels = labels;
        this.text = text;
        this.periodOf = lanes > 1 ? new int[0] : new int[ends[ends.length - 1] - firsts[1]];
        for (int p = 0; lanes == 1 && p < count(); p++) {
            Arrays.fill(periodOf, firsts[1 + p] - firsts[1], ends[p] - firsts[1], p);
        }
    }

    /** Periods that tile time. */
    private static Periods tiled(int[] bounds, int asOfDay, double months, IntFunction<String> labels, String text) {
        return new Periods(
                Arrays.copyOf(bounds, bounds.length - 1),
                Arrays.copyOfRange(bounds, 2, bounds.length),
                1,
                asOfDay,
                months,
                labels,
                text);
    }

    /**
     * The periods of a calendar from the one that holds a first day to the one that holds the as-of day.
     *
     * @param firstDay a day of the first period
     * @param asOfDay the last day that counts; a day of the last period
     * @throws IllegalArgumentException if the first day is after the as-of day, or there were more than
     *     {@value #MAX_COUNT} periods
     */
    public static Periods covering(LocalDate firstDay, LocalDate asOfDay, PeriodCalendar calendar) {
        PeriodCut cut = Objects.requireNonNull(calendar, "calendar").cut();
        TimeGrid days = TimeGrid.withDefaults();
        int asOf = days.day(asOfDay);
        if (days.day(firstDay) > asOf) {
            throw new IllegalArgumentException(
                    "first day is " + firstDay + "; it must not be after the as-of day " + asOfDay);
        }
        int first = cut.periodOf(days.day(firstDay));
        int count = checkedCount(cut.periodOf(asOf) - first + 1);
        int[] bounds = new int[count + 2];
        for (int p = 0; p < bounds.length; p++) {
            bounds[p] = cut.firstDayOf(first - 1 + p);
        }
        return tiled(bounds, asOf, cut.months(), p -> cut.label(first + p), calendar.toString());
    }

    /**
     * As {@link #covering(LocalDate, LocalDate, PeriodCalendar)}, with days, ISO weeks, calendar months or calendar years.
     */
    public static Periods covering(LocalDate firstDay, LocalDate asOfDay, TimeStep step) {
        return covering(firstDay, asOfDay, PeriodCalendar.of(step));
    }

    /**
     * The calendar periods from the log's first day to its last, as of that.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     */
    public static Periods covering(TransactionLog log, TimeStep step) {
        return covering(log, PeriodCalendar.of(step));
    }

    /** As {@link #covering(TransactionLog, TimeStep)}, of any calendar. */
    public static Periods covering(TransactionLog log, PeriodCalendar calendar) {
        return covering(LocalDate.ofEpochDay(log.firstDay()), LocalDate.ofEpochDay(log.lastDay()), calendar);
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
     * Rolling windows of equal length that follow each other, the last of which ends with the as-of day: {@code
     * ending(asOf, 365, TimeStep.DAYS, 2)} is the last 365 days and the 365 before, {@code ending(asOf, 12,
     * TimeStep.MONTHS, 2)} the last twelve months and the twelve before.
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
        checkedLength(length);
        checkedCount(count);
        TimeGrid days = TimeGrid.withDefaults();
        int asOf = days.day(asOfDay);
        LocalDate end = asOfDay.plusDays(1);
        int[] bounds = new int[count + 2];
        for (int back = 0; back < bounds.length; back++) {
            int steps = Math.multiplyExact(length, back);
            LocalDate start = end.minus(
                    switch (step) {
                        case DAYS -> Period.ofDays(steps);
                        case WEEKS -> Period.ofWeeks(steps);
                        case MONTHS -> Period.ofMonths(steps);
                        case YEARS -> Period.ofYears(steps);
                    });
            bounds[bounds.length - 1 - back] = back == 0 ? asOf + 1 : days.day(start);
        }
        return tiled(
                bounds,
                asOf,
                switch (step) {
                    case DAYS, WEEKS -> Double.NaN;
                    case MONTHS -> length;
                    case YEARS -> 12.0 * length;
                },
                p -> window(bounds[p + 1], bounds[p + 2]),
                "windows of " + length + " " + step);
    }

    /**
     * Rolling windows of days that overlap: the last one ends with the as-of day, each other one {@code every} days before
     * the next. {@code rolling(asOf, 30, 1, 90)} tells of 90 days the 30 days up to each of them. The window before one,
     * which retention asks for, is the one that ends the day before it begins.
     *
     * <p>Facts of overlapping windows take one pass over the log for each of the {@code days / every} windows that hold
     * the same day.
     *
     * @param days days in a window, 1 or more
     * @param every days from one window to the next; must divide {@code days} without rest
     * @param count number of windows, 1 or more
     */
    public static Periods rolling(LocalDate asOfDay, int days, int every, int count) {
        checkedLength(days);
        if (!(every >= 1 && days % every == 0)) {
            throw new IllegalArgumentException("windows of " + days + " days every " + every
                    + " days; the second must divide the first, so that windows follow on windows");
        }
        checkedCount(count);
        TimeGrid grid = TimeGrid.withDefaults();
        int lanes = days / every;
        int asOf = grid.day(asOfDay);
        grid.day(asOfDay.minusDays((long) every * (count - 1) + 2L * days));
        int[] firsts = new int[count + lanes];
        int[] ends = new int[count];
        for (int p = 0; p < firsts.length; p++) {
            firsts[p] = asOf + 1 - days - every * (count - 1 + lanes - p);
        }
        for (int p = 0; p < count; p++) {
            ends[p] = asOf + 1 - every * (count - 1 - p);
        }
        return new Periods(
                firsts,
                ends,
                lanes,
                asOf,
                Double.NaN,
                p -> window(firsts[lanes + p], ends[p]),
                "windows of " + days + " days every " + every + " days");
    }

    private static String window(int first, int end) {
        return LocalDate.ofEpochDay(first) + ".." + LocalDate.ofEpochDay(end - 1);
    }

    private static void checkedLength(int length) {
        if (!(length >= 1)) {
            throw new IllegalArgumentException("length is " + length + "; it must be 1 or more");
        }
    }

    private static int checkedCount(int count) {
        if (count >= 1 && count <= MAX_COUNT) {
            return count;
        }
        throw new IllegalArgumentException(
                "number of periods is " + count + "; it must be 1 to " + MAX_COUNT + ", so choose longer periods");
    }

    /** Number of periods, at least 1. */
    public int count() {
        return ends.length;
    }

    /** What a period is called, independent of the locale. */
    public String label(int period) {
        Objects.checkIndex(period, count());
        return labels.apply(period);
    }

    /** The first day of a period, in days since 1970-01-01. */
    public int firstDay(int period) {
        Objects.checkIndex(period, count());
        return firsts[lanes + period];
    }

    /** The last day of a period, in days since 1970-01-01. */
    public int lastDay(int period) {
        return ends[period] - 1;
    }

    /** The first day of a period. */
    public LocalDate first(int period) {
        return LocalDate.ofEpochDay(firstDay(period));
    }

    /** The last day of a period. */
    public LocalDate last(int period) {
        return LocalDate.ofEpochDay(lastDay(period));
    }

    /** True if a day may lie in several of the periods. */
    public boolean overlap() {
        return lanes > 1;
    }

    /**
     * These periods, of which a day lies in one at most.
     *
     * @throws IllegalArgumentException if windows overlap
     */
    Periods requireApart() {
        if (overlap()) {
            throw new IllegalArgumentException(text + " overlap; take windows that follow each other");
        }
        return this;
    }

    /**
     * Number of places for what is told of each of some groups in each period.
     *
     * @throws IllegalArgumentException if they are too many
     */
    int cells(int groups) {
        long cells = (long) count() * groups;
        if (cells > MAX_CELLS) {
            throw new IllegalArgumentException(groups + " groups of " + count()
                    + " periods are too many; choose longer periods or fewer groups (at most " + MAX_CELLS
                    + " of both together)");
        }
        return (int) cells;
    }

    /**
     * The period of a day, or {@link #NONE}.
     *
     * @param day days since 1970-01-01
     * @throws IllegalStateException if periods overlap
     */
    public int indexOf(int day) {
        if (overlap()) {
            throw new IllegalStateException(text + " overlap, so that a day may be in several");
        }
        int offset = day - firsts[1];
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
        boolean whole = isComplete(period);
        return whole && months > 0 ? months : ((whole ? ends[period] : asOfDay + 1) - firstDay(period)) / DAYS_A_MONTH;
    }

    /** The first day of the period before the first one: who was active then is asked for retention. */
    int precedingDay() {
        return firsts[0];
    }

    /** Number of {@link #lane lanes}: 1, or as many as windows that hold the same day. */
    int lanes() {
        return Math.min(lanes, count());
    }

    /** Those of the periods that follow each other, from one of the first on: every {@link #lanes}th. */
    Periods lane(int lane) {
        if (!overlap()) {
            return this;
        }
        int own = (count() - lane + lanes - 1) / lanes;
        int[] bounds = new int[own + 2];
        for (int p = 0; p <= own; p++) {
            bounds[p] = firsts[lane + p * lanes];
        }
        bounds[own + 1] = ends[lane + (own - 1) * lanes];
        return tiled(bounds, asOfDay, months, p -> label(lane + p * lanes), text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Periods that
                && asOfDay == that.asOfDay
                && Arrays.equals(firsts, that.firsts)
                && Arrays.equals(ends, that.ends)
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ends) + asOfDay;
    }

    @Override
    public String toString() {
        return count() + " " + text + " from " + first(0) + " as of " + asOf();
    }
}
