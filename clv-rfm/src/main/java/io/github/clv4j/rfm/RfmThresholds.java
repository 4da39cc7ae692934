package io.github.clv4j.rfm;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The cuts between scores, apart from the customers that they were taken from. An immutable value: keep it, and score
 * another day's customers against it with {@link RfmOptions#withThresholds}. It knows no date, for recency is a number of
 * days before whatever day customers are scored as of.
 *
 * <p>With cuts c<sub>1</sub> &le; … &le; c<sub>k-1</sub> the bin of a value is 1 + the number of cuts strictly below it,
 * so a value that equals a cut is in the lower bin. The score is the bin, or k + 1 less the bin where
 * {@linkplain RfmDimension#isLowBest low is best}; k is best. Cuts may be equal: the bins between them are empty.
 *
 * <p>Units: days, orders, and minor units of the currency. Cuts computed from data compare exactly with amounts up to
 * 2<sup>48</sup> minor units; customers that they were taken from are always scored right.
 */
public final class RfmThresholds {
    private final MoneyScale money;
    private final MonetaryMeasure monetary;
    private final int bins;
    private final EnumMap<RfmDimension, double[]> cuts;

    private RfmThresholds(MoneyScale money, MonetaryMeasure monetary, int bins, EnumMap<RfmDimension, double[]> cuts) {
        this.money = money;
        this.monetary = monetary;
        this.bins = bins;
        this.cuts = cuts;
    }

    /**
     * Thresholds from stored or chosen cuts. Each array has one cut less than there are bins, ascending; arrays are
     * copied.
     *
     * @param money currency and digits of the amounts
     * @param monetary what M measures
     * @param recencyDays cuts of the days since the last order
     * @param orders cuts of the number of orders
     * @param spendMinor cuts of total or mean spend in minor units
     * @throws IllegalArgumentException if the arrays differ in length, have no or more than 9 cuts, or a cut is not
     *     finite or below the one before
     */
    public static RfmThresholds of(
            MoneyScale money, MonetaryMeasure monetary, double[] recencyDays, double[] orders, double[] spendMinor) {
        Objects.requireNonNull(money, "money");
        Objects.requireNonNull(monetary, "monetary");
        EnumMap<RfmDimension, double[]> cuts = new EnumMap<>(RfmDimension.class);
        cuts.put(RfmDimension.RECENCY, recencyDays.clone());
        cuts.put(RfmDimension.FREQUENCY, orders.clone());
        cuts.put(RfmDimension.MONETARY, spendMinor.clone());
        return of(money, monetary, cuts);
    }

    /** Keeps the arrays. */
    static RfmThresholds of(MoneyScale money, MonetaryMeasure monetary, EnumMap<RfmDimension, double[]> cuts) {
        int bins = RfmOptions.checkedBins(cutsOf(cuts, RfmDimension.RECENCY).length + 1);
        cuts.forEach((dimension, some) -> {
            if (some.length + 1 != bins) {
                throw new IllegalArgumentException("cuts of " + dimension.id() + " are " + some.length
                        + ", those of recency_days " + (bins - 1) + "; all dimensions must have the same bins");
            }
            requireAscending(dimension, some);
        });
        return new RfmThresholds(money, monetary, bins, cuts);
    }

    private static double[] cutsOf(EnumMap<RfmDimension, double[]> cuts, RfmDimension dimension) {
        return Objects.requireNonNull(cuts.get(dimension));
    }

    private static void requireAscending(RfmDimension dimension, double[] cuts) {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < cuts.length; i++) {
            if (!(Double.isFinite(cuts[i]) && cuts[i] >= last)) {
                throw new IllegalArgumentException("cut " + (i + 1) + " of " + dimension.id() + " is " + cuts[i]
                        + "; cuts must be finite and ascending: " + Arrays.toString(cuts));
            }
            cuts[i] += 0.0; // turns -0.0 into 0.0, so that equal cuts are equal values
            last = cuts[i];
        }
    }

    /** Number of scores of each dimension. */
    public int bins() {
        return bins;
    }

    /** Currency and digits of the amounts. */
    public MoneyScale money() {
        return money;
    }

    /** What M measures. */
    public MonetaryMeasure monetary() {
        return monetary;
    }

    /** The cuts of a dimension, ascending, in days, orders or minor units: one less than there are bins. */
    public double[] cuts(RfmDimension dimension) {
        return cutsOf(cuts, dimension).clone();
    }

    /**
     * The score of a raw value, 1 to {@link #bins}.
     *
     * @param value days, orders or minor units
     * @throws IllegalArgumentException if the value is NaN
     */
    public int score(RfmDimension dimension, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(dimension.id() + " is NaN; it must be a number");
        }
        return score(dimension, cutsOf(cuts, dimension), value);
    }

    /** The score by these cuts; they are so few that searching costs more than counting. */
    static int score(RfmDimension dimension, double[] cuts, double value) {
        int below = 0;
        for (double cut : cuts) {
            below += value > cut ? 1 : 0;
        }
        return dimension.isLowBest() ? cuts.length + 1 - below : 1 + below;
    }

    /**
     * One row for each score of each dimension: {@code dimension}, {@code unit} (days, orders or the currency), {@code
     * score}, {@code above} (exclusive) and {@code up_to} (inclusive); money in major units. A limit is unknown where the
     * bin has none; a bin whose limits are equal is empty.
     */
    public Table toTable() {
        RfmDimension[] dimensions = RfmDimension.values();
        return Table.of(
                "rfm_thresholds",
                dimensions.length * bins,
                List.of(
                        Column.text("dimension", row -> dimensions[row / bins].id()),
                        Column.text("unit", row -> unit(dimensions[row / bins])),
                        Column.integer(
                                "score",
                                row -> dimensions[row / bins].isLowBest() ? bins - row % bins : 1 + row % bins),
                        Column.decimal("above", row -> limit(dimensions[row / bins], row % bins - 1)),
                        Column.decimal("up_to", row -> limit(dimensions[row / bins], row % bins))));
    }

    private String unit(RfmDimension dimension) {
        return switch (dimension) {
            case RECENCY -> "days";
            case FREQUENCY -> "orders";
            case MONETARY -> money.currency();
        };
    }

    /** A cut as people read it, or NaN, which a table shows as unknown, outside the cuts. */
    private double limit(RfmDimension dimension, int cut) {
        double[] all = cutsOf(cuts, dimension);
        if (cut < 0 || cut >= all.length) {
            return Double.NaN;
        }
        return dimension == RfmDimension.MONETARY ? all[cut] / money.minorPerMajor() : all[cut];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmThresholds that
                && money.equals(that.money)
                && monetary == that.monetary
                && Arrays.stream(RfmDimension.values())
                        .allMatch(dimension -> Arrays.equals(cutsOf(cuts, dimension), cutsOf(that.cuts, dimension)));
    }

    @Override
    public int hashCode() {
        int hash = Objects.hash(money, monetary);
        for (RfmDimension dimension : RfmDimension.values()) {
            hash = 31 * hash + Arrays.hashCode(cutsOf(cuts, dimension));
        }
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.stream(RfmDimension.values())
                .map(dimension -> dimension.id() + " " + Arrays.toString(cutsOf(cuts, dimension)))
                .collect(Collectors.joining(", ", "", " (" + words() + " in minor units of " + money.currency() + ")"));
    }

    private String words() {
        return monetary.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
