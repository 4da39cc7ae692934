package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactRateTest {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    @ParameterizedTest
    @CsvSource({
        "0.35, 10, 4", // 3.5
        "0.35, -10, -4",
        "0.45, 10, 4", // 4.5
        "0.45, -10, -4",
        "0.5, 1, 0",
        "0.5, 3, 2",
        "0.5, -1, 0",
        "0.5, -3, -2",
        "0.145, 100, 14", // 14.5; as doubles 14.499999999999998
        "0.575, 100, 58", // 57.5; as doubles 57.49999999999999
        "1.005, 100, 100", // 100.5; as doubles 100.49999999999999
        "0.1, 9007199254740993, 900719925474099", // beyond 2^53: ...0.3 less
        "0.3, 9007199254740995, 2702159776422298", // ...8.5
        "0.7, 9223372036854775807, 6456360425798343065",
        "1, 9223372036854775807, 9223372036854775807",
        "1, -9223372036854775808, -9223372036854775808",
        "-1, 9223372036854775807, -9223372036854775807",
        "0.0, 9223372036854775807, 0",
        "-0.0, 12345, 0",
        "1E-300, 9223372036854775807, 0",
        "4.9E-324, -9223372036854775808, 0",
        "-1E3, 7, -7000",
        "0.1234567890123456, 1000000000000000000, 123456789012345600",
        "-123.25, 2, -246"
    })
    void roundsTheExactProductToEven(double rate, long minor, long expected) {
        assertThat(ExactRate.of(rate).times(minor)).isEqualTo(expected);
    }

    @Test
    void whatDoesNotFitIsAnArithmeticException() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ExactRate.of(-1).times(Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ExactRate.of(-1.7976931348623157E308).times(1));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ExactRate.of(-1.5).times(Long.MAX_VALUE));
    }

    @Property(tries = 10_000, seed = "31")
    void isTheRoundedDecimalProduct(@ForAll("rates") double rate, @ForAll("amounts") long minor) {
        BigDecimal exact = new BigDecimal(Double.toString(rate))
                .multiply(BigDecimal.valueOf(minor))
                .setScale(0, RoundingMode.HALF_EVEN);

        if (exact.compareTo(MOST) > 0 || exact.compareTo(LEAST) < 0) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> ExactRate.of(rate).times(minor));
        } else {
            assertThat(ExactRate.of(rate).times(minor)).isEqualTo(exact.longValueExact());
        }
    }

    @Provide
    Arbitrary<Double> rates() {
        Arbitrary<Double> cents = Arbitraries.integers().between(-200, 100).map(percent -> percent / 100.0);
        Arbitrary<Double> halves = Arbitraries.integers().between(-64, 32).map(part -> part / 32.0);
        Arbitrary<Double> any = Arbitraries.doubles().between(-3, 1);
        Arbitrary<Double> scaled = Arbitraries.integers().between(-330, 300).map(e -> -Math.pow(10, e));
        return Arbitraries.oneOf(cents, halves, any, scaled);
    }

    @Provide
    Arbitrary<Long> amounts() {
        Arbitrary<Long> near = Arbitraries.of(0L, 1L << 53, -(1L << 53), Long.MAX_VALUE - 60, Long.MIN_VALUE + 60)
                .flatMap(middle -> Arbitraries.longs().between(middle - 60, middle + 60));
        return Arbitraries.oneOf(near, Arbitraries.longs(), Arbitraries.longs().between(-100_000, 100_000));
    }
}
