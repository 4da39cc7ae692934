package io.github.clv4j.model;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;

/**
 * Mean and variance of the purchases that each customer of a summary makes within a time to come, as the model with its
 * parameters has them. Immutable; by the log's customer number.
 */
public final class PurchaseSpread {
    private final double[] mean;
    private final double[] variance;

    private PurchaseSpread(int customers) {
        this.mean = new double[customers];
        this.variance = new double[customers];
    }

    /**
     * Spread within a time.
     *
     * @param t length of that time in the model's unit, finite and above 0
     * @throws IllegalArgumentException if the summary is in another unit of time than the model, or the model cannot take t
     */
    public static PurchaseSpread of(PurchaseModel model, CustomerSummary summary, double t) {
        model.requireUnit(summary.step());
        model.expectedPurchases(t);
        SurvivorGroups survivors = SurvivorGroups.of(model, summary);
        double[] first = survivors.each(c -> model.survivorPurchases(summary.x(c), summary.tx(c), summary.age(c), t));
        double[] second =
                survivors.each(c -> model.survivorSecondMoment(summary.x(c), summary.tx(c), summary.age(c), t));
        PurchaseSpread spread = new PurchaseSpread(summary.customers());
        Parallel.ranges(summary.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                int group = survivors.of(c);
                if (group == SurvivorGroups.NONE) {
                    spread.mean[c] = Double.NaN;
                    spread.variance[c] = Double.NaN;
                } else {
                    double alive = model.alive(summary.x(c), summary.tx(c), summary.age(c));
                    spread.mean[c] = alive * first[group];
                    spread.variance[c] = variance(alive, first[group], second[group]);
                }
            }
        });
        return spread;
    }

    /** Of a number that is 0 with probability 1 − P(alive). */
    static double variance(double alive, double first, double second) {
        return alive * (Math.max(0, second - first * first) + (1 - alive) * first * first);
    }

    /** Expected purchases; NaN for a customer that is not present. */
    public double mean(int customer) {
        return mean[customer];
    }

    /** Variance of the number of purchases; NaN for a customer that is not present. */
    public double variance(int customer) {
        return variance[customer];
    }

    @Override
    public String toString() {
        return "purchases to come of " + mean.length + " customers";
    }
}
