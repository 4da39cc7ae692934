package io.github.clv4j.value;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.CustomerModels;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Objects;

/**
 * Customer lifetime value to come, of customers without a contract: (gross margin · E[M | z&#772;] − cost per order) ·
 * discounted expected purchases − retention cost · discounted expected time alive. The purchases follow a {@link
 * PurchaseModel}, the spend at each {@link GammaGamma}; that the two have nothing to do with each other is an assumption
 * ({@link io.github.clv4j.summary.RepeatSpend#correlation} tells how true it is). Acquisition cost is spent already and takes no part; what a
 * customer brought in the past is {@link HistoricalClv}'s.
 *
 * <p>Immutable and safe for any number of threads. {@link #value} scores one customer and allocates nothing; {@link #score}
 * scores all customers of a summary, each to the same bits.
 *
 * <p>Source: Fader, Hardie and Lee 2005, Journal of Marketing Research 42, "RFM and CLV": CLV = margin · E[M] · DET, the
 * discounted expected transactions by the model's own integral. Costs are not in it.
 */
public final class PredictedClv {
    private final PurchaseModel purchases;
    private final GammaGamma spend;
    private final MoneyScale money;
    private final ClvOptions options;
    private final double costPerOrder;
    /** Retention cost a unit of the model's time while alive, in major units. */
    private final double retentionCost;
    /** Retention cost that does not depend on the customer, in major units. */
    private final double fixedCost;

    private PredictedClv(PurchaseModel purchases, GammaGamma spend, MoneyScale money, ClvOptions options) {
        this.purchases = Objects.requireNonNull(purchases, "purchases");
        this.spend = Objects.requireNonNull(spend, "spend");
        this.money = Objects.requireNonNull(money, "money");
        this.options = Objects.requireNonNull(options, "options");
        this.costPerOrder = money.toMajor(options.costPerOrderMinor());
        double cost = money.toMajor(options.retentionCostMinor())
                / options.retentionPeriod().days()
                * purchases.unit().days();
        boolean whileAlive = options.retentionDuration() == CostDuration.WHILE_ALIVE;
        this.retentionCost = whileAlive ? cost : 0;
        this.fixedCost = whileAlive || cost == 0 ? 0 : cost * horizonTime(options.horizon(), purchases);
    }

    /** Discounted length of the horizon in the model's unit: the time alive of a customer that never leaves. */
    private static double horizonTime(ForecastHorizon horizon, PurchaseModel purchases) {
        // Its purchases do not matter. BG/BB counts opportunities, and has nobody who never leaves, but nearly so.
        PurchaseModel staying = purchases.family() == ModelFamily.BG_BB
                ? BgBb.of(1, 1, Double.MIN_NORMAL, 1, purchases.unit())
                : Nbd.of(1, 1, purchases.unit());
        return staying.discountedLifetime(0, 0, 0, horizon);
    }

    /**
     * Values by two models.
     *
     * @param purchases how often customers buy and when they stop
     * @param spend what they spend at a purchase, fitted to major units of the currency
     * @param money currency and digits of the costs in the options and of the values
     * @throws IllegalArgumentException if a value would be infinite: without an end and a discount where the model's
     *     customers may stay for ever, or where the mean spend of a customer does not exist (q ≤ 1, for customers without
     *     the purchases that it is told by)
     */
    public static PredictedClv of(PurchaseModel purchases, GammaGamma spend, MoneyScale money, ClvOptions options) {
        PredictedClv clv = new PredictedClv(purchases, spend, money, options);
        ForecastHorizon horizon = options.horizon();
        // A customer about whom nothing is known is the one whose means exist last.
        if (!(purchases.discountedPurchases(0, 0, 0, horizon) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the value of all time to come is infinite with " + purchases
                    + " and no discounting; give a rate or a finite horizon");
        }
        if ((clv.retentionCost > 0 && !(purchases.discountedLifetime(0, 0, 0, horizon) < Double.POSITIVE_INFINITY))
                || !(clv.fixedCost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the retention cost of all time to come is infinite with " + purchases
                    + " and no discounting; give a rate or a finite horizon");
        }
        int least = options.spendBasis() == SpendBasis.REPEAT_PURCHASES ? 0 : 1;
        if (!(spend.expectedSpend(least, 0) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("with " + spend + " the mean spend of a customer with " + least
                    + " purchases of " + options.spendBasis() + " does not exist; "
                    + (least == 0
                            ? "fit the spend of all purchases and use SpendBasis.ALL_PURCHASES"
                            : "q is too low"));
        }
        return clv;
    }

    /**
     * The value of one customer, in major units.
     *
     * @param x repeat purchases, 0 or more
     * @param tx age at the last purchase, in the model's unit
     * @param age T, in the model's unit
     * @param meanSpend mean spend of the purchases that the options' {@link SpendBasis} tells of, in major units; 0 if there
     *     are none. Below 0, where refunds outweigh the orders, it counts as 0
     * @throws IllegalArgumentException if the history cannot be; the message names the figure
     */
    public double value(int x, double tx, double age, double meanSpend) {
        double discounted = purchases.discountedPurchases(x, tx, age, options.horizon());
        double alive = retentionCost > 0 ? purchases.discountedLifetime(x, tx, age, options.horizon()) : 0;
        return value(expectedSpend(x, meanSpend), discounted, alive);
    }

    /** The value of expected spend, discounted purchases and discounted time alive: the one place where they meet. */
    double value(double expectedSpend, double discountedPurchases, double discountedLifetime) {
        return contribution(expectedSpend) * discountedPurchases - retentionCost * discountedLifetime - fixedCost;
    }

    /** What an order of this spend is expected to bring. */
    double contribution(double expectedSpend) {
        return options.grossMargin() * expectedSpend - costPerOrder;
    }

    /**
     * E[M], what a customer is expected to spend at a purchase, in major units.
     *
     * @param x as in {@link #value}
     * @param meanSpend as in {@link #value}
     */
    public double expectedSpend(int x, double meanSpend) {
        return spend.expectedSpend(spendCount(x), meanSpend < 0 && meanSpend >= -Double.MAX_VALUE ? 0 : meanSpend);
    }

    /** Purchases whose mean spend is known, of a customer with x repeat purchases. */
    int spendCount(int x) {
        return options.spendBasis() == SpendBasis.REPEAT_PURCHASES ? x : x + 1;
    }

    /** The mean that {@link #expectedSpend} wants, of a customer of a summary. */
    double meanSpend(CustomerSummary summary, int c) {
        if (options.spendBasis() == SpendBasis.REPEAT_PURCHASES) {
            return summary.x(c) == 0 ? 0 : summary.meanRepeatSpend(c);
        }
        return summary.money().toMajor(summary.spendMinor(c)) / summary.purchasePeriods(c);
    }

    /**
     * The value of a customer that makes its first purchase now, that purchase included, before its acquisition cost: what
     * may be spent on acquiring one. In major units.
     *
     * @throws IllegalStateException if the mean spend across customers does not exist (q ≤ 1)
     */
    public double newCustomerValue() {
        double mean = spend.populationMean()
                .orElseThrow(() -> new IllegalStateException("with " + spend + " the mean spend does not exist"));
        double alive = retentionCost > 0 ? purchases.discountedLifetime(0, 0, 0, options.horizon()) : 0;
        return value(mean, 1 + purchases.discountedPurchases(0, 0, 0, options.horizon()), alive);
    }

    /**
     * The values of all customers of a summary as of its day.
     *
     * @throws IllegalArgumentException if the summary has another unit of time or another currency
     * @throws io.github.clv4j.data.DataException if a value does not fit 64 bits of minor units
     */
    public ClvScores score(CustomerSummary summary) {
        return ClvScores.of(this, summary, null);
    }

    /**
     * The values of all customers of a summary, each by its own model of purchases, as covariates make them.
     *
     * @param models of the summary's customers, of the family and unit of this value's own, which is their base
     * @throws IllegalArgumentException if the models are of another family or unit, or a customer that is present has none
     * @throws io.github.clv4j.data.DataException if a value does not fit 64 bits of minor units
     */
    public ClvScores score(CustomerSummary summary, CustomerModels models) {
        if (models.family() != purchases.family() || models.unit() != purchases.unit()) {
            throw new IllegalArgumentException("the customers' models are of " + models.family() + " in "
                    + models.unit() + ", the value's is of " + purchases.family() + " in " + purchases.unit());
        }
        return ClvScores.of(this, summary, models);
    }

    /** How often customers buy. */
    public PurchaseModel purchases() {
        return purchases;
    }

    /** What they spend at a purchase. */
    public GammaGamma spend() {
        return spend;
    }

    /** Currency and digits. */
    public MoneyScale money() {
        return money;
    }

    /** Horizon, margin, costs. */
    public ClvOptions options() {
        return options;
    }

    /** True if a value may be below 0. */
    boolean hasCosts() {
        return costPerOrder > 0 || retentionCost > 0 || fixedCost > 0;
    }

    /** Retention cost a unit of the model's time while alive, in major units. */
    double retentionCost() {
        return retentionCost;
    }

    @Override
    public String toString() {
        return "value by " + purchases + " and " + spend + ", " + options;
    }
}
