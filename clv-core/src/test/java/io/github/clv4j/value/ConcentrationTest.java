package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcentrationTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");

    /** A few roundings of doubles near 1. */
    private static final double ROUNDING = 4e-16;

    @Test
    void giniOfOneToFive() {
        // Mean absolute difference over twice the mean: (40 / 25) / (2 * 3) = 4/15.
        assertThat(of(3, 1, 5, 2, 4).gini().orElseThrow()).isCloseTo(4 / 15.0, within(ROUNDING));
    }

    @Test
    void equalAmountsHaveGiniZeroExactly() {
        for (long amount : new long[] {1, 3, 333, (1L << 53) + 1, Long.MAX_VALUE / 1000}) {
            for (int n : new int[] {1, 2, 3, 7, 1000}) {
                long[] amounts = new long[n];
                Arrays.fill(amounts, amount);
                assertThat(Concentration.of(amounts, EUR).gini().orElseThrow()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 99_999})
    void oneOwnerOfAllHasGiniOneLessANth(int n) {
        for (long all : new long[] {1, 77, Long.MAX_VALUE}) {
            long[] amounts = new long[n];
            amounts[n / 2] = all;
            assertThat(Concentration.of(amounts, EUR).gini().orElseThrow()).isCloseTo((n - 1.0) / n, within(ROUNDING));
        }
    }

    @Property(tries = 500, seed = "41")
    void giniIsTheMeanDifference(@ForAll("amounts") List<Long> amounts) {
        Concentration concentration = of(amounts.stream().mapToLong(a -> a).toArray());
        BigInteger differences = BigInteger.ZERO;
        for (long one : amounts) {
            for (long other : amounts) {
                differences = differences.add(BigInteger.valueOf(one)
                        .subtract(BigInteger.valueOf(other))
                        .abs());
            }
        }
        BigInteger total = amounts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);

        assertThat(concentration.totalMinor()).isEqualTo(total.longValueExact());
        assertThat(concentration.customers()).isEqualTo(amounts.size());
        if (total.signum() == 0) {
            assertThat(concentration.gini()).isEmpty();
        } else {
            double expected = new BigDecimal(differences)
                    .divide(
                            new BigDecimal(total.multiply(BigInteger.valueOf(2L * amounts.size()))),
                            MathContext.DECIMAL64)
                    .doubleValue();
            assertThat(concentration.gini().orElseThrow()).isCloseTo(expected, within(ROUNDING));
        }
    }

    @Property(tries = 500, seed = "42")
    void decilesAreTheRankedTenths(@ForAll("amounts") List<Long> amounts, @ForAll long seed) {
        List<Long> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, new Random(seed));
        Concentration concentration = of(shuffled.stream().mapToLong(a -> a).toArray());
        List<Long> ranked = amounts.stream().sorted(Collections.reverseOrder()).toList();
        int n = ranked.size();
        Table table = concentration.toTable();

        double sum = 0;
        for (int decile = 1; decile <= 10; decile++) {
            List<Long> tenth = ranked.subList((decile - 1) * n / 10, decile * n / 10);
            long amount = tenth.stream().mapToLong(a -> a).sum();
            assertThat(table.column("decile").longAt(decile - 1)).isEqualTo(decile);
            assertThat(table.column("customers").longAt(decile - 1)).isEqualTo(tenth.size());
            assertThat(table.column("amount").longAt(decile - 1)).isEqualTo(amount);
            if (concentration.totalMinor() > 0) {
                double share = concentration.decileShare(decile).orElseThrow();
                assertThat(share).isCloseTo((double) amount / concentration.totalMinor(), within(ROUNDING));
                assertThat(table.column("share").doubleAt(decile - 1)).isEqualTo(share);
                sum += share;
            } else {
                assertThat(concentration.decileShare(decile)).isEmpty();
                assertThat(table.column("share").isNull(decile - 1)).isTrue();
            }
        }
        if (concentration.totalMinor() > 0) {
            assertThat(sum).isCloseTo(1, within(10 * ROUNDING));
        }
    }

    @Property(tries = 500, seed = "43")
    void topSharesGrowToOne(@ForAll("amounts") List<Long> amounts, @ForAll @IntRange(min = 1, max = 64) int part) {
        Concentration concentration = of(amounts.stream().mapToLong(a -> a).toArray());
        List<Long> ranked = amounts.stream().sorted(Collections.reverseOrder()).toList();
        long top = ranked.stream()
                .limit((part * amounts.size() + 63) / 64)
                .mapToLong(a -> a)
                .sum();

        if (concentration.totalMinor() == 0) {
            assertThat(concentration.topShare(part / 64.0)).isEmpty();
        } else {
            assertThat(concentration.topShare(part / 64.0).orElseThrow())
                    .isCloseTo((double) top / concentration.totalMinor(), within(ROUNDING));
            assertThat(concentration.topShare(1).orElseThrow()).isEqualTo(1);
        }
    }

    @Test
    void theTopPercentOfAHundredIsThatManyCustomers() {
        Concentration equal = of(LongStream.generate(() -> 1).limit(100).toArray());

        for (int percent = 1; percent <= 100; percent++) {
            assertThat(equal.topShare(percent / 100.0).orElseThrow())
                    .as("top %s %%", percent)
                    .isEqualTo(percent / 100.0);
        }
    }

    /** 5.0 / 6 has no short decimal; as a decimal times 6 it is a little more than 5. */
    @Test
    void aFractionOfTheCustomersIsThatManyCustomers() {
        for (int n = 1; n <= 60; n++) {
            Concentration equal = of(LongStream.generate(() -> 1).limit(n).toArray());
            for (int k = 1; k <= n; k++) {
                double fraction = (double) k / n;
                assertThat(equal.topShare(fraction)).as("%s of %s", k, n).hasValue(fraction);
                if (k < n) {
                    assertThat(equal.topShare(Math.nextUp(fraction)))
                            .as("more than %s of %s", k, n)
                            .hasValue((k + 1.0) / n);
                }
            }
        }
    }

    @Test
    void fewerThanTenCustomers() {
        Concentration three = of(60, 30, 10);

        // Ranks 1, 2 and 3 are in the fourth, seventh and tenth tenth: 4n/10 is 1.2, 7n/10 is 2.1.
        assertThat(IntStream.rangeClosed(1, 10)
                        .mapToDouble(d -> three.decileShare(d).orElseThrow()))
                .containsExactly(0.0, 0.0, 0.0, 0.6, 0.0, 0.0, 0.3, 0.0, 0.0, 0.1);
        assertThat(three.topShare(0.1).orElseThrow()).isEqualTo(0.6);
        assertThat(three.topShare(Double.MIN_VALUE).orElseThrow()).isEqualTo(0.6);
    }

    @Test
    void sharesOfNothingAreUndefined() {
        for (Concentration none : List.of(of(), of(0), of(0, 0, 0), of(5, -5), of(-1), of(-10, 4))) {
            assertThat(none.gini()).isEmpty();
            assertThat(none.topShare(0.5)).isEmpty();
            assertThat(none.decileShare(1)).isEmpty();
            assertThat(none.toTable().column("share").isNull(9)).isTrue();
            assertThatCode(none::toString).doesNotThrowAnyException();
        }
    }

    @Test
    void giniIsUndefinedWithANegativeAmountAndSharesAreNot() {
        Concentration some = of(100, -20, 20);

        assertThat(some.gini()).isEmpty();
        assertThat(some.topShare(0.3).orElseThrow()).isEqualTo(1);
        assertThat(some.topShare(0.6).orElseThrow()).isEqualTo(1.2);
        assertThat(some.decileShare(10).orElseThrow()).isEqualTo(-0.2);
    }

    @Test
    void fractionMustBeAboveZeroAndAtMostOne() {
        for (double bad : new double[] {0, -0.1, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of(1, 2).topShare(bad))
                    .withMessageContaining("fraction is " + bad);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void decileMustBeOneToTen(int bad) {
        for (Concentration some : List.of(of(1, 2), of(LongStream.range(0, 40).toArray()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> some.decileShare(bad))
                    .withMessageContaining(Integer.toString(bad));
        }
    }

    @Test
    void sumsThatDoNotFitAreRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> of(Long.MAX_VALUE, 1))
                .withMessageContaining("64 bits");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> of(Long.MIN_VALUE, -1));
        assertThat(of(Long.MAX_VALUE - 1, 1).totalMinor()).isEqualTo(Long.MAX_VALUE);
    }

    /** The total fits, the sum of the two best does not. */
    @Test
    void aPartThatDoesNotFitIsADataExceptionToo() {
        long[] amounts = {-(1L << 62), 1L << 62, 1L << 62};

        try {
            Concentration some = of(amounts);
            assertThat(some.topShare(0.6).orElseThrow()).isEqualTo(2);
            assertThat(some.toTable().column("share").textAt(9)).isEqualTo("-1.0");
        } catch (DataException refused) {
            assertThat(refused).hasMessageContaining("64 bits");
        }
    }

    @Test
    void tableIsTyped() {
        Table table = of(5, 3, 2).toTable();

        assertThat(table.name()).isEqualTo("concentration");
        assertThat(table.columns()).extracting(Column::name).containsExactly("decile", "customers", "amount", "share");
        assertThat(table.columns())
                .extracting(Column::type)
                .containsExactly(ColumnType.INTEGER, ColumnType.INTEGER, ColumnType.MONEY, ColumnType.DECIMAL);
        assertThat(table.rows()).isEqualTo(10);
    }

    @Test
    void theGivenArrayIsCopied() {
        long[] amounts = {3, 1, 2};
        Concentration some = Concentration.of(amounts, EUR);
        amounts[0] = 100;

        assertThat(amounts).containsExactly(100, 1, 2);
        assertThat(some.topShare(0.1).orElseThrow()).isEqualTo(0.5);
    }

    private static Concentration of(long... amounts) {
        return Concentration.of(amounts, EUR);
    }

    /** Amounts of zero or more whose sum fits: few and tied, or near the limit. */
    @Provide
    Arbitrary<List<Long>> amounts() {
        Arbitrary<Long> tied = Arbitraries.of(0L, 0L, 1L, 2L, 1000L);
        Arbitrary<Long> small = Arbitraries.longs().between(0, 100_000);
        Arbitrary<Long> large = Arbitraries.longs().between(0, Long.MAX_VALUE / 45);
        return Arbitraries.of(List.of(tied, small, large))
                .flatMap(kind -> kind.list().ofMinSize(1).ofMaxSize(45));
    }
}
