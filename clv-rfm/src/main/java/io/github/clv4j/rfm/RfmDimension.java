package io.github.clv4j.rfm;

import io.github.clv4j.data.MoneyScale;
import java.util.List;

/**
 * What customers are scored by. {@link #RECENCY}, {@link #FREQUENCY} and {@link #MONETARY} are always scored; the others
 * by {@link RfmOptions#withDimensions}.
 */
public enum RfmDimension {
    /** Whole days from the last order to the as-of day; the fewer, the higher the score. */
    RECENCY("recency_days", Unit.DAYS, true),
    /** Orders up to the as-of day, the first included, or within the look-back; the more, the higher the score. */
    FREQUENCY("orders", Unit.ORDERS, false),
    /** Spend in minor units, total or mean ({@link MonetaryMeasure}); the more, the higher the score. */
    MONETARY("spend", Unit.MONEY, false),
    /** Whole days from the first to the last order, the L of LRFM; the more, the higher the score. */
    LENGTH("length_days", Unit.DAYS, false),
    /** {@link #LENGTH} divided by the orders after the first; unknown with one order. The fewer, the higher the score. */
    DAYS_BETWEEN_ORDERS("days_between_orders", Unit.DAYS, true),
    /** Spend less cost in minor units, up to the as-of day or within the look-back. Needs a log with cost. */
    MARGIN("margin", Unit.MONEY, false),
    /**
     * Refunds divided by purchases before refunds, by value, up to the as-of day or within the look-back; unknown without
     * purchases. The less, the higher the score. Needs the log, {@link Rfm#score(io.github.clv4j.data.TransactionLog,
     * java.time.LocalDate, RfmOptions)}, and one that nets or keeps refunds.
     */
    RETURNS_RATE("returns_rate", Unit.SHARE, true);

    /** The three of RFM, in order. */
    static final List<RfmDimension> RFM = List.of(RECENCY, FREQUENCY, MONETARY);

    private enum Unit {
        DAYS,
        ORDERS,
        MONEY,
        SHARE
    }

    private final String id;
    private final Unit unit;
    private final boolean lowIsBest;

    RfmDimension(String id, Unit unit, boolean lowIsBest) {
        this.id = id;
        this.unit = unit;
        this.lowIsBest = lowIsBest;
    }

    /** The name that tables give the raw value, such as {@code recency_days}, {@code orders} or {@code spend}. */
    public String id() {
        return id;
    }

    /** True if low raw values get high scores. */
    public boolean isLowBest() {
        return lowIsBest;
    }

    /** The unit of raw values as people read it: days, orders, the currency, or share. */
    String unit(MoneyScale money) {
        return switch (unit) {
            case DAYS -> "days";
            case ORDERS -> "orders";
            case MONEY -> money.currency();
            case SHARE -> "share";
        };
    }

    /** What one of the unit that people read is in raw values: minor units for money. */
    double one(MoneyScale money) {
        return unit == Unit.MONEY ? money.minorPerMajor() : 1;
    }

    /**
     * The raw value of a customer that is present: days, orders, minor units or a share; NaN if unknown. Amounts are exact
     * up to 2<sup>53</sup> minor units, and larger totals still in the right order. Equal quotients of different numbers
     * are equal values, so their ties are kept.
     */
    double value(ScoredBase base, int customer) {
        return switch (this) {
            case RECENCY -> base.summary().recencyDays(customer);
            case FREQUENCY -> base.orders(customer);
            case MONETARY -> base.monetary(customer);
            case LENGTH -> base.lengthDays(customer);
            case DAYS_BETWEEN_ORDERS -> {
                int orders = base.summary().orders(customer);
                yield orders > 1 ? (double) base.lengthDays(customer) / (orders - 1) : Double.NaN;
            }
            case MARGIN -> base.marginMinor(customer);
            case RETURNS_RATE -> base.returnsRate(customer);
        };
    }

    /** True if raw values are few whole numbers, which are counted best as they are. */
    boolean isCount() {
        return this == RECENCY || this == FREQUENCY || this == LENGTH;
    }

    /**
     * A whole number that orders as the value does. Days and orders are counted as they are; amounts and quotients span
     * many magnitudes, which the bits of a {@code double} spread evenly.
     */
    long key(double value) {
        return isCount() ? (long) value : Quantiles.key(value);
    }

    /** The value that has this key. */
    double valueOf(long key) {
        return isCount() ? (double) key : Quantiles.value(key);
    }
}
