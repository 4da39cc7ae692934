package io.github.clv4j.kpi;

import java.util.Objects;

/**
 * What {@link NthPurchases} counts and for how long it waits. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: days with an order are purchases, the first to the tenth are told, intervals at 95 %. How long a customer has to
 * buy again has no default, for it depends on what is sold.
 */
public final class PurchaseOptions {
    private static final int MOST = 1_000;

    private final int windowDays;
    private final int most;
    private final PurchaseCounting counting;
    private final double level;

    private PurchaseOptions(int windowDays, int most, PurchaseCounting counting, double level) {
        this.windowDays = windowDays;
        this.most = most;
        this.counting = counting;
        this.level = level;
    }

    /**
     * Options with a time to buy again.
     *
     * @param days 1 or more: who has not bought again within so many days, the last one included, is lost to the purchase
     */
    public static PurchaseOptions within(int days) {
        if (days >= 1) {
            return new PurchaseOptions(days, 10, PurchaseCounting.ORDER_DAYS, 0.95);
        }
        throw new IllegalArgumentException("days to buy again are " + days + "; they must be 1 or more");
    }

    /**
     * Up to which purchase to tell.
     *
     * @param n 1 to 1000; default 10
     */
    public PurchaseOptions withMost(int n) {
        if (n >= 1 && n <= MOST) {
            return new PurchaseOptions(windowDays, n, counting, level);
        }
        throw new IllegalArgumentException("number of purchases is " + n + "; it must be 1 to " + MOST);
    }

    /** What a purchase is. Default {@link PurchaseCounting#ORDER_DAYS}. */
    public PurchaseOptions withCounting(PurchaseCounting newCounting) {
        return new PurchaseOptions(windowDays, most, Objects.requireNonNull(newCounting, "counting"), level);
    }

    /**
     * How often intervals are to hold the truth.
     *
     * @param newLevel above 0 and below 1; default 0.95
     */
    public PurchaseOptions withLevel(double newLevel) {
        return new PurchaseOptions(windowDays, most, counting, Intervals.checkedLevel(newLevel));
    }

    /** Days in which to buy again. */
    public int windowDays() {
        return windowDays;
    }

    /** The last purchase that is told. */
    public int most() {
        return most;
    }

    /** What a purchase is. */
    public PurchaseCounting counting() {
        return counting;
    }

    /** How often intervals are to hold the truth. */
    public double level() {
        return level;
    }
}
