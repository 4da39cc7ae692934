package io.github.clv4j.evaluate;

import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The purchases that a model expected in a hold-out period beside those that were made, of the customers that the
 * calibration knew. Immutable.
 *
 * <p>Errors are told over all customers, by number of repeat purchases x in the calibration, and by the age at the last
 * purchase t<sub>x</sub> in ranges of equal width. Each stands beside the errors of a naive forecast that needs no model,
 *
 * <pre>  (x / T) · t,   0 where T is 0, t the length of the hold-out: </pre>
 *
 * <p>everybody goes on as so far. A model whose errors are not smaller adds nothing.
 */
public final class HoldoutComparison {
    /** Relative. A length of so many weeks is told as days / 7 by one and as a literal by another. */
    private static final double SAME_LENGTH = 1e-9;

    private final int absent;
    private final double[] expected;
    private final double[] actual;
    private final ForecastErrors overall;
    private final ForecastErrors naive;
    private final List<Group> groups;

    /** A row of the breakdown. */
    private record Group(String breakdown, String label, ForecastErrors model, ForecastErrors naive) {}

    private HoldoutComparison(Customers customers, int absent, HoldoutOptions options) {
        this.absent = absent;
        this.expected = customers.expected;
        this.actual = customers.actual;
        double[] goingOn = customers.naive();
        int[] all = new int[expected.length];
        this.overall = ForecastErrors.of(expected, actual, all, 0);
        this.naive = ForecastErrors.of(goingOn, actual, all, 0);
        List<Group> rows = new ArrayList<>();
        rows.add(new Group("all", "all", overall, naive));
        byX(customers, goingOn, options.mostX(), rows);
        byRecency(customers, goingOn, options.recencyRanges(), rows);
        this.groups = List.copyOf(rows);
    }

    /** What is known of each customer. */
    private static final class Customers {
        final int[] x;
        final double[] tx;
        final double[] age;
        final double[] expected;
        final double[] actual;
        final double horizon;

        Customers(int n, double horizon) {
            this.x = new int[n];
            this.tx = new double[n];
            this.age = new double[n];
            this.expected = new double[n];
            this.actual = new double[n];
            this.horizon = horizon;
        }

        double[] naive() {
            double[] naive = new double[x.length];
            Arrays.setAll(naive, c -> age[c] > 0 ? x[c] / age[c] * horizon : 0);
            return naive;
        }
    }

    /**
     * The comparison with the default groups.
     *
     * @see #of(CalibrationSplit, PurchaseForecast, HoldoutOptions)
     */
    public static HoldoutComparison of(CalibrationSplit split, PurchaseForecast forecast) {
        return of(split, forecast, HoldoutOptions.withDefaults());
    }

    /**
     * The comparison of a forecast with the hold-out of a split. Customers that the calibration does not know are left out
     * and {@linkplain #absentCustomers counted}.
     *
     * @param forecast made of {@code split.calibration()} over {@code split.holdoutLength()}
     * @throws IllegalArgumentException if the forecast is of another summary or horizon, or the calibration has no customer
     */
    public static HoldoutComparison of(CalibrationSplit split, PurchaseForecast forecast, HoldoutOptions options) {
        CustomerSummary calibration = split.calibration();
        CustomerSummary summary = forecast.summary();
        if (!(summary == calibration || (summary.index() == calibration.index() && summary.sameRows(calibration)))) {
            throw new IllegalArgumentException("the forecast is of " + told(summary) + ", the split's calibration is "
                    + told(calibration) + "; make the forecast of split.calibration()");
        }
        double length = split.holdoutLength();
        if (!(Math.abs(forecast.horizon() - length) <= SAME_LENGTH * length)) {
            throw new IllegalArgumentException("the forecast is over " + forecast.horizon() + " " + summary.step()
                    + ", the hold-out is " + length + " long; make the forecast over split.holdoutLength()");
        }
        requireCustomers(calibration.presentCustomers());
        Customers customers = new Customers(calibration.presentCustomers(), length);
        int n = 0;
        // In id order, so that the input's order does not show in the last bit.
        for (int c : calibration.index().inIdOrder()) {
            if (calibration.isPresent(c)) {
                customers.x[n] = calibration.x(c);
                customers.tx[n] = calibration.tx(c);
                customers.age[n] = calibration.age(c);
                customers.expected[n] = forecast.expectedPurchases(c);
                customers.actual[n] = split.holdoutPurchases(c);
                n++;
            }
        }
        return new HoldoutComparison(customers, calibration.customers() - n, options);
    }

    private static String told(CustomerSummary summary) {
        return summary + " of " + summary.customers() + " in " + summary.step() + ", " + summary.merging();
    }

    private static void requireCustomers(int customers) {
        if (customers == 0) {
            throw new IllegalArgumentException("the calibration has no customer; there is nothing to compare");
        }
    }

    /**
     * The comparison of figures that a host has at hand, one a customer.
     *
     * @param x repeat purchases in the calibration, 0 or more
     * @param tx age at the last of them; 0 where x is 0
     * @param age T, at least t<sub>x</sub>
     * @param horizon length of the hold-out in the same unit of time, finite and above 0
     * @param expected purchases that were expected in the hold-out, finite and 0 or more
     * @param actual purchases that were made in it, 0 or more
     * @throws IllegalArgumentException if the arrays differ in length, are empty, or a figure cannot be; the message names
     *     the customer's number
     */
    public static HoldoutComparison of(
            int[] x,
            double[] tx,
            double[] age,
            double horizon,
            double[] expected,
            int[] actual,
            HoldoutOptions options) {
        int n = x.length;
        if (!(tx.length == n && age.length == n && expected.length == n && actual.length == n)) {
            throw new IllegalArgumentException("there are " + n + " counts x, " + tx.length + " times t_x, "
                    + age.length + " ages T, " + expected.length + " expected and " + actual.length
                    + " actual counts; all must be as many");
        }
        if (!(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be finite and above 0");
        }
        requireCustomers(n);
        for (int c = 0; c < n; c++) {
            checkHistory(c, x[c], tx[c], age[c]);
            if (!(expected[c] >= 0 && expected[c] < Double.POSITIVE_INFINITY && actual[c] >= 0)) {
                throw new IllegalArgumentException("customer number " + c + " has " + expected[c] + " expected and "
                        + actual[c] + " actual purchases; both must be finite and 0 or more");
            }
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, c -> c);
        // An order of the customers' own figures, so that the arrays' order does not show in the last bit.
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(c -> x[c])
                        .thenComparingDouble(c -> tx[c])
                        .thenComparingDouble(c -> age[c])
                        .thenComparingInt(c -> actual[c])
                        .thenComparingDouble(c -> expected[c]));
        Customers customers = new Customers(n, horizon);
        for (int i = 0; i < n; i++) {
            int c = order[i];
            customers.x[i] = x[c];
            customers.tx[i] = tx[c];
            customers.age[i] = age[c];
            customers.expected[i] = expected[c];
            customers.actual[i] = actual[c];
        }
        return new HoldoutComparison(customers, 0, options);
    }

    private static void checkHistory(int customer, int x, double tx, double age) {
        if (!(x >= 0 && tx >= 0 && tx <= age && age < Double.POSITIVE_INFINITY && (x > 0 || tx == 0))) {
            throw new IllegalArgumentException("customer number " + customer + " has x " + x + ", t_x " + tx + ", T "
                    + age + "; it must be that x >= 0, 0 <= t_x <= T, T is finite, and t_x is 0 where x is 0");
        }
    }

    private static void byX(Customers customers, double[] naive, int most, List<Group> rows) {
        int[] group = new int[customers.x.length];
        Arrays.setAll(group, c -> Math.min(customers.x[c], most));
        for (int x = 0; x <= most; x++) {
            add("x", x == most ? x + "+" : Integer.toString(x), customers, naive, group, x, rows);
        }
    }

    private static void byRecency(Customers customers, double[] naive, int ranges, List<Group> rows) {
        double width = Arrays.stream(customers.age).max().orElse(0) / ranges;
        int[] group = new int[customers.x.length];
        Arrays.setAll(group, c -> {
            // The ranges are open at their lower end, so that a purchase at T is in the last one.
            int range = (int) Math.ceil(customers.tx[c] / width);
            return customers.x[c] == 0 ? 0 : Math.min(Math.max(range, 1), ranges);
        });
        add("t_x", "none", customers, naive, group, 0, rows);
        for (int i = 1; i <= ranges; i++) {
            add("t_x", rounded((i - 1) * width) + ".." + rounded(i * width), customers, naive, group, i, rows);
        }
    }

    private static String rounded(double time) {
        return new BigDecimal(time)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void add(
            String breakdown,
            String label,
            Customers customers,
            double[] naive,
            int[] groupOf,
            int group,
            List<Group> rows) {
        ForecastErrors model = ForecastErrors.of(customers.expected, customers.actual, groupOf, group);
        if (model.customers() > 0) {
            rows.add(new Group(breakdown, label, model, ForecastErrors.of(naive, customers.actual, groupOf, group)));
        }
    }

    /** Customers that are compared: those that the calibration knows. */
    public int customers() {
        return expected.length;
    }

    /** Customers of the log that are left out, for they came after the calibration. */
    public int absentCustomers() {
        return absent;
    }

    /** The model's errors over all customers. */
    public ForecastErrors overall() {
        return overall;
    }

    /** The errors over all customers of the naive forecast. */
    public ForecastErrors naive() {
        return naive;
    }

    /** Expected purchases, one a customer; a copy. */
    double[] expected() {
        return expected.clone();
    }

    /** Actual purchases of the same customers; a copy. */
    double[] actual() {
        return actual.clone();
    }

    /**
     * One row for all customers, one for each x ({@code 7+} for 7 and more) and one for each range of t<sub>x</sub>
     * ({@code none} for customers without a repeat purchase, {@code 0..7.5} for those above 0 up to 7.5), of groups that
     * have a customer: {@code breakdown} ({@code all}, {@code x}, {@code t_x}), {@code group}, {@code customers}, {@code
     * actual_mean}, {@code expected_mean}, {@code mae}, {@code rmse}, {@code bias}, {@code total_ratio}, {@code
     * correlation}, and of the naive forecast {@code naive_mean}, {@code naive_mae}, {@code naive_rmse}, {@code
     * naive_bias}. What is undefined is an unknown cell.
     */
    public Table toTable() {
        return Table.of(
                "holdout",
                groups.size(),
                List.of(
                        Column.text("breakdown", row -> groups.get(row).breakdown),
                        Column.text("group", row -> groups.get(row).label),
                        Column.integer("customers", row -> groups.get(row).model.customers()),
                        Column.decimal(
                                "actual_mean", row -> groups.get(row).model.actualMean()),
                        Column.decimal(
                                "expected_mean", row -> groups.get(row).model.expectedMean()),
                        Column.decimal("mae", row -> groups.get(row).model.mae()),
                        Column.decimal("rmse", row -> groups.get(row).model.rmse()),
                        Column.decimal("bias", row -> groups.get(row).model.bias()),
                        Column.decimal(
                                "total_ratio", row -> cell(groups.get(row).model.totalRatio())),
                        Column.decimal(
                                "correlation", row -> cell(groups.get(row).model.correlation())),
                        Column.decimal(
                                "naive_mean", row -> groups.get(row).naive.expectedMean()),
                        Column.decimal("naive_mae", row -> groups.get(row).naive.mae()),
                        Column.decimal(
                                "naive_rmse", row -> groups.get(row).naive.rmse()),
                        Column.decimal(
                                "naive_bias", row -> groups.get(row).naive.bias())));
    }

    private static double cell(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return overall.expectedTotal() + " purchases expected, " + overall.actualTotal() + " made by " + customers()
                + " customers, MAE " + overall.mae() + " (naive " + naive.mae() + "), RMSE " + overall.rmse()
                + " (naive " + naive.rmse() + ")";
    }
}
