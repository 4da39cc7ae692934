package io.github.clv4j.rfm;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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
    private final double[][] cuts;

    private RfmThresholds(MoneyScale money, MonetaryMeasure monetary, double[][] cuts) {
        this.money = money;
        this.monetary = monetary;
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
        double[][] own = {recencyDays.clone(), orders.clone(), spendMinor.clone()};
        for (RfmDimension dimension : RfmDimension.values()) {
            double[] cutsOfOne = own[dimension.ordinal()];
            if (cutsOfOne.length != recencyDays.length) {
                throw new IllegalArgumentException("cuts of " + dimension.id() + " are " + cutsOfOne.length
                        + ", those of recency_days " + recencyDays.length + "; all dimensions must have the same bins");
            }
            requireAscending(dimension, cutsOfOne);
        }
        RfmOptions.checkedBins(recencyDays.length + 1);
        return new RfmThresholds(money, monetary, own);
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
        return cuts[0].length + 1;
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
        return cuts[dimension.ordinal()].clone();
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
        int below = below(cuts[dimension.ordinal()], value);
        return dimension.isLowBest() ? bins() - below : 1 + below;
    }

    /** Number of cuts strictly below a value; few enough that searching costs more than counting. */
    private static int below(double[] cuts, double value) {
        int below = 0;
        for (double cut : cuts) {
            below += value > cut ? 1 : 0;
        }
        return below;
    }

    /**
     * One row for each score of each dimension: {@code dimension}, {@code unit} (days, orders or the currency), {@code
     * score}, {@code above} (exclusive) and {@code up_to} (inclusive); money in major units. A limit is unknown where the
     * bin has none; a bin whose limits are equal is empty.
     */
    public Table toTable() {
        int bins = bins();
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
        double[] all = cuts[dimension.ordinal()];
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
                && Arrays.deepEquals(cuts, that.cuts);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(money, monetary) + Arrays.deepHashCode(cuts);
    }

    @Override
    public String toString() {
        return "recency_days " + Arrays.toString(cuts[0]) + ", orders " + Arrays.toString(cuts[1]) + ", "
                + monetary.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(cuts[2]) + " minor units of "
                + money.currency();
    }
}
