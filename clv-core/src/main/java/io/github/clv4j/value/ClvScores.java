package io.github.clv4j.value;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.CustomerModels;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PredictedClv} says of all customers of a summary. Immutable; by the log's customer number. A customer's figures
 * are those that the models give for it alone, to the bit.
 *
 * <p>A value is a {@code double} in major units and, for sums, the nearest whole number of minor units, ties to even: the
 * total of all customers is the sum of the rounded values and so does not depend on their order or on who adds up, and the
 * rows of a table add up to it.
 */
public final class ClvScores {
    private final PredictedClv clv;
    private final CustomerSummary summary;
    private final PurchaseForecast forecast;
    private final boolean ownModels;
    private final double[] expectedSpend;
    private final double[] value;

    private ClvScores(PredictedClv clv, CustomerSummary summary, PurchaseForecast forecast, boolean ownModels) {
        this.ownModels = ownModels;
        this.clv = clv;
        this.summary = summary;
        this.forecast = forecast;
        this.expectedSpend = new double[summary.customers()];
        this.value = new double[summary.customers()];
    }

    static ClvScores of(PredictedClv clv, CustomerSummary summary, @Nullable CustomerModels models) {
        if (!summary.money().equals(clv.money())) {
            throw new IllegalArgumentException("the summary is in " + summary.money() + ", the values in " + clv.money()
                    + "; both must be in one");
        }
        boolean lifetime = clv.retentionCost() > 0;
        PurchaseForecast forecast =
                models == null ? forecast(clv, summary, lifetime) : forecast(clv, summary, models, lifetime);
        ClvScores scores = new ClvScores(clv, summary, forecast, models != null);
        Parallel.ranges(summary.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                if (summary.isPresent(c)) {
                    scores.customer(c, lifetime);
                } else {
                    scores.expectedSpend[c] = Double.NaN;
                    scores.value[c] = Double.NaN;
                }
            }
        });
        return scores;
    }

    private static PurchaseForecast forecast(PredictedClv clv, CustomerSummary summary, boolean lifetime) {
        ForecastHorizon horizon = clv.options().horizon();
        return lifetime
                ? PurchaseForecast.withLifetime(clv.purchases(), summary, horizon)
                : PurchaseForecast.of(clv.purchases(), summary, horizon);
    }

    private static PurchaseForecast forecast(
            PredictedClv clv, CustomerSummary summary, CustomerModels models, boolean lifetime) {
        ForecastHorizon horizon = clv.options().horizon();
        return lifetime
                ? PurchaseForecast.withLifetime(models, summary, horizon)
                : PurchaseForecast.of(models, summary, horizon);
    }

    /** Refuses values by customers' own models, where one model is needed. */
    void requireOneModel(String what) {
        if (ownModels) {
            throw new IllegalArgumentException(
                    what + " by one model for all customers; these values are by models of" + " each customer's own");
        }
    }

    private void customer(int c, boolean lifetime) {
        expectedSpend[c] = clv.expectedSpend(summary.x(c), clv.meanSpend(summary, c));
        value[c] = clv.value(
                expectedSpend[c], forecast.discountedPurchases(c), lifetime ? forecast.discountedLifetime(c) : 0);
        if (!(Math.abs(value[c]) * summary.money().minorPerMajor() < Long.MAX_VALUE)) {
            throw new DataException("customer '" + summary.index().id(c) + "': value " + value[c]
                    + " does not fit 64 bits of minor units of " + summary.money());
        }
    }

    /** Number of customers: those of the summary. */
    public int customers() {
        return value.length;
    }

    /** True if the customer has bought by the summary's day. */
    public boolean isPresent(int customer) {
        return summary.isPresent(customer);
    }

    /** By what they were scored. */
    public PredictedClv clv() {
        return clv;
    }

    /** Who was scored, and as of when. */
    public CustomerSummary summary() {
        return summary;
    }

    /** P(alive) and purchases within the horizon. */
    public PurchaseForecast forecast() {
        return forecast;
    }

    /** P(alive) as of the summary's day; NaN for a customer that is not present. */
    public double pAlive(int customer) {
        return forecast.pAlive(customer);
    }

    /** Expected purchases within the horizon, not discounted; NaN for a customer that is not present. */
    public double expectedPurchases(int customer) {
        return forecast.expectedPurchases(customer);
    }

    /** Discounted expected purchases within the horizon; NaN for a customer that is not present. */
    public double discountedPurchases(int customer) {
        return forecast.discountedPurchases(customer);
    }

    /** E[M], expected spend at a purchase in major units; NaN for a customer that is not present. */
    public double expectedSpend(int customer) {
        return expectedSpend[customer];
    }

    /** Value in major units; NaN for a customer that is not present. */
    public double value(int customer) {
        return value[customer];
    }

    /** The same in whole minor units; 0 for a customer that is not present. */
    public long valueMinor(int customer) {
        return isPresent(customer)
                ? (long) Math.rint(value[customer] * summary.money().minorPerMajor())
                : 0;
    }

    /**
     * Customer equity: the sum of all customers' values, in minor units.
     *
     * @throws DataException if it does not fit 64 bits
     */
    public long totalMinor() {
        LongSum sum = new LongSum();
        for (int c = 0; c < customers(); c++) {
            sum.add(valueMinor(c));
        }
        try {
            return sum.toLong();
        } catch (ArithmeticException e) {
            throw new DataException("the sum of all values does not fit 64 bits of minor units", e);
        }
    }

    /**
     * The sum of all customers' values before they are rounded to minor units, in major units. Where very many customers
     * have the same value, their rounding adds up: it may differ from {@link #totalMinor} by up to half a minor unit a
     * customer.
     */
    public double total() {
        double sum = 0;
        // In id order, so that the input's order does not show in the last bit.
        for (int c : summary.index().inIdOrder()) {
            sum += isPresent(c) ? value[c] : 0;
        }
        return sum;
    }

    /**
     * Customer equity by group.
     *
     * @throws IllegalArgumentException if the grouping has another number of customers
     */
    public CustomerEquity equity(Grouping grouping) {
        return CustomerEquity.of(this, grouping);
    }

    /** How unequally the value to come is spread over the customers that are present. */
    public Concentration concentration() {
        long[] values = new long[customers()];
        int present = 0;
        for (int c = 0; c < customers(); c++) {
            if (isPresent(c)) {
                values[present++] = valueMinor(c);
            }
        }
        return Concentration.of(Arrays.copyOf(values, present), summary.money());
    }

    /**
     * One row for each customer that is present, in id order: {@code customer_id}, {@code p_alive}, {@code
     * expected_purchases} (unless the horizon is infinite), {@code discounted_purchases}, {@code expected_spend}, {@code
     * clv}.
     */
    public Table toTable() {
        int[] rows = Arrays.stream(summary.index().inIdOrder())
                .filter(this::isPresent)
                .toArray();
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("customer_id", summary.index()::id), Column.decimal("p_alive", this::pAlive)));
        if (!clv.options().horizon().isInfinite()) {
            columns.add(Column.decimal("expected_purchases", this::expectedPurchases));
        }
        columns.add(Column.decimal("discounted_purchases", this::discountedPurchases));
        columns.add(Column.decimal("expected_spend", this::expectedSpend));
        columns.add(Column.money("clv", summary.money(), this::valueMinor));
        return Table.of("clv", customers(), columns).rows(rows);
    }

    @Override
    public String toString() {
        return "values of " + summary + " by " + clv;
    }
}
