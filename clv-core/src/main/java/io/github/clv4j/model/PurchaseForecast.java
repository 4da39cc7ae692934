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
 * What a purchase model, or each customer's own, says of all customers of a summary: P(alive), expected purchases over a horizon and, if asked for,
 * discounted expected residual transactions. Immutable; by the log's customer number. A customer's figures are those that
 * the model gives for it alone, to the bit.
 */
public final class PurchaseForecast {
    private final ModelsInUse models;
    private final CustomerSummary summary;
    private final double horizon;
    private final double[] pAlive;
    private final double[] expected;
    private final double @Nullable [] dert;
    private final double @Nullable [] discounted;
    private final double @Nullable [] lifetime;

    private PurchaseForecast(
            ModelsInUse models,
            CustomerSummary summary,
            double horizon,
            double[] pAlive,
            double[] expected,
            double @Nullable [] dert,
            double @Nullable [] discounted,
            double @Nullable [] lifetime) {
        this.models = models;
        this.summary = summary;
        this.horizon = horizon;
        this.pAlive = pAlive;
        this.expected = expected;
        this.dert = dert;
        this.discounted = discounted;
        this.lifetime = lifetime;
    }

    /** One model for all customers, or one for each. */
    private record ModelsInUse(PurchaseModel base, @Nullable CustomerModels ofCustomers) {
        static ModelsInUse of(PurchaseModel model, CustomerSummary summary) {
            model.requireUnit(summary.step());
            return new ModelsInUse(model, null);
        }

        static ModelsInUse of(CustomerModels models, CustomerSummary summary) {
            models.base().requireUnit(summary.step());
            models.requireCustomersOf(summary);
            return new ModelsInUse(models.base(), models);
        }

        PurchaseModel of(int customer) {
            return ofCustomers == null ? base : ofCustomers.of(customer);
        }

        SurvivorGroups groups(CustomerSummary summary) {
            return ofCustomers == null ? SurvivorGroups.of(base, summary) : SurvivorGroups.of(ofCustomers, summary);
        }
    }

    /**
     * P(alive) as of the summary's day and expected purchases in the time after it.
     *
     * @param horizon length of that time in the model's unit, finite and 0 or more
     * @throws IllegalArgumentException if the summary is in another unit of time than the model
     */
    public static PurchaseForecast of(PurchaseModel model, CustomerSummary summary, double horizon) {
        return of(ModelsInUse.of(model, summary), summary, horizon, null);
    }

    /**
     * The same with a model for each customer.
     *
     * @throws IllegalArgumentException if the models are of other customers, or one that is present has none
     */
    public static PurchaseForecast of(CustomerModels models, CustomerSummary summary, double horizon) {
        return of(ModelsInUse.of(models, summary), summary, horizon, null);
    }

    /** The same with discounted expected residual transactions. */
    public static PurchaseForecast withDert(
            PurchaseModel model, CustomerSummary summary, double horizon, DiscountRate rate) {
        return of(ModelsInUse.of(model, summary), summary, horizon, rate);
    }

    /** The same with discounted expected residual transactions, with a model for each customer. */
    public static PurchaseForecast withDert(
            CustomerModels models, CustomerSummary summary, double horizon, DiscountRate rate) {
        return of(ModelsInUse.of(models, summary), summary, horizon, rate);
    }

    /**
     * P(alive), expected purchases and discounted expected purchases up to a horizon.
     *
     * @throws IllegalArgumentException if the summary is in another unit of time than the model, or the model cannot take the
     *     horizon
     */
    public static PurchaseForecast of(PurchaseModel model, CustomerSummary summary, ForecastHorizon horizon) {
        return of(ModelsInUse.of(model, summary), summary, horizon, false);
    }

    /**
     * The same with a model for each customer.
     *
     * @throws IllegalArgumentException if the models are of other customers, or one that is present has none
     */
    public static PurchaseForecast of(CustomerModels models, CustomerSummary summary, ForecastHorizon horizon) {
        return of(ModelsInUse.of(models, summary), summary, horizon, false);
    }

    /** The same with the discounted expected time alive, which is what keeping a customer is paid by. */
    public static PurchaseForecast withLifetime(PurchaseModel model, CustomerSummary summary, ForecastHorizon horizon) {
        return of(ModelsInUse.of(model, summary), summary, horizon, true);
    }

    /** The same with the discounted expected time alive, with a model for each customer. */
    public static PurchaseForecast withLifetime(
            CustomerModels models, CustomerSummary summary, ForecastHorizon horizon) {
        return of(ModelsInUse.of(models, summary), summary, horizon, true);
    }

    private static PurchaseForecast of(
            ModelsInUse models, CustomerSummary summary, ForecastHorizon horizon, boolean lifetime) {
        models.base().checkHorizon(horizon);
        SurvivorGroups groups = models.groups(summary);
        Discounting discounting = horizon.discounting(models.base().unit());
        double time = discounting.time;
        double[] purchases = groups.each(c -> horizon.isInfinite()
                ? models.of(c).survivorDert(summary.x(c), summary.tx(c), summary.age(c), 0)
                : models.of(c).survivorPurchases(summary.x(c), summary.tx(c), summary.age(c), time));
        double[] discounted =
                groups.each(c -> discounting.purchases(models.of(c), summary.x(c), summary.tx(c), summary.age(c)));
        double[] alive = lifetime
                ? groups.each(c -> discounting.lifetime(models.of(c), summary.x(c), summary.tx(c), summary.age(c)))
                : null;
        return of(models, summary, time, groups, purchases, null, discounted, alive);
    }

    private static PurchaseForecast of(
            ModelsInUse models, CustomerSummary summary, double horizon, @Nullable DiscountRate rate) {
        models.base().expectedPurchases(horizon); // a bad horizon is refused even where there is no customer
        SurvivorGroups groups = models.groups(summary);
        double[] purchases =
                groups.each(c -> models.of(c).survivorPurchases(summary.x(c), summary.tx(c), summary.age(c), horizon));
        double[] residual = null;
        if (rate != null) {
            double delta = rate.continuous(models.base().unit());
            residual = groups.each(c -> models.of(c).survivorDert(summary.x(c), summary.tx(c), summary.age(c), delta));
        }
        return of(models, summary, horizon, groups, purchases, residual, null, null);
    }

    /** From figures of survivors, by group, to those of customers. */
    private static PurchaseForecast of(
            ModelsInUse models,
            CustomerSummary summary,
            double horizon,
            SurvivorGroups groups,
            double[] purchases,
            double @Nullable [] residual,
            double @Nullable [] discounted,
            double @Nullable [] lifetime) {
        int n = summary.customers();
        double[] pAlive = new double[n];
        double[] expected = new double[n];
        double[] dert = residual == null ? null : new double[n];
        double[] worth = discounted == null ? null : new double[n];
        double[] stay = lifetime == null ? null : new double[n];
        Parallel.ranges(n, (from, to) -> {
            for (int c = from; c < to; c++) {
                int group = groups.of(c);
                double alive = group == SurvivorGroups.NONE
                        ? Double.NaN
                        : models.of(c).pAlive(summary.x(c), summary.tx(c), summary.age(c));
                pAlive[c] = alive;
                expected[c] = times(alive, purchases, group);
                fill(dert, residual, c, alive, group);
                fill(worth, discounted, c, alive, group);
                fill(stay, lifetime, c, alive, group);
            }
        });
        return new PurchaseForecast(models, summary, horizon, pAlive, expected, dert, worth, stay);
    }

    private static void fill(
            double @Nullable [] result, double @Nullable [] ofSurvivors, int c, double alive, int group) {
        if (result != null && ofSurvivors != null) {
            result[c] = times(alive, ofSurvivors, group);
        }
    }

    private static double times(double alive, double[] ofSurvivors, int group) {
        return group == SurvivorGroups.NONE ? Double.NaN : PurchaseModel.discounted(alive, ofSurvivors[group]);
    }

    /**
     * The model that speaks.
     *
     * @throws IllegalStateException if each customer has its own
     */
    public PurchaseModel model() {
        if (models.ofCustomers() != null) {
            throw new IllegalStateException("each customer has a model of its own; use model(customer)");
        }
        return models.base();
    }

    /** The model that speaks of a customer. */
    public PurchaseModel model(int customer) {
        return models.of(customer);
    }

    /** The summary whose customers are told of. */
    public CustomerSummary summary() {
        return summary;
    }

    /** Length of time after the summary's day that purchases are expected in, in the model's unit; may be infinite. */
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

    /**
     * Discounted expected purchases within the horizon; NaN for a customer that is not present.
     *
     * @throws IllegalStateException if the forecast was not made for a {@link ForecastHorizon}
     */
    public double discountedPurchases(int customer) {
        if (discounted == null) {
            throw new IllegalStateException("discounted purchases were not asked for; give a ForecastHorizon");
        }
        return discounted[customer];
    }

    /**
     * Discounted expected time alive within the horizon, in the model's unit; NaN for a customer that is not present.
     *
     * @throws IllegalStateException if it was not asked for
     */
    public double discountedLifetime(int customer) {
        if (lifetime == null) {
            throw new IllegalStateException("discounted time alive was not asked for; use withLifetime");
        }
        return lifetime[customer];
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
     * expected_purchases} and, if asked for, {@code dert}, {@code discounted_purchases}, {@code discounted_lifetime}.
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
        if (discounted != null) {
            columns.add(Column.decimal("discounted_purchases", this::discountedPurchases));
        }
        if (lifetime != null) {
            columns.add(Column.decimal("discounted_lifetime", this::discountedLifetime));
        }
        return Table.of("forecast", summary.customers(), columns).rows(rows);
    }

    @Override
    public String toString() {
        return "forecast of " + models.base().family().displayName() + " for " + summary;
    }
}
