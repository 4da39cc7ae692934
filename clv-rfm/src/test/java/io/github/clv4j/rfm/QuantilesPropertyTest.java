package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class QuantilesPropertyTest {
    /** Enough numbers that buckets are counted in several rounds; spreads from all equal to all of 64 bits. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void selectsWhatSortingShows(
            @ForAll @IntRange(min = 1, max = 20_000) int size,
            @ForAll @IntRange(max = 63) int shift,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] numbers = random.longs(size).map(n -> n >> shift).toArray();
        // A tail, as of money: a few of the numbers lie far from the others.
        for (int i = 0; i < size / 100; i++) {
            numbers[random.nextInt(size)] = random.nextLong();
        }
        assertSelected(numbers, random);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void selectsAmongExtremes(@ForAll @Size(min = 1, max = 50) long[] few, @ForAll long seed) {
        Random random = new Random(seed);
        assertSelected(random.ints(5000, 0, few.length).mapToLong(i -> few[i]).toArray(), random);
    }

    private static void assertSelected(long[] numbers, Random random) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int[] ranks = random.ints(18, 0, numbers.length).sorted().distinct().toArray();
        long[] padded = new long[numbers.length + 7];
        System.arraycopy(numbers, 0, padded, 3, numbers.length);
        assertThat(OrderStatistics.select(padded, 3, 3 + numbers.length, ranks))
                .containsExactly(
                        IntStream.of(ranks).mapToLong(rank -> sorted[rank]).toArray());
    }

    @Property
    void keysOrderAsValues(@ForAll double a, @ForAll double b) {
        double x = a + 0.0;
        double y = b + 0.0;
        assertThat(Long.compare(Quantiles.key(a), Quantiles.key(b))).isEqualTo(Double.compare(x, y));
        assertThat(Quantiles.value(Quantiles.key(a))).isEqualTo(x);
    }

    @Property
    void cutsAreThoseOfTheDefinition(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -1000, max = 1000) Integer> values,
            @ForAll @IntRange(min = 2, max = 10) int bins) {
        long[] sorted = values.stream().mapToLong(Integer::longValue).sorted().toArray();
        double[] cuts = Quantiles.cuts(unsorted(values), 0, sorted.length, bins, key -> (double) key);
        for (int i = 1; i < bins; i++) {
            assertThat(new BigDecimal(cuts[i - 1]))
                    .isCloseTo(typeSeven(sorted, i, bins), within(new BigDecimal("1e-12")));
        }
    }

    /** The promise of exact comparison: whole numbers up to 2^48 lie on the same side of the computed and the exact cut. */
    @Property
    void cutsLieOnTheRightSideOfEveryWholeNumber(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = -(1L << 48), max = 1L << 48) Long> values,
            @ForAll @IntRange(min = 2, max = 10) int bins) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        double[] cuts = Quantiles.cuts(unsorted(values), 0, sorted.length, bins, key -> (double) key);
        for (int i = 1; i < bins; i++) {
            assertThat(new BigDecimal(Math.floor(cuts[i - 1])))
                    .isEqualByComparingTo(typeSeven(sorted, i, bins).setScale(0, RoundingMode.FLOOR));
        }
    }

    private static long[] unsorted(List<? extends Number> values) {
        return values.stream().mapToLong(Number::longValue).toArray();
    }

    /** At magnitudes that a double cannot tell apart by less than 16, a cut stays between its two neighbours. */
    @Property
    void cutsNeverRoundUpToTheNextValue(
            @ForAll @LongRange(min = 1L << 55, max = 1L << 62) long base,
            @ForAll @IntRange(min = 2, max = 10) int bins) {
        double low = base;
        double high = Math.nextUp(low);
        long[] keys = {Quantiles.key(low), Quantiles.key(high)};
        for (double cut : Quantiles.cuts(keys, 0, 2, bins, Quantiles::value)) {
            assertThat(cut).isEqualTo(low);
        }
    }

    /** Type 7 straight from its definition, in exact decimals. */
    static BigDecimal typeSeven(long[] sorted, int i, int bins) {
        long last = sorted.length - 1L;
        int floor = (int) (last * i / bins);
        BigDecimal low = BigDecimal.valueOf(sorted[floor]);
        BigDecimal high = BigDecimal.valueOf(sorted[Math.min(floor + 1, sorted.length - 1)]);
        BigDecimal part = BigDecimal.valueOf(last * i % bins)
                .multiply(high.subtract(low))
                .divide(BigDecimal.valueOf(bins), MathContext.DECIMAL128);
        return low.add(part);
    }
}
