package io.github.clv4j.kpi;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * Whether a series rises or falls, robustly. Immutable.
 *
 * <ul>
 *   <li>The slope is that of Theil (1950) and Sen (1968, JASA 63, 1379-1389): the median of (yⱼ − yᵢ)/(j − i) over all pairs
 *       i &lt; j; of an even number of slopes the mean of the middle two.
 *   <li>The p-value is that of the two-sided test of Mann (1945, Econometrica 13, 245-259) and Kendall of S = Σ sign(yⱼ − yᵢ)
 *       being 0 on average, for values that are independent and of one distribution: exact, by the number of orders with each
 *       S, where no two values are equal and there are at most {@value #MAX_EXACT}; else normal, with Kendall's variance for
 *       ties, [n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)]/18, and S moved by 1 towards 0.
 * </ul>
 *
 * <p>Values of neighbouring periods that go together, and seasons, make the p-value too small. Values that are not known are
 * left out; the others keep their places in time.
 */
public final class SeriesTrend {
    /** Fewest values; of three no order is rarer than one in six. */
    public static final int MIN_VALUES = 4;

    /** Most values: all pairs are looked at. */
    public static final int MAX_VALUES = 10_000;

    private static final int MAX_EXACT = 1_000;

    private final int values;
    private final double slope;
    private final long s;
    private final double pValue;
    private final @Nullable String undefined;

    private SeriesTrend(int values, double slope, long s, double pValue, @Nullable String undefined) {
        this.values = values;
        this.slope = slope;
        this.s = s;
        this.pValue = pValue;
        this.undefined = undefined;
    }

    /**
     * The trend of values at equal distances in time.
     *
     * @param series NaN where a value is not known; none infinite. With fewer than {@value #MIN_VALUES} that are known the trend
     *     is undefined.
     * @throws IllegalArgumentException if a value is infinite, or more than {@value #MAX_VALUES} are known
     */
    public static SeriesTrend of(double... series) {
        for (int i = 0; i < series.length; i++) {
            if (Double.isInfinite(series[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " is " + series[i] + "; it must be finite, or NaN for unknown");
            }
        }
        int[] at = IntStream.range(0, series.length)
                .filter(i -> !Double.isNaN(series[i]))
                .toArray();
        int n = at.length;
        if (n < MIN_VALUES) {
            return new SeriesTrend(
                    n,
                    Double.NaN,
                    0,
                    Double.NaN,
                    "only " + n + " of " + series.length + " values are known; " + MIN_VALUES + " are needed");
        }
        if (n > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "there are " + n + " values; at most " + MAX_VALUES + " are taken, so choose longer periods");
        }
        double[] slopes = new double[n * (n - 1) / 2];
        long s = 0;
        int next = 0;
        for (int j = 1; j < n; j++) {
            for (int i = 0; i < j; i++) {
                s += (long) Math.signum(series[at[j]] - series[at[i]]);
                slopes[next++] = (series[at[j]] - series[at[i]]) / (at[j] - at[i]);
            }
        }
        double[] known = Arrays.stream(at).mapToDouble(i -> series[i]).toArray();
        return new SeriesTrend(n, median(slopes), s, pValue(known, s), null);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }

    private static double pValue(double[] values, long s) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double ties = 0;
        for (int i = 0, end; i < n; i = end) {
            end = i + 1;
            while (end < n && sorted[end] == sorted[i]) {
                end++;
            }
            double t = end - i;
            ties += t * (t - 1) * (2 * t + 5);
        }
        if (ties == 0 && n <= MAX_EXACT) {
            return exact(n, Math.abs(s));
        }
        double variance = (n * (n - 1.0) * (2.0 * n + 5) - ties) / 18;
        double moved = Math.max(0, Math.abs(s) - 1);
        return moved == 0 ? 1 : Erf.erfc(moved / Math.sqrt(2 * variance));
    }

    /**
     * The part of all orders of n values whose |S| is at least as large. S is n(n − 1)/2 less twice the inversions, and as many
     * orders have few of them as have few pairs in order, so this is twice the part with at most so many inversions.
     */
    private static double exact(int n, long s) {
        if (s == 0) {
            return 1;
        }
        int most = (int) (n * (n - 1L) / 2 - s) / 2;
        double[] part = new double[most + 1];
        double[] more = new double[most + 1];
        part[0] = 1;
        for (int k = 2; k <= n; k++) {
            // The k-th value is before 0 to k − 1 of the others, each as likely: a sum over k neighbours that moves
            // along.
            double sum = 0;
            for (int inversions = 0; inversions <= most; inversions++) {
                sum += part[inversions] - (inversions < k ? 0 : part[inversions - k]);
                more[inversions] = sum / k;
            }
            double[] spent = part;
            part = more;
            more = spent;
        }
        return Math.min(1, 2 * Arrays.stream(part).sum());
    }

    /** True if enough values are known. */
    public boolean isDefined() {
        return undefined == null;
    }

    /** Why there is no trend, or null if there is one. */
    public @Nullable String undefinedReason() {
        return undefined;
    }

    /** Number of values that are known. */
    public int values() {
        return values;
    }

    /** The slope a period, in the unit of the values; NaN if undefined. */
    public double slope() {
        return slope;
    }

    /** 1 if the slope is above 0, −1 if it is below, else 0. */
    public int sign() {
        return isDefined() ? (int) Math.signum(slope) : 0;
    }

    /** Pairs that rise less pairs that fall; 0 if undefined. */
    public long s() {
        return s;
    }

    /** The two-sided p-value; NaN if undefined. */
    public double pValue() {
        return pValue;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesTrend that
                && values == that.values
                && Double.compare(slope, that.slope) == 0
                && s == that.s
                && Double.compare(pValue, that.pValue) == 0
                && Objects.equals(undefined, that.undefined);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, slope, s, pValue, undefined);
    }

    @Override
    public String toString() {
        return isDefined() ? "slope " + slope + " over " + values + " values, p " + pValue : "undefined: " + undefined;
    }
}
