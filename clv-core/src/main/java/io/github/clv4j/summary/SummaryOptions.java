package io.github.clv4j.summary;

import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a log is summarised. Immutable; each method returns a changed copy.
 *
 * <p>Defaults: as of the log's last day, in the unit of the log's time grid, purchases of one day merged.
 */
public final class SummaryOptions {
    private static final SummaryOptions DEFAULTS = new SummaryOptions(null, null, PurchaseMerging.SAME_DAY);

    private final @Nullable LocalDate asOf;
    private final @Nullable TimeStep step;
    private final PurchaseMerging merging;

    private SummaryOptions(@Nullable LocalDate asOf, @Nullable TimeStep step, PurchaseMerging merging) {
        this.asOf = asOf;
        this.step = step;
        this.merging = Objects.requireNonNull(merging, "merging");
    }

    /** As of the log's last day, in the unit of the log's time grid, purchases of one day merged. */
    public static SummaryOptions withDefaults() {
        return DEFAULTS;
    }

    /** The defaults, with times in days. */
    public static SummaryOptions daily() {
        return DEFAULTS.withStep(TimeStep.DAYS);
    }

    /** The defaults, with times in weeks. */
    public static SummaryOptions weekly() {
        return DEFAULTS.withStep(TimeStep.WEEKS);
    }

    /** The defaults, with times in months of 30.4375 days. */
    public static SummaryOptions monthly() {
        return DEFAULTS.withStep(TimeStep.MONTHS);
    }

    /** The defaults, with times in years of 365.25 days. */
    public static SummaryOptions yearly() {
        return DEFAULTS.withStep(TimeStep.YEARS);
    }

    /** As of the end of this day; later rows play no part. Default: the log's last day. */
    public SummaryOptions until(LocalDate lastDay) {
        return new SummaryOptions(Objects.requireNonNull(lastDay, "lastDay"), step, merging);
    }

    /** The unit of t<sub>x</sub> and T. Default: that of the log's time grid. */
    public SummaryOptions withStep(TimeStep unit) {
        return new SummaryOptions(asOf, Objects.requireNonNull(unit, "unit"), merging);
    }

    /** Which purchases count as one. Default {@link PurchaseMerging#SAME_DAY}. */
    public SummaryOptions withMerging(PurchaseMerging rule) {
        return new SummaryOptions(asOf, step, rule);
    }

    /** The last day that counts, or null for the log's last day. */
    public @Nullable LocalDate asOf() {
        return asOf;
    }

    /** The unit of t<sub>x</sub> and T, or null for that of the log's time grid. */
    public @Nullable TimeStep step() {
        return step;
    }

    /** Which purchases count as one. */
    public PurchaseMerging merging() {
        return merging;
    }
}
