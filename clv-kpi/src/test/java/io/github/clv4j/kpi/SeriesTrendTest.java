package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesTrendTest {
    /** Slopes 1, 2, 3, 3, 4, 5; all six pairs rise, as in 2 of 24 orders. */
    @Test
    void isTheMedianSlopeAndMannKendall() {
        SeriesTrend trend = SeriesTrend.of(0, 1, 4, 9);
        assertThat(trend.slope()).isEqualTo(3);
        assertThat(trend.s()).isEqualTo(6);
        assertThat(trend.pValue()).isCloseTo(2 / 24.0, within(1e-15));
        assertThat(trend.sign()).isEqualTo(1);
        assertThat(SeriesTrend.of(9, 4, 1, 0).sign()).isEqualTo(-1);
    }

    /** S = 9, variance (300 − 18)/18, z = 8/√15.67 = 2.0212. */
    @Test
    void tiesTakeTheNormalDistribution() {
        SeriesTrend trend = SeriesTrend.of(1, 2, 2, 3, 4);
        assertThat(trend.s()).isEqualTo(9);
        assertThat(trend.pValue()).isCloseTo(0.043262727806910685, within(1e-14));
        SeriesTrend flat = SeriesTrend.of(5, 5, 5, 5);
        assertThat(flat.slope()).isZero();
        assertThat(flat.pValue()).isEqualTo(1);
        assertThat(flat.sign()).isZero();
    }

    @Test
    void unknownValuesKeepTheirPlaces() {
        assertThat(SeriesTrend.of(0, Double.NaN, 2, Double.NaN, 4, 5).slope()).isEqualTo(1);
        SeriesTrend few = SeriesTrend.of(1, 2, Double.NaN, 4);
        assertThat(few.isDefined()).isFalse();
        assertThat(few.undefinedReason()).isEqualTo("only 3 of 4 values are known; 4 are needed");
        assertThat(few.pValue()).isNaN();
        assertThat(few.sign()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesTrend.of(1, Double.POSITIVE_INFINITY))
                .withMessage("value 1 is Infinity; it must be finite, or NaN for unknown");
    }

    /** The slope by counting: as many pairs lie below it as above. */
    @Property(tries = 300)
    void slopeIsThatOfASlowTwin(@ForAll @Size(min = 4, max = 12) List<@IntRange(min = -9, max = 9) Integer> values) {
        double[] series =
                values.stream().mapToDouble(v -> v == 9 ? Double.NaN : v).toArray();
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            for (int j = 0; j < series.length; j++) {
                if (i != j && !Double.isNaN(series[i]) && !Double.isNaN(series[j])) {
                    slopes.add((series[j] - series[i]) / (j - i));
                }
            }
        }
        SeriesTrend trend = SeriesTrend.of(series);
        if (trend.isDefined()) {
            // Each pair is there twice, so the middle two are one slope twice or the two that are averaged.
            Collections.sort(slopes);
            int half = slopes.size() / 2;
            assertThat(trend.slope()).isCloseTo((slopes.get(half - 1) + slopes.get(half)) / 2, within(1e-12));
        } else {
            assertThat(slopes).hasSizeLessThanOrEqualTo(6);
        }
    }

    /** All orders of the values, one by one. */
    @Property(tries = 40)
    void pValueIsThatOfAllOrders(@ForAll @Size(min = 4, max = 7) List<@IntRange(max = 10_000) Integer> values) {
        List<Integer> distinct = values.stream().distinct().toList();
        if (distinct.size() < 4) {
            return;
        }
        SeriesTrend trend = SeriesTrend.of(distinct.stream().mapToDouble(v -> v).toArray());
        long[] count = new long[2];
        permute(new ArrayList<>(distinct), 0, Math.abs(slowS(distinct)), count);
        assertThat(trend.s()).isEqualTo(slowS(distinct));
        assertThat(trend.pValue()).isCloseTo((double) count[0] / count[1], within(1e-12));
    }

    private static void permute(List<Integer> values, int from, long s, long[] count) {
        if (from == values.size()) {
            count[0] += Math.abs(slowS(values)) >= s ? 1 : 0;
            count[1]++;
            return;
        }
        for (int i = from; i < values.size(); i++) {
            Collections.swap(values, from, i);
            permute(values, from + 1, s, count);
            Collections.swap(values, from, i);
        }
    }

    private static long slowS(List<Integer> values) {
        return IntStream.range(0, values.size())
                .mapToLong(i -> IntStream.range(i + 1, values.size())
                        .mapToLong(j -> Integer.compare(values.get(j), values.get(i)))
                        .sum())
                .sum();
    }

    @Property(tries = 100)
    void isMirroredByTheSign(@ForAll @Size(min = 4, max = 10) List<@IntRange(min = -50, max = 50) Integer> values) {
        SeriesTrend up = SeriesTrend.of(values.stream().mapToDouble(v -> v).toArray());
        SeriesTrend down = SeriesTrend.of(values.stream().mapToDouble(v -> -v).toArray());
        assertThat(down.s()).isEqualTo(-up.s());
        assertThat(down.pValue()).isEqualTo(up.pValue());
        assertThat(down.sign()).isEqualTo(-up.sign());
    }

    /** S is one less than its largest for 2 (n − 1) of the n! orders, so the p-value of that S or more is 2 n / n!. */
    @Test
    void rareOrdersKeepTheirDigits() {
        double[] series = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        series[7] = 9;
        series[8] = 8;
        double factorial = 2_432_902_008_176_640_000.0;
        assertThat(SeriesTrend.of(series).pValue()).isCloseTo(40 / factorial, within(1e-12 / factorial));
    }

    /** The exact distribution and the normal one, which a single tie asks for, nearly agree, as they do for long series. */
    @Test
    void longSeries() {
        double[] series = new Random(1938).doubles(1_001).toArray();
        for (int i = 0; i < series.length; i++) {
            series[i] += i * 1e-4;
        }
        double[] tied = series.clone();
        series[1_000] = Double.NaN;
        tied[1_000] = tied[999];
        double exact = SeriesTrend.of(series).pValue();
        assertThat(exact).isBetween(1e-6, 0.5);
        assertThat(SeriesTrend.of(tied).pValue() / exact).isBetween(0.7, 1.4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesTrend.of(new double[10_001]))
                .withMessage("there are 10001 values; at most 10000 are taken, so choose longer periods");
    }
}
