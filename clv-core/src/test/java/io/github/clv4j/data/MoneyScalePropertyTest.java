package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** {@link MoneyScale} against {@link BigDecimal}. Seeds are fixed: every run is the same. */
class MoneyScalePropertyTest {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final Pattern HUGE_EXPONENT = Pattern.compile(".*[eE][+-]?[\\p{Nd}]{4,}.*", Pattern.DOTALL);

    @Provide
    Arbitrary<MoneyScale> scales() {
        return Arbitraries.of(
                MoneyScale.of("JPY"),
                MoneyScale.of("EUR"),
                MoneyScale.of("KWD"),
                MoneyScale.of("BTC", 8),
                MoneyScale.of("token", 9));
    }

    /** Numbers in all spellings, and text that nearly is a number. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789").ofMaxLength(12);
        Arbitrary<String> longDigits =
                Arbitraries.strings().withChars("09").ofMinLength(13).ofMaxLength(22);
        Arbitrary<String> whole = Arbitraries.frequencyOf(Tuple.of(5, digits), Tuple.of(1, longDigits));
        Arbitrary<String> fraction = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("")),
                Tuple.of(3, digits.map(d -> "." + d)),
                Tuple.of(1, Arbitraries.strings().withChars('0').ofMaxLength(20).map(d -> ".5" + d)));
        Arbitrary<String> exponent = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("")),
                Tuple.of(1, Arbitraries.integers().between(-30, 30).map(e -> "e" + e)),
                Tuple.of(1, Arbitraries.integers().between(0, 400).map(e -> "E+" + e)));
        Arbitrary<String> numbers = Combinators.combine(Arbitraries.of("", "-", "+", "", ""), whole, fraction, exponent)
                .as((sign, w, f, e) -> sign + w + f + e);
        // ٣ and ３ are digits to Character.isDigit, ² is not.
        Arbitrary<String> soup = Arbitraries.strings()
                .withChars("0123456789..--++eE ٣３²NaN_,\u00a0")
                .ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(3, numbers), Tuple.of(1, soup))
                .filter(text -> !HUGE_EXPONENT.matcher(text).matches());
    }

    @Property(seed = "21", tries = 8_000)
    void parseAgreesWithBigDecimal(@ForAll("scales") MoneyScale scale, @ForAll("texts") String text) {
        BigDecimal value = decimal(text);
        if (value == null) {
            assertThat(catchThrowable(() -> scale.parse(text))).isInstanceOf(NumberFormatException.class);
            return;
        }
        BigDecimal minor = value.scaleByPowerOfTen(scale.digits()).stripTrailingZeros();
        if (minor.compareTo(LEAST) < 0 || minor.compareTo(MOST) > 0) {
            assertThat(catchThrowable(() -> scale.parse(text))).isInstanceOf(ArithmeticException.class);
        } else if (minor.scale() > 0) {
            assertThat(catchThrowable(() -> scale.parse(text))).isInstanceOf(TooManyDigitsException.class);
        } else {
            assertThat(scale.parse(text)).isEqualTo(minor.longValueExact());
            assertThat(scale.exact(value)).isEqualTo(minor.longValueExact());
            assertThat(scale.rounded(value)).isEqualTo(minor.longValueExact());
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        // BigDecimal reads the digits of any script; amounts are ASCII.
        if (!text.chars().allMatch(c -> c < 128)) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Property(seed = "22", tries = 2_000)
    void roundedAgreesWithBigDecimal(
            @ForAll("scales") MoneyScale scale,
            @ForAll long unscaled,
            @ForAll @IntRange(min = -3, max = 25) int decimals) {
        BigDecimal value = BigDecimal.valueOf(unscaled, decimals);
        BigDecimal minor = value.scaleByPowerOfTen(scale.digits()).setScale(0, RoundingMode.HALF_EVEN);
        if (minor.compareTo(LEAST) < 0 || minor.compareTo(MOST) > 0) {
            assertThat(catchThrowable(() -> scale.rounded(value))).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(scale.rounded(value)).isEqualTo(minor.longValueExact());
        }
    }

    @Property(seed = "23", tries = 2_000)
    void whatIsShownIsReadAgain(@ForAll("scales") MoneyScale scale, @ForAll long minor) {
        String text = scale.format(minor);
        assertThat(scale.parse(text)).isEqualTo(minor);
        assertThat(scale.exact(scale.toDecimal(minor))).isEqualTo(minor);
        assertThat(text).matches("-?[0-9]+(\\.[0-9]{" + Math.max(1, scale.digits()) + "})?");
        assertThat(text.contains(".")).isEqualTo(scale.digits() > 0);
    }

    @Property(seed = "24", tries = 2_000)
    void aDoubleIsReadAsItsShortestDecimal(@ForAll("scales") MoneyScale scale, @ForAll @IntRange int minor) {
        // Ten digits and at most nine decimals: such a decimal and its double denote each other.
        assertThat(scale.exact(scale.toMajor(minor))).isEqualTo(minor);
    }

    @Property(seed = "25", tries = 2_000)
    void theDoubleOfAnAmountIsTheNearest(@ForAll("scales") MoneyScale scale, @ForAll long minor) {
        assertThat(scale.toMajor(minor)).isEqualTo(scale.toDecimal(minor).doubleValue());
    }
}
