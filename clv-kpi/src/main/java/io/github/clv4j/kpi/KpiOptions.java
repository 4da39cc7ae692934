package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What KPIs need beside the log, and how a report tells them. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: no stated margin, no acquisition spend, intervals at 95 %, no floor for small cells. KPIs that need a margin
 * or spend are then undefined or, where they say so, based on revenue.
 */
public final class KpiOptions {
    private static final double LEVEL = 0.95;
    private static final KpiOptions DEFAULTS = new KpiOptions(null, null, LEVEL, 1);

    private final @Nullable BigDecimal grossMargin;
    private final @Nullable AcquisitionSpend spend;
    private final double level;
    private final int fewestCustomers;

    private KpiOptions(
            @Nullable BigDecimal grossMargin, @Nullable AcquisitionSpend spend, double level, int fewestCustomers) {
        this.grossMargin = grossMargin;
        this.spend = spend;
        this.level = level;
        this.fewestCustomers = fewestCustomers;
    }

    /** No stated margin, no acquisition spend, intervals at 95 %, no floor. */
    public static KpiOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * Gross margin as a part of revenue, for a log without costs. Default: not stated; lifetime values and payback are
     * then taken from all revenue and marked as revenue-based.
     *
     * @param rate 0 to 1, read as the shortest decimal that denotes it: 0.35 is exactly 35 %
     */
    public KpiOptions withGrossMargin(double rate) {
        if (rate >= 0 && rate <= 1) {
            return new KpiOptions(BigDecimal.valueOf(rate), spend, level, fewestCustomers);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /** What acquiring customers has cost. Default: not told. */
    public KpiOptions withAcquisitionSpend(AcquisitionSpend acquisitionSpend) {
        return new KpiOptions(
                grossMargin, Objects.requireNonNull(acquisitionSpend, "acquisitionSpend"), level, fewestCustomers);
    }

    /**
     * How often intervals are to hold the truth.
     *
     * @param newLevel above 0 and below 1; default 0.95
     */
    public KpiOptions withLevel(double newLevel) {
        return new KpiOptions(grossMargin, spend, Intervals.checkedLevel(newLevel), fewestCustomers);
    }

    /**
     * The floor for small cells: values that tell of fewer customers than this, but of some, are left undefined, with the
     * reason. So are those of the smallest other groups of the period, and if need be of all customers, from which together
     * a hidden value of an amount or count could be found by subtraction.
     *
     * <p>A value's customers are those who were there in the period; of rates that compare with the period before those who
     * were active then; of times between orders those whom one of them is of; of the value of new customers these.
     *
     * <p>What one report hides may show in others: by other groups, of windows that differ by a day, of another length of
     * period, or before and after a customer was erased. So may what a KPI hides that asks for other customers than its
     * neighbours: numbers of retained customers are those active less the new and the reactivated. The denominator of a
     * rate that compares with the period before is that period's active customers, which may be hidden there. {@link PeriodFacts},
     * {@link CohortTable} and the other results know no floor; give reports away, not these.
     *
     * @param customers 1 or more; default 1, which hides nothing
     */
    public KpiOptions withFewestCustomers(int customers) {
        if (customers >= 1) {
            return new KpiOptions(grossMargin, spend, level, customers);
        }
        throw new IllegalArgumentException("fewest customers of a cell are " + customers + "; they must be 1 or more");
    }

    /** The stated gross margin as a part of revenue, or null. */
    public @Nullable BigDecimal grossMargin() {
        return grossMargin;
    }

    /** What acquiring customers has cost, or null. */
    public @Nullable AcquisitionSpend acquisitionSpend() {
        return spend;
    }

    /** How often intervals are to hold the truth. */
    public double level() {
        return level;
    }

    /** The fewest customers of a cell that is told; 1 if all are. */
    public int fewestCustomers() {
        return fewestCustomers;
    }
}
