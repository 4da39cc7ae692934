package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TooManyDigitsException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers read by hand agree with BigDecimal and MoneyScale. */
class DecimalPropertyTest {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static @Nullable BigDecimal read(CsvDecimals format, String text) {
        Decimal decimal = new Decimal(format);
        char[] chars = ("9" + text + "9").toCharArray();
        return decimal.read(chars, 1, 1 + text.length()) ? decimal.toBigDecimal() : null;
    }

    @Property(tries = 5000)
    void readsWhatBigDecimalReads(@ForAll("texts") String text) {
        BigDecimal expected;
        try {
            expected = hasLargeExponent(text) ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            expected = null;
        }
        assertThat(read(CsvDecimals.POINT, text)).isEqualTo(expected);
        assertThat(read(CsvDecimals.COMMA, text.replace('.', ','))).isEqualTo(expected);
    }

    /** Powers beyond 10^999 are no amounts; to BigDecimal they are numbers. */
    private static boolean hasLargeExponent(String text) {
        return text.matches(".*e[+-]?0*[1-9][0-9]{3,}");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789").withChars("+-.e").ofMaxLength(8),
                Arbitraries.strings().withChars("0123456789").withChars(".").ofMaxLength(30),
                numbers().map(BigDecimal::toString),
                numbers().map(BigDecimal::toPlainString));
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        Arbitrary<Long> mantissas = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-100_000, 100_000),
                Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 10, Long.MAX_VALUE / 10 + 1));
        return Combinators.combine(mantissas, Arbitraries.integers().between(-4, 25))
                .as((mantissa, scale) -> BigDecimal.valueOf(mantissa, scale));
    }

    @Property
    void groupsAreReadWhereTheyAreOfThree(@ForAll("numbers") BigDecimal number) {
        String plain = number.toPlainString();
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        for (int i = point - 3; i > (plain.startsWith("-") ? 1 : 0); i -= 3) {
            grouped.insert(i, ',');
        }
        CsvDecimals format = CsvDecimals.POINT.withGrouping(',');

        assertThat(read(format, grouped.toString())).isEqualByComparingTo(number);
        assertThat(read(format, plain)).isEqualByComparingTo(number);
        if (grouped.length() > plain.length()) {
            assertThat(read(CsvDecimals.POINT, grouped.toString())).isNull();
        }
    }

    @Test
    void groupsOfAnotherLengthAreErrors() {
        CsvDecimals format = CsvDecimals.POINT.withGrouping(',');
        for (String text : new String[] {
            "1,23", "1,2345", ",123", "1234,567", "1,,234", "1,234,56", "1,234.5,6", "1,", "1,23.4", "12,34,567", "1,.5"
        }) {
            assertThat(read(format, text)).as(text).isNull();
        }
        CsvDecimals french = CsvDecimals.COMMA.withGrouping(' ');
        assertThat(read(french, "1\u00a0234,5")).isEqualByComparingTo("1234.5");
        assertThat(read(french, "1\u202f234 567,5")).isEqualByComparingTo("1234567.5");
    }

    @Property(tries = 5000)
    void minorUnitsAreThoseOfTheMoneyScale(
            @ForAll("numbers") BigDecimal number, @ForAll @IntRange(min = 0, max = 9) int digits) {
        MoneyScale money = MoneyScale.of("TOKEN", digits);
        Decimal decimal = decimal(number);
        MinorUnits minor = new MinorUnits(money);

        RejectReason exact = minor.convert(decimal, false);
        Object expected = expectedExact(money, number);
        assertThat(exact == null ? (Object) minor.minor() : exact).isEqualTo(expected);
        assertThat(minor.rounded()).isFalse();

        RejectReason rounded = minor.convert(decimal, true);
        BigDecimal nearest = number.movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN);
        if (nearest.abs().compareTo(MOST) <= 0) {
            assertThat(rounded).isNull();
            assertThat(minor.minor()).isEqualTo(nearest.longValueExact());
            assertThat(minor.rounded()).isEqualTo(expected == RejectReason.TOO_MANY_DIGITS);
        } else {
            assertThat(rounded).isEqualTo(RejectReason.AMOUNT_OUT_OF_RANGE);
        }
    }

    private static Object expectedExact(MoneyScale money, BigDecimal number) {
        try {
            long minor = money.exact(number);
            return minor == Long.MIN_VALUE ? RejectReason.AMOUNT_OUT_OF_RANGE : (Object) minor;
        } catch (TooManyDigitsException e) {
            return RejectReason.TOO_MANY_DIGITS;
        } catch (ArithmeticException e) {
            return RejectReason.AMOUNT_OUT_OF_RANGE;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void productsAreExact(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        Decimal product = new Decimal(CsvDecimals.POINT);

        product.product(decimal(a), decimal(b));

        assertThat(product.toBigDecimal()).isEqualByComparingTo(a.multiply(b));
    }

    private static Decimal decimal(BigDecimal number) {
        Decimal decimal = new Decimal(CsvDecimals.POINT);
        char[] chars = number.toString().toCharArray();
        assertThat(decimal.read(chars, 0, chars.length)).isTrue();
        return decimal;
    }
}
