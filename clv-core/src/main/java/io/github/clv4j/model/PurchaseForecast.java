package io.github.clv4j.model;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase model says of all customers of a summary: P(alive), expected purchases over a horizon and, if asked for,
 * discounted expected residual transactions. Immutable; by the log's customer number. A customer's figures are those that
 * the model gives for it alone, to the bit.
 */
public final class PurchaseForecast {
    private final PurchaseModel model;
    private final CustomerSummary summary;
    private final double horizon;
    private final double[] pAlive;
    private final double[] expected;
    private final double @Nullable [] dert;

    private PurchaseForecast(
            PurchaseModel model,
            CustomerSummary summary,
            double horizon,
            double[] pAlive,
            double[] expected,
            double @Nullable [] dert) {
        this.model = model;
        this.summary = summary;
        this.horizon = horizon;
        this.pAlive = pAlive;
        this.expected = expected;
        this.dert = dert;
    }

    /**
     * P(alive) as of the summary's day and expected purchases in the time after it.
     *
     * @param horizon length of that time in the model's unit, finite and 0 or more
     * @throws IllegalArgumentException if the summary is in another unit of time than the model
     */
    public static PurchaseForecast of(PurchaseModel model, CustomerSummary summary, double horizon) {
        return of(model, summary, horizon, null);
    }

    /** The same with discounted expected residual transactions. */
    public static PurchaseForecast withDert(
            PurchaseModel model, CustomerSummary summary, double horizon, DiscountRate rate) {
        return of(model, summary, horizon, rate);
    }

    private static PurchaseForecast of(
            PurchaseModel model, CustomerSummary summary, double horizon, @Nullable DiscountRate rate) {
        model.requireUnit(summary.step());
        model.expectedPurchases(horizon); // a bad horizon is refused even where there is no customer
        int n = summary.customers();
        double[] pAlive = new double[n];
        double[] expected = new double[n];
        double[] dert = rate == null ? null : new double[n];
        DiscountedByHistory discounted = rate == null ? null : DiscountedByHistory.of(model, summary, rate);
        Parallel.ranges(n, (from, to) -> {
            for (int c = from; c < to; c++) {
                if (summary.isPresent(c)) {
                    int x = summary.x(c);
                    double tx = summary.tx(c);
                    double age = summary.age(c);
                    pAlive[c] = model.pAlive(x, tx, age);
                    expected[c] = pAlive[c] * model.survivorPurchases(x, tx, age, horizon);
                    if (dert != null && discounted != null) {
                        dert[c] = PurchaseModel.discounted(pAlive[c], discounted.ofSurvivor(c));
                    }
                } else {
                    pAlive[c] = Double.NaN;
                    expected[c] = Double.NaN;
                    if (dert != null) {
                        dert[c] = Double.NaN;
                    }
                }
            }
        });
        return new PurchaseForecast(model, summary, horizon, pAlive, expected, dert);
    }

    /**
     * Discounted purchases of survivors. They depend on x and T alone (but for regular purchases), which many customers
     * share, and are dear; so each pair is computed once.
     */
    private static final class DiscountedByHistory {
        private final PurchaseModel model;
        private final CustomerSummary summary;
        private final double delta;
        private final long[] key;
        private final double[] value;

        private DiscountedByHistory(
                PurchaseModel model, CustomerSummary summary, double delta, long[] key, double[] value) {
            this.model = model;
            this.summary = summary;
            this.delta = delta;
            this.key = key;
            this.value = value;
        }

        static DiscountedByHistory of(PurchaseModel model, CustomerSummary summary, DiscountRate rate) {
            double delta = rate.continuous(model.unit());
            if (model.survivorDependsOnTx()) {
                return new DiscountedByHistory(model, summary, delta, new long[0], new double[0]);
            }
            long[] keys = new long[summary.presentCustomers()];
            int count = 0;
            for (int c = 0; c < summary.customers(); c++) {
                if (summary.isPresent(c)) {
                    keys[count++] = keyOf(summary, c);
                }
            }
            Arrays.parallelSort(keys);
            int distinct = 0;
            for (long key : keys) {
                if (distinct == 0 || key != keys[distinct - 1]) {
                    keys[distinct++] = key;
                }
            }
            long[] key = Arrays.copyOf(keys, distinct);
            double[] value = new double[distinct];
            DiscountedByHistory result = new DiscountedByHistory(model, summary, delta, key, value);
            // One customer of each pair stands for it.
            int[] customer = new int[distinct];
            for (int c = 0; c < summary.customers(); c++) {
                if (summary.isPresent(c)) {
                    customer[Arrays.binarySearch(key, keyOf(summary, c))] = c;
                }
            }
            int pieces = (distinct + 255) >> 8;
            Parallel.pieces(pieces, p -> {
                for (int i = p << 8; i < Math.min(key.length, (p + 1) << 8); i++) {
                    value[i] = result.direct(customer[i]);
                }
            });
            return result;
        }

        /** x and the first day, which tells T. */
        private static long keyOf(CustomerSummary summary, int c) {
            return ((long) summary.x(c) << 32) | (summary.firstDay(c) & 0xffffffffL);
        }

        private double direct(int c) {
            return model.survivorDert(summary.x(c), summary.tx(c), summary.age(c), delta);
        }

        double ofSurvivor(int c) {
            return key.length == 0 ? direct(c) : value[Arrays.binarySearch(key, keyOf(summary, c))];
        }
    }

    /** The model that speaks. */
    public PurchaseModel model() {
        return model;
    }

    /** The summary whose customers are told of. */
    public CustomerSummary summary() {
        return summary;
    }

    /** Length of time after the summary's day that purchases are expected in, in the model's unit. */
    public double horizon() {
        return horizon;
    }

    /** P(alive) as of the summary's day; NaN for a customer that is not present. */
    public double pAlive(int customer) {
        return pAlive[customer];
    }

    /** Expected purchases within the horizon; NaN for a customer that is not present. */
    public double expectedPurchases(int customer) {
        return expected[customer];
    }

    /**
     * Discounted expected residual transactions; NaN for a customer that is not present.
     *
     * @throws IllegalStateException if they were not asked for
     */
    public double dert(int customer) {
        if (dert == null) {
            throw new IllegalStateException("discounted transactions were not asked for; use withDert");
        }
        return dert[customer];
    }

    /** Expected purchases of all customers within the horizon. */
    public double totalExpectedPurchases() {
        // In id order, so that the input's order does not show in the last bit.
        double sum = 0;
        for (int c : summary.index().inIdOrder()) {
            sum += summary.isPresent(c) ? expected[c] : 0;
        }
        return sum;
    }

    /**
     * One row for each customer that is present, in id order: {@code customer_id}, {@code p_alive}, {@code
     * expected_purchases} and, if asked for, {@code dert}.
     */
    public Table toTable() {
        int[] rows = Arrays.stream(summary.index().inIdOrder())
                .filter(summary::isPresent)
                .toArray();
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("customer_id", summary.index()::id),
                Column.decimal("p_alive", this::pAlive),
                Column.decimal("expected_purchases", this::expectedPurchases)));
        if (dert != null) {
            columns.add(Column.decimal("dert", this::dert));
        }
        return Table.of("forecast", summary.customers(), columns).rows(rows);
    }

    @Override
    public String toString() {
        return "forecast of " + model.family().displayName() + " for " + summary;
    }
}
