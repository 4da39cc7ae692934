package io.github.clv4j.rfm;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How customers are scored. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: 5 bins, {@link ScoringRule#QUANTILE}, {@link MonetaryMeasure#TOTAL_SPEND}, nobody is gone, thresholds are
 * taken from the customers that are scored.
 */
public final class RfmOptions {
    /** Fewest bins. */
    public static final int MIN_BINS = 2;
    /** Most bins. */
    public static final int MAX_BINS = 10;

    private static final int NEVER_GONE = -1;
    private static final RfmOptions DEFAULTS =
            new RfmOptions(5, ScoringRule.QUANTILE, MonetaryMeasure.TOTAL_SPEND, NEVER_GONE, null);

    private final int bins;
    private final ScoringRule rule;
    private final MonetaryMeasure monetary;
    private final int goneAfterDays;
    private final @Nullable RfmThresholds thresholds;

    private RfmOptions(
            int bins,
            ScoringRule rule,
            MonetaryMeasure monetary,
            int goneAfterDays,
            @Nullable RfmThresholds thresholds) {
        this.bins = bins;
        this.rule = Objects.requireNonNull(rule, "rule");
        this.monetary = Objects.requireNonNull(monetary, "monetary");
        this.goneAfterDays = goneAfterDays;
        this.thresholds = thresholds;
        if (thresholds != null && thresholds.bins() != bins) {
            throw new IllegalArgumentException(
                    "bins is " + bins + "; the thresholds are frozen with " + thresholds.bins());
        }
        if (thresholds != null && thresholds.monetary() != monetary) {
            throw new IllegalArgumentException(
                    "monetary is " + monetary + "; the thresholds are frozen with " + thresholds.monetary());
        }
    }

    /** The defaults. */
    public static RfmOptions withDefaults() {
        return DEFAULTS;
    }

    static int checkedBins(int bins) {
        if (bins >= MIN_BINS && bins <= MAX_BINS) {
            return bins;
        }
        throw new IllegalArgumentException("bins is " + bins + "; it must be " + MIN_BINS + " to " + MAX_BINS);
    }

    /**
     * Number of scores of each dimension, {@value #MIN_BINS} to {@value #MAX_BINS}. Default 5.
     *
     * @throws IllegalArgumentException also if thresholds with another number were given
     */
    public RfmOptions withBins(int number) {
        return new RfmOptions(checkedBins(number), rule, monetary, goneAfterDays, thresholds);
    }

    /** How raw values become scores. Default {@link ScoringRule#QUANTILE}. Without effect where thresholds are given. */
    public RfmOptions withRule(ScoringRule scoringRule) {
        return new RfmOptions(bins, scoringRule, monetary, goneAfterDays, thresholds);
    }

    /**
     * What M measures. Default {@link MonetaryMeasure#TOTAL_SPEND}.
     *
     * @throws IllegalArgumentException if thresholds of the other measure were given
     */
    public RfmOptions withMonetary(MonetaryMeasure measure) {
        return new RfmOptions(bins, rule, measure, goneAfterDays, thresholds);
    }

    /**
     * A customer whose last order is more than this many days before the as-of day is gone: {@link SegmentMap#assign}
     * puts it in the group {@value MigrationMatrix#GONE} instead of a segment. Its scores, and the thresholds that it
     * helps to place, stay the same. Default: nobody is gone.
     *
     * @param days 1 or more
     */
    public RfmOptions withGoneAfterDays(int days) {
        if (days >= 1) {
            return new RfmOptions(bins, rule, monetary, days, thresholds);
        }
        throw new IllegalArgumentException("goneAfterDays is " + days + "; it must be 1 or more");
    }

    /**
     * Frozen edges: score against these thresholds, of another day or another customer base, instead of new ones. Bins
     * and monetary measure become those of the thresholds. Default: thresholds are taken from the customers scored.
     */
    public RfmOptions withThresholds(RfmThresholds frozen) {
        return new RfmOptions(frozen.bins(), rule, frozen.monetary(), goneAfterDays, frozen);
    }

    /** Number of scores of each dimension. */
    public int bins() {
        return bins;
    }

    /** How raw values become scores. */
    public ScoringRule rule() {
        return rule;
    }

    /** What M measures. */
    public MonetaryMeasure monetary() {
        return monetary;
    }

    /** Days without order after which a customer is gone; empty if nobody ever is. */
    public OptionalInt goneAfterDays() {
        return goneAfterDays == NEVER_GONE ? OptionalInt.empty() : OptionalInt.of(goneAfterDays);
    }

    /** The frozen edges; empty if they are taken from the customers scored. */
    public Optional<RfmThresholds> thresholds() {
        return Optional.ofNullable(thresholds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmOptions that
                && bins == that.bins
                && rule == that.rule
                && monetary == that.monetary
                && goneAfterDays == that.goneAfterDays
                && Objects.equals(thresholds, that.thresholds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bins, rule, monetary, goneAfterDays, thresholds);
    }

    @Override
    public String toString() {
        return bins + " bins, " + (thresholds == null ? rule : "frozen thresholds") + ", " + monetary
                + (goneAfterDays == NEVER_GONE ? "" : ", gone after " + goneAfterDays + " days");
    }
}
