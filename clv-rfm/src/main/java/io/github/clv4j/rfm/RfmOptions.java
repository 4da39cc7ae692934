package io.github.clv4j.rfm;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How customers are scored. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: 5 bins, {@link ScoringRule#QUANTILE}, {@link MonetaryMeasure#TOTAL_SPEND}, each dimension by itself, all
 * orders count, only recency, frequency and monetary value, 5 is best, nobody is gone, thresholds are taken from the
 * customers that are scored.
 */
public final class RfmOptions {
    /** Fewest bins. */
    public static final int MIN_BINS = 2;
    /** Most bins. */
    public static final int MAX_BINS = 10;

    private static final RfmOptions DEFAULTS = new RfmOptions(new Fields());

    /** The fields of one copy under way. */
    private static final class Fields {
        int bins = 5;
        ScoringRule rule = ScoringRule.QUANTILE;
        MonetaryMeasure monetary = MonetaryMeasure.TOTAL_SPEND;
        Nesting nesting = Nesting.INDEPENDENT;
        OptionalInt lookBackDays = OptionalInt.empty();
        List<RfmDimension> dimensions = RfmDimension.RFM;
        BestScore best = BestScore.HIGHEST;
        OptionalInt goneAfterDays = OptionalInt.empty();

        @Nullable
        RfmThresholds thresholds;
    }

    private final int bins;
    private final ScoringRule rule;
    private final MonetaryMeasure monetary;
    private final Nesting nesting;
    private final OptionalInt lookBackDays;
    private final List<RfmDimension> dimensions;
    private final BestScore best;
    private final OptionalInt goneAfterDays;
    private final @Nullable RfmThresholds thresholds;

    private RfmOptions(Fields fields) {
        this.bins = fields.bins;
        this.rule = fields.rule;
        this.monetary = fields.monetary;
        this.nesting = fields.nesting;
        this.lookBackDays = fields.lookBackDays;
        this.dimensions = fields.dimensions;
        this.best = fields.best;
        this.goneAfterDays = fields.goneAfterDays;
        this.thresholds = fields.thresholds;
        if (thresholds != null) {
            requireFrozen("bins", bins, thresholds.bins());
            requireFrozen("monetary", monetary, thresholds.monetary());
            requireFrozen("rule", rule, thresholds.rule());
            requireFrozen("nesting", nesting, thresholds.nesting());
            requireFrozen("lookBackDays", lookBackDays, thresholds.lookBackDays());
            requireFrozen("dimensions", dimensions, thresholds.dimensions());
        } else if (rule == ScoringRule.FIXED) {
            throw new IllegalArgumentException("rule FIXED needs thresholds; give them with withThresholds");
        } else if (rule == ScoringRule.MEAN && bins != 2) {
            throw new IllegalArgumentException("rule MEAN makes 2 bins, not " + bins + "; set the bins first");
        }
    }

    private static void requireFrozen(String name, Object value, Object frozen) {
        if (!value.equals(frozen)) {
            throw new IllegalArgumentException(name + " is " + value + "; the thresholds are frozen with " + frozen);
        }
    }

    private Fields fields() {
        Fields fields = new Fields();
        fields.bins = bins;
        fields.rule = rule;
        fields.monetary = monetary;
        fields.nesting = nesting;
        fields.lookBackDays = lookBackDays;
        fields.dimensions = dimensions;
        fields.best = best;
        fields.goneAfterDays = goneAfterDays;
        fields.thresholds = thresholds;
        return fields;
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

    static int checkedDays(String name, int days) {
        if (days >= 1) {
            return days;
        }
        throw new IllegalArgumentException(name + " is " + days + "; it must be 1 or more");
    }

    /**
     * Number of scores of each dimension, {@value #MIN_BINS} to {@value #MAX_BINS}. Default 5.
     *
     * @throws IllegalArgumentException also if thresholds with another number were given
     */
    public RfmOptions withBins(int number) {
        Fields fields = fields();
        fields.bins = checkedBins(number);
        return new RfmOptions(fields);
    }

    /**
     * How raw values become scores. Default {@link ScoringRule#QUANTILE}.
     *
     * @throws IllegalArgumentException if thresholds of another rule were given; if the rule is {@link ScoringRule#FIXED}
     *     without thresholds, or {@link ScoringRule#MEAN} without 2 bins
     */
    public RfmOptions withRule(ScoringRule scoringRule) {
        Fields fields = fields();
        fields.rule = Objects.requireNonNull(scoringRule, "rule");
        return new RfmOptions(fields);
    }

    /**
     * What M measures. Default {@link MonetaryMeasure#TOTAL_SPEND}.
     *
     * @throws IllegalArgumentException if thresholds of the other measure were given
     */
    public RfmOptions withMonetary(MonetaryMeasure measure) {
        Fields fields = fields();
        fields.monetary = Objects.requireNonNull(measure, "monetary");
        return new RfmOptions(fields);
    }

    /**
     * Whether F is scored within R, and M within both. Default {@link Nesting#INDEPENDENT}.
     *
     * @throws IllegalArgumentException if thresholds of the other kind were given
     */
    public RfmOptions withNesting(Nesting kind) {
        Fields fields = fields();
        fields.nesting = Objects.requireNonNull(kind, "nesting");
        return new RfmOptions(fields);
    }

    /**
     * Counts orders, spend, margin and returns of the last so many days only, the as-of day included; recency and length
     * keep looking at all orders. A customer without order in that time has frequency 0 and spend 0 (less than 0 where
     * refunds are kept as rows) and is scored. Needs the log: {@link Rfm#score(io.github.clv4j.data.TransactionLog, java.time.LocalDate, RfmOptions)}. Default: all
     * orders count.
     *
     * @param days 1 or more
     * @throws IllegalArgumentException also if thresholds with another look-back were given
     */
    public RfmOptions withLookBackDays(int days) {
        Fields fields = fields();
        fields.lookBackDays = OptionalInt.of(checkedDays("lookBackDays", days));
        return new RfmOptions(fields);
    }

    /**
     * Further dimensions to score beside recency, frequency and monetary value. Default: none.
     *
     * @throws IllegalArgumentException if thresholds of other dimensions were given
     */
    public RfmOptions withDimensions(RfmDimension... further) {
        EnumSet<RfmDimension> all = EnumSet.copyOf(RfmDimension.RFM);
        all.addAll(List.of(further));
        Fields fields = fields();
        fields.dimensions = List.copyOf(all);
        return new RfmOptions(fields);
    }

    /** Whether the highest score is best or 1. Default {@link BestScore#HIGHEST}. */
    public RfmOptions withBest(BestScore end) {
        Fields fields = fields();
        fields.best = Objects.requireNonNull(end, "best");
        return new RfmOptions(fields);
    }

    /**
     * A customer whose last order is more than this many days before the as-of day is gone: {@link SegmentMap#assign}
     * puts it in the group {@value MigrationMatrix#GONE} instead of a segment. Its scores, and the thresholds that it
     * helps to place, stay the same. Default: nobody is gone.
     *
     * @param days 1 or more
     */
    public RfmOptions withGoneAfterDays(int days) {
        Fields fields = fields();
        fields.goneAfterDays = OptionalInt.of(checkedDays("goneAfterDays", days));
        return new RfmOptions(fields);
    }

    /**
     * Frozen edges: score against these thresholds, of another day or another customer base, instead of new ones. Bins,
     * rule, monetary measure, nesting, look-back and dimensions become those of the thresholds. Default: thresholds are
     * taken from the customers scored.
     */
    public RfmOptions withThresholds(RfmThresholds frozen) {
        Fields fields = fields();
        fields.bins = frozen.bins();
        fields.rule = frozen.rule();
        fields.monetary = frozen.monetary();
        fields.nesting = frozen.nesting();
        fields.lookBackDays = frozen.lookBackDays();
        fields.dimensions = frozen.dimensions();
        fields.thresholds = frozen;
        return new RfmOptions(fields);
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

    /** Whether F is scored within R, and M within both. */
    public Nesting nesting() {
        return nesting;
    }

    /** The days that are looked back over; empty if all orders count. */
    public OptionalInt lookBackDays() {
        return lookBackDays;
    }

    /** What is scored: recency, frequency, monetary, then the further dimensions. */
    public List<RfmDimension> dimensions() {
        return dimensions;
    }

    /** Whether the highest score is best or 1. */
    public BestScore best() {
        return best;
    }

    /** Days without order after which a customer is gone; empty if nobody ever is. */
    public OptionalInt goneAfterDays() {
        return goneAfterDays;
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
                && nesting == that.nesting
                && lookBackDays.equals(that.lookBackDays)
                && dimensions.equals(that.dimensions)
                && best == that.best
                && goneAfterDays.equals(that.goneAfterDays)
                && Objects.equals(thresholds, that.thresholds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bins, rule, monetary, nesting, lookBackDays, dimensions, best, goneAfterDays, thresholds);
    }

    @Override
    public String toString() {
        return bins + " bins, " + (thresholds == null ? "" : "frozen ") + rule + ", " + monetary
                + (nesting == Nesting.NESTED ? ", nested" : "")
                + (lookBackDays.isPresent() ? ", looking back " + lookBackDays.getAsInt() + " days" : "")
                + (dimensions.equals(RfmDimension.RFM) ? "" : ", also " + further())
                + (best == BestScore.LOWEST ? ", 1 is best" : "")
                + (goneAfterDays.isPresent() ? ", gone after " + goneAfterDays.getAsInt() + " days" : "");
    }

    private String further() {
        return dimensions.stream()
                .filter(dimension -> !RfmDimension.RFM.contains(dimension))
                .map(RfmDimension::id)
                .collect(Collectors.joining(" and "));
    }
}
