package io.github.clv4j.evaluate;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntToDoubleFunction;

/**
 * Repeat purchases period by period, expected and actual, of all customers that were acquired by the end of the
 * calibration. Immutable.
 *
 * <p>By the end of day e the model expects
 *
 * <pre>  Σ n(d) · E[X(e − d)],   d ≤ e </pre>
 *
 * <p>repeat purchases, n(d) being the customers whose first purchase was on day d: the expectation of a customer of whom
 * nothing is known, whatever it has done since. The actual number is that of the days after a customer's first one, up to e, with a purchase (or of the periods, if those are
 * merged). A period's expectation is the difference between its end and the end of the period before; it is never
 * negative.
 *
 * <p>Customers, first days and purchases up to the end of the calibration are as the log knew them by then, later purchases
 * as it knows them by the end of the tracking, as {@link CalibrationSplit} has them. The last period may be cut by the end
 * of the tracking; it {@linkplain #isWhole says so}, and both figures are of the days that it has.
 */
public final class Tracking {
    private final TrackingOptions options;
    private final int customers;
    private final int absent;
    /** The day before the first period, and the last day of each. */
    private final int[] ends;

    private final boolean lastIsWhole;
    private final long[] actual;
    private final double[] expected;

    private Tracking(
            TrackingOptions options,
            int customers,
            int absent,
            int[] ends,
            boolean lastIsWhole,
            long[] actual,
            double[] expected) {
        this.options = options;
        this.customers = customers;
        this.absent = absent;
        this.ends = ends;
        this.lastIsWhole = lastIsWhole;
        this.actual = actual;
        this.expected = expected;
    }

    /**
     * The tracking of a split: to the end of its hold-out, in weeks unless it merges the purchases of longer periods.
     *
     * @throws IllegalArgumentException as {@link #of(TransactionLog, PurchaseModel, TrackingOptions)}
     */
    public static Tracking of(TransactionLog log, CalibrationSplit split, PurchaseModel model) {
        if (log.index() != split.calibration().index()) {
            throw new IllegalArgumentException("the split is of another log");
        }
        return of(log, model, TrackingOptions.of(split));
    }

    /**
     * The tracking of a log.
     *
     * @param model in any unit of time; if purchases of a period are merged, in that of the periods
     * @throws IllegalArgumentException if no customer was acquired by the end of the calibration, the model counts
     *     opportunities and the periods are not merged, or they are merged and the model is in another unit or the last one
     *     is not whole
     */
    public static Tracking of(TransactionLog log, PurchaseModel model, TrackingOptions options) {
        boolean merged = options.merging() == PurchaseMerging.SAME_PERIOD;
        checkUnits(model, options, merged);
        CustomerSummary calibration = CustomerSummary.of(
                log,
                SummaryOptions.withDefaults()
                        .withStep(options.step())
                        .withMerging(options.merging())
                        .until(options.calibrationEnd()));
        if (calibration.presentCustomers() == 0) {
            throw new IllegalArgumentException("no customer was acquired by the end of the calibration, "
                    + options.calibrationEnd() + "; there is nobody to track");
        }
        int[] newcomers = newcomers(calibration);
        Grid grid = Grid.of(options, firstDay(calibration));
        if (merged && !grid.lastIsWhole) {
            throw new IllegalArgumentException("tracking ends on " + options.end()
                    + " within a period; with the purchases of a period merged it must end on the last day of one");
        }
        return new Tracking(
                options,
                calibration.presentCustomers(),
                log.customers() - calibration.presentCustomers(),
                grid.ends,
                grid.lastIsWhole,
                actual(log, calibration, options, grid, merged),
                expected(model, newcomers, grid, merged));
    }

    private static void checkUnits(PurchaseModel model, TrackingOptions options, boolean merged) {
        String name = model.family().displayName();
        if (model.family() == ModelFamily.BG_BB && !merged) {
            throw new IllegalArgumentException(name + " counts opportunities, one each of " + model.unit()
                    + "; track it with withPeriodsMerged(" + model.unit() + ")");
        }
        if (merged && model.unit() != options.step()) {
            throw new IllegalArgumentException(name + " has times in " + model.unit() + ", the merged periods are "
                    + options.step() + "; both must be the same");
        }
    }

    private static int firstDay(CustomerSummary calibration) {
        int first = calibration.asOfDay();
        for (int c = 0; c < calibration.customers(); c++) {
            first = calibration.isPresent(c) ? Math.min(first, calibration.firstDay(c)) : first;
        }
        return first;
    }

    /** Customers by first day, counted from the first of all. */
    private static int[] newcomers(CustomerSummary calibration) {
        int first = firstDay(calibration);
        int[] newcomers = new int[calibration.asOfDay() - first + 1];
        for (int c = 0; c < calibration.customers(); c++) {
            if (calibration.isPresent(c)) {
                newcomers[calibration.firstDay(c) - first]++;
            }
        }
        return newcomers;
    }

    /** The periods, and which of them each day is in. */
    private static final class Grid {
        final int firstDay;
        /** The day before the first period, and the last day of each. */
        final int[] ends;

        final int[] periodOf;
        final boolean lastIsWhole;

        private Grid(int firstDay, int[] ends, int[] periodOf, boolean lastIsWhole) {
            this.firstDay = firstDay;
            this.ends = ends;
            this.periodOf = periodOf;
            this.lastIsWhole = lastIsWhole;
        }

        static Grid of(TrackingOptions options, int firstDay) {
            boolean calendar = options.grid() == TrackingGrid.CALENDAR;
            TimeStep step = options.step();
            int base = calendar ? step.periodOf(firstDay) : 0;
            IntToDoubleFunction end =
                    p -> calendar ? step.firstDayOf(base + p + 1) - 1.0 : later(firstDay, step, p + 1);
            int[] ends = new int[1];
            ends[0] = firstDay - 1;
            int periods = 0;
            int whole = ends[0];
            while (periods == 0 || ends[periods] < options.endDay()) {
                if (periods + 1 == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * ends.length);
                }
                whole = (int) end.applyAsDouble(periods);
                ends[++periods] = Math.min(whole, options.endDay());
            }
            int[] periodOf = new int[options.endDay() - firstDay + 1];
            for (int p = 1; p <= periods; p++) {
                Arrays.fill(periodOf, ends[p - 1] + 1 - firstDay, ends[p] + 1 - firstDay, p - 1);
            }
            return new Grid(firstDay, Arrays.copyOf(ends, periods + 1), periodOf, whole == options.endDay());
        }

        private static int later(int day, TimeStep step, int periods) {
            LocalDate date = LocalDate.ofEpochDay(day);
            return (int)
                    switch (step) {
                        case DAYS -> (long) day + periods;
                        case WEEKS -> day + 7L * periods;
                        case MONTHS -> date.plus(periods, ChronoUnit.MONTHS).toEpochDay();
                        case YEARS -> date.plus(periods, ChronoUnit.YEARS).toEpochDay();
                    };
        }

        int periods() {
            return ends.length - 1;
        }

        int period(int day) {
            return periodOf[day - firstDay];
        }
    }

    private static long[] actual(
            TransactionLog log, CustomerSummary calibration, TrackingOptions options, Grid grid, boolean merged) {
        AtomicLongArray count = new AtomicLongArray(grid.periods());
        Parallel.ranges(log.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                if (calibration.isPresent(c)) {
                    int last = tick(calibration.firstDay(c), grid, merged);
                    last = count(log, c, calibration.asOfDay(), Integer.MIN_VALUE, last, grid, merged, count);
                    count(log, c, options.endDay(), calibration.asOfDay(), last, grid, merged, count);
                }
            }
        });
        long[] cumulative = new long[grid.periods()];
        long sum = 0;
        for (int p = 0; p < cumulative.length; p++) {
            sum += count.get(p);
            cumulative[p] = sum;
        }
        return cumulative;
    }

    private static int tick(int day, Grid grid, boolean merged) {
        return merged ? grid.period(day) : day;
    }

    /** Counts the purchases dated after one day up to another, as the log knew them by then. */
    private static int count(
            TransactionLog log,
            int customer,
            int until,
            int after,
            int lastTick,
            Grid grid,
            boolean merged,
            AtomicLongArray count) {
        int last = lastTick;
        CustomerHistory history = log.historyAsOf(customer, until);
        for (int row = 0; row < history.rows(); row++) {
            int day = history.day(row);
            if (day > after && history.amountMinor(row) >= 0) {
                int tick = tick(day, grid, merged);
                if (tick != last) {
                    count.incrementAndGet(grid.period(day));
                    last = tick;
                }
            }
        }
        return last;
    }

    private static double[] expected(PurchaseModel model, int[] newcomers, Grid grid, boolean merged) {
        int ages = merged ? grid.periods() : grid.periodOf.length;
        double[] byAge = byAge(model, newcomers, grid, merged, ages);
        double[] cumulative = new double[grid.periods()];
        for (int p = 0; p < cumulative.length; p++) {
            int end = grid.ends[p + 1] - grid.firstDay;
            double sum = 0;
            for (int d = 0; d < newcomers.length && d <= end; d++) {
                if (newcomers[d] > 0) {
                    sum += newcomers[d] * byAge[merged ? p - grid.periodOf[d] : end - d];
                }
            }
            cumulative[p] = sum;
        }
        return cumulative;
    }

    /** E[X(age)] for each age in days (or periods) that occurs; the model is asked once for each, however many share it. */
    private static double[] byAge(PurchaseModel model, int[] newcomers, Grid grid, boolean merged, int ages) {
        BitSet asked = new BitSet(ages);
        for (int p = 0; p < grid.periods(); p++) {
            int end = grid.ends[p + 1] - grid.firstDay;
            for (int d = 0; d < newcomers.length && d <= end; d++) {
                if (newcomers[d] > 0) {
                    asked.set(merged ? p - grid.periodOf[d] : end - d);
                }
            }
        }
        int[] age = asked.stream().toArray();
        double unit = merged ? 1 : model.unit().days();
        double[] byAge = new double[ages];
        Parallel.pieces((age.length + 15) >> 4, piece -> {
            for (int i = piece << 4; i < Math.min(age.length, (piece + 1) << 4); i++) {
                byAge[age[i]] = model.expectedPurchases(age[i] / unit);
            }
        });
        for (int i = 1; i < age.length; i++) {
            // E[X(t)] never falls; its last digit may.
            byAge[age[i]] = Math.max(byAge[age[i]], byAge[age[i - 1]]);
        }
        return byAge;
    }

    /** What was asked for. */
    public TrackingOptions options() {
        return options;
    }

    /** Customers that are tracked: those acquired by the end of the calibration. */
    public int customers() {
        return customers;
    }

    /** Customers of the log that are left out, for they were acquired later. */
    public int absentCustomers() {
        return absent;
    }

    /** Number of periods. */
    public int periods() {
        return actual.length;
    }

    /** The first day of a period. */
    public LocalDate firstDay(int period) {
        return LocalDate.ofEpochDay(ends[period] + 1L);
    }

    /** The last day of a period, or of the tracking where that cuts it. */
    public LocalDate lastDay(int period) {
        return LocalDate.ofEpochDay(ends[period + 1]);
    }

    /** False for a last period that the end of the tracking cuts: its figures are of the days that it has. */
    public boolean isWhole(int period) {
        return period < periods() - 1 || lastIsWhole;
    }

    /** True if the period begins after the end of the calibration. */
    public boolean isHoldout(int period) {
        return ends[period] >= options.calibrationEndDay();
    }

    /** Repeat purchases expected in a period. */
    public double expected(int period) {
        return period == 0 ? expected[0] : expected[period] - expected[period - 1];
    }

    /** Repeat purchases made in a period. */
    public long actual(int period) {
        return period == 0 ? actual[0] : actual[period] - actual[period - 1];
    }

    /** Repeat purchases expected up to the end of a period. */
    public double expectedCumulative(int period) {
        return expected[period];
    }

    /** Repeat purchases made up to the end of a period. */
    public long actualCumulative(int period) {
        return actual[period];
    }

    /**
     * Mean absolute percentage error of the whole hold-out periods: the mean of |expected − actual| / actual, as a fraction,
     * over those with a purchase.
     *
     * @return empty if there is none
     */
    public OptionalDouble holdoutMape() {
        double sum = 0;
        int n = 0;
        for (int p = 0; p < periods(); p++) {
            if (isHoldout(p) && isWhole(p) && actual(p) > 0) {
                sum += Math.abs(expected(p) - actual(p)) / actual(p);
                n++;
            }
        }
        return n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty();
    }

    /**
     * The same of the cumulative series, which errors of the calibration enter too: the mean of |expected − actual| / actual
     * at the ends of the hold-out periods, as a fraction.
     *
     * @return empty if there is none with a purchase so far
     */
    public OptionalDouble holdoutCumulativeMape() {
        return deviations(false);
    }

    /**
     * The largest deviation of the cumulative series in the hold-out: the maximum of |expected − actual| / actual, as a
     * fraction.
     *
     * @return empty if there is no hold-out period with a purchase so far
     */
    public OptionalDouble holdoutMaxDeviation() {
        return deviations(true);
    }

    private OptionalDouble deviations(boolean largest) {
        double sum = 0;
        double most = 0;
        int n = 0;
        for (int p = 0; p < periods(); p++) {
            if (isHoldout(p) && actual[p] > 0) {
                double deviation = Math.abs(expected[p] - actual[p]) / actual[p];
                sum += deviation;
                most = Math.max(most, deviation);
                n++;
            }
        }
        return n > 0 ? OptionalDouble.of(largest ? most : sum / n) : OptionalDouble.empty();
    }

    /**
     * One row a period: {@code period} (1 is the first), {@code first_day}, {@code last_day}, {@code whole} (1, or 0 for a
     * last period that is cut), {@code holdout} (1 if it begins after the calibration, else 0), {@code expected}, {@code
     * actual}, {@code expected_cumulative}, {@code actual_cumulative}.
     */
    public Table toTable() {
        return Table.of(
                "tracking",
                periods(),
                List.of(
                        Column.integer("period", row -> row + 1),
                        Column.date("first_day", row -> ends[row] + 1),
                        Column.date("last_day", row -> ends[row + 1]),
                        Column.integer("whole", row -> isWhole(row) ? 1 : 0),
                        Column.integer("holdout", row -> isHoldout(row) ? 1 : 0),
                        Column.decimal("expected", this::expected),
                        Column.integer("actual", this::actual),
                        Column.decimal("expected_cumulative", this::expectedCumulative),
                        Column.integer("actual_cumulative", this::actualCumulative)));
    }

    @Override
    public String toString() {
        return periods() + " periods of " + customers + " customers: " + expected[periods() - 1]
                + " repeat purchases expected, " + actual[periods() - 1] + " made";
    }
}
