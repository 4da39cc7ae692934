package io.github.clv4j.rfm;

import io.github.clv4j.summary.CustomerSummary;

/** What customers are scored by. */
public enum RfmDimension {
    /** Whole days from the last order to the as-of day; the fewer, the higher the score. */
    RECENCY("recency_days", true),
    /** Orders up to the as-of day, the first included; the more, the higher the score. */
    FREQUENCY("orders", false),
    /** Spend in minor units, total or mean ({@link MonetaryMeasure}); the more, the higher the score. */
    MONETARY("spend", false);

    private final String id;
    private final boolean lowIsBest;

    RfmDimension(String id, boolean lowIsBest) {
        this.id = id;
        this.lowIsBest = lowIsBest;
    }

    /** The name that tables give the raw value: {@code recency_days}, {@code orders} or {@code spend}. */
    public String id() {
        return id;
    }

    /** True if low raw values get high scores. */
    public boolean isLowBest() {
        return lowIsBest;
    }

    /**
     * The raw value of a customer that is present: days, orders or minor units. Amounts are exact up to 2<sup>53</sup>
     * minor units, and larger totals still in the right order. Equal means have equal quotients, so their ties are kept.
     */
    double value(CustomerSummary summary, MonetaryMeasure measure, int customer) {
        return switch (this) {
            case RECENCY -> summary.recencyDays(customer);
            case FREQUENCY -> summary.orders(customer);
            case MONETARY -> {
                double spend = summary.spendMinor(customer);
                yield measure == MonetaryMeasure.TOTAL_SPEND ? spend : spend / summary.orders(customer);
            }
        };
    }

    /**
     * A whole number that orders as the value does. Days and orders are few whole numbers, which are counted best as they
     * are; amounts span many magnitudes, which the bits of a {@code double} spread evenly.
     */
    long key(CustomerSummary summary, MonetaryMeasure measure, int customer) {
        return switch (this) {
            case RECENCY -> summary.recencyDays(customer);
            case FREQUENCY -> summary.orders(customer);
            case MONETARY -> Quantiles.key(value(summary, measure, customer));
        };
    }

    /** The value that has this key. */
    double valueOf(long key) {
        return this == MONETARY ? Quantiles.value(key) : (double) key;
    }
}
