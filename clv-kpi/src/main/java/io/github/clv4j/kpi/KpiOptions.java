package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What KPIs need beside the log. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: no stated margin, no acquisition spend. KPIs that need either are then undefined or, where they say so,
 * based on revenue.
 */
public final class KpiOptions {
    private static final KpiOptions DEFAULTS = new KpiOptions(null, null);

    private final @Nullable BigDecimal grossMargin;
    private final @Nullable AcquisitionSpend spend;

    private KpiOptions(@Nullable BigDecimal grossMargin, @Nullable AcquisitionSpend spend) {
        this.grossMargin = grossMargin;
        this.spend = spend;
    }

    /** No stated margin, no acquisition spend. */
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
            return new KpiOptions(BigDecimal.valueOf(rate), spend);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /** What acquiring customers has cost. Default: not told. */
    public KpiOptions withAcquisitionSpend(AcquisitionSpend acquisitionSpend) {
        return new KpiOptions(grossMargin, Objects.requireNonNull(acquisitionSpend, "acquisitionSpend"));
    }

    /** The stated gross margin as a part of revenue, or null. */
    public @Nullable BigDecimal grossMargin() {
        return grossMargin;
    }

    /** What acquiring customers has cost, or null. */
    public @Nullable AcquisitionSpend acquisitionSpend() {
        return spend;
    }
}
