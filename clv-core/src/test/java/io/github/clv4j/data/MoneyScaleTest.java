package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyScaleTest {
    private static final MoneyScale JPY = MoneyScale.of("JPY");
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final MoneyScale KWD = MoneyScale.of("KWD");
    private static final MoneyScale BTC = MoneyScale.of("BTC", 8);
    private static final MoneyScale FINEST = MoneyScale.of("token", 9);
    /** Generous on a busy machine, and far below what building the digits of such a number takes. */
    private static final long QUICK_MILLIS = 2_000;

    @Test
    void currenciesHaveTheirDigits() {
        assertThat(JPY.digits()).isZero();
        assertThat(EUR.digits()).isEqualTo(2);
        assertThat(KWD.digits()).isEqualTo(3);
        assertThat(MoneyScale.of("CLF").digits()).isEqualTo(4);
        assertThat(KWD.minorPerMajor()).isEqualTo(1_000);
        assertThat(FINEST.minorPerMajor()).isEqualTo(1_000_000_000);
        assertThat(BTC.currency()).isEqualTo("BTC");
        assertThat(EUR).hasToString("EUR with 2 digits");
    }

    @Test
    void scalesAreEqualByCodeAndDigits() {
        assertThat(MoneyScale.of("EUR", 2)).isEqualTo(EUR).hasSameHashCodeAs(EUR);
        assertThat(MoneyScale.of("EUR", 3)).isNotEqualTo(EUR);
        assertThat(MoneyScale.of("USD")).isNotEqualTo(EUR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "XAU", "QQQ", " EUR"})
    void whatIsNoCurrencyWithAMinorUnitIsRefused(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoneyScale.of(code))
                .withMessageContaining("'" + code + "'")
                .withMessageContaining("MoneyScale.of(code, digits)");
    }

    @Test
    void digitsAndCodeAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoneyScale.of("X", 10))
                .withMessage("digits is 10; it must be 0 to 9");
        assertThatIllegalArgumentException().isThrownBy(() -> MoneyScale.of("X", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> MoneyScale.of(" ", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 1200",
        "-12.34, -1234",
        "+.5, 50",
        ".5, 50",
        "5., 500",
        "-0, 0",
        "-.01, -1",
        "0012.30, 1230",
        "1.5E3, 150000",
        "1e-2, 1",
        "1E+2, 10000",
        "12.340000000000000000000000, 1234",
        "92233720368547758.07, 9223372036854775807",
        "-92233720368547758.08, -9223372036854775808",
        "000000000000000000000000000000000001, 100",
        "0E5, 0",
        "0e-400, 0",
        "9999999999999999.99, 999999999999999999"
    })
    void plainDecimalsAreRead(String text, long minor) {
        assertThat(EUR.parse(text)).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12.0, 12", "-12.000, -12", "1.5E1, 15", "123456789012345678, 123456789012345678"})
    void aCurrencyWithoutDecimalsTakesZerosAfterThePoint(String text, long minor) {
        assertThat(JPY.parse(text)).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                ".",
                "-.",
                "+-5",
                "--5",
                "1-",
                "5 ",
                " 5",
                "1,5",
                "1_000",
                "1.2.3",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "1e",
                "e5",
                "1E5.0",
                "5f",
                "5d",
                "EUR 5",
                "½",
                "1E99999999999",
                "\u00a05",
                "−5"
            })
    void whatIsNoPlainDecimalIsRefused(String text) {
        for (MoneyScale scale : List.of(JPY, EUR, KWD, BTC, FINEST)) {
            assertThatExceptionOfType(NumberFormatException.class)
                    .as("'%s' in %s", text, scale)
                    .isThrownBy(() -> scale.parse(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 0.001",
        "EUR, -1.999",
        "EUR, 1E-3",
        "JPY, 0.5",
        "JPY, 1.01",
        "KWD, 0.0001",
        "EUR, 0.0000000000000000000001"
    })
    void moreDecimalsThanTheCurrencyAreRefused(String currency, String text) {
        MoneyScale scale = MoneyScale.of(currency);
        assertThatExceptionOfType(TooManyDigitsException.class)
                .isThrownBy(() -> scale.parse(text))
                .withMessageContaining("has more decimals than " + currency + ", which has " + scale.digits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"92233720368547758.08", "-92233720368547758.09", "1E17", "1E300", "99999999999999999999"})
    void whatDoesNotFitIsRefused(String text) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> EUR.parse(text))
                .withMessageContaining("EUR does not fit 64 bits of minor units")
                .isNotInstanceOf(TooManyDigitsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E5000000", "-1E5000000", "1E-5000000"})
    void hugeExponentsFailQuickly(String text) {
        for (MoneyScale scale : List.of(EUR, JPY, BTC)) {
            assertFailsQuickly(scale, text);
        }
    }

    @Test
    void theHugestExponentsFailQuickly() {
        for (MoneyScale scale : List.of(EUR, JPY, BTC)) {
            // In this order, and none after the first that takes long: the later ones would not end at all.
            for (String text : List.of(
                    "1E5000000",
                    "1E-5000000",
                    "1E1000000000",
                    "-1E-1000000000",
                    "1E2147483646",
                    "1E2147483647",
                    "-12345E2147483640",
                    "1E-2147483640",
                    "1E-2147483647")) {
                assertFailsQuickly(scale, text);
            }
        }
    }

    @Test
    void aHugeExponentIsToldAsAnAmountThatDoesNotFit() {
        for (String text : List.of("1E1000000000", "1E2147483646", "-1E2147483647")) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> EUR.parse(text))
                    .withMessageContaining(text.replace("E", "E+"))
                    .withMessageContaining("does not fit 64 bits of minor units");
        }
    }

    @Test
    void amountsOfManyDigitsAreReadOrRefusedQuickly() {
        int many = 1_000_000;
        for (String text : List.of("0".repeat(many) + "1", "9".repeat(many), "1." + "0".repeat(many))) {
            assertEndsQuickly(EUR, text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0E1000000000", "0E-1000000000", "0E2147483647", "-0E-2147483647"})
    void zeroIsZeroWhateverItsExponent(String text) {
        assertThat(EUR.parse(text)).isZero();
        assertThat(JPY.parse(text)).isZero();
        assertThat(EUR.rounded(new BigDecimal(text))).isZero();
    }

    private static void assertFailsQuickly(MoneyScale scale, String text) {
        assertThat(assertEndsQuickly(scale, text))
                .as("'%s' in %s", text, scale)
                .isInstanceOf(ArithmeticException.class);
    }

    /** Reads on a thread of its own, since nothing can interrupt the arithmetic of big numbers. */
    private static @Nullable Object assertEndsQuickly(MoneyScale scale, String text) {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                outcome.set(scale.parse(text));
            } catch (RuntimeException e) {
                outcome.set(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        try {
            reader.join(QUICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            fail(
                    "text of %s characters, %.20s, is not read in %s within %s ms",
                    text.length(), text, scale, QUICK_MILLIS);
        }
        return outcome.get();
    }

    @Test
    void roundingGoesToTheNearestAndTiesToEven() {
        assertThat(EUR.rounded(new BigDecimal("0.005"))).isZero();
        assertThat(EUR.rounded(new BigDecimal("0.015"))).isEqualTo(2);
        assertThat(EUR.rounded(new BigDecimal("0.0251"))).isEqualTo(3);
        assertThat(EUR.rounded(new BigDecimal("-0.015"))).isEqualTo(-2);
        assertThat(EUR.rounded(new BigDecimal("1E-30"))).isZero();
        assertThat(EUR.rounded(new BigDecimal("92233720368547758.074"))).isEqualTo(Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> EUR.rounded(new BigDecimal("92233720368547758.076")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> EUR.rounded(new BigDecimal("1E30")));
    }

    @Test
    void aDoubleIsTheShortestDecimalThatDenotesIt() {
        assertThat(EUR.exact(0.1)).isEqualTo(10);
        assertThat(EUR.exact(-0.0)).isZero();
        assertThat(EUR.exact(1.0E15)).isEqualTo(100_000_000_000_000_000L);
        assertThat(EUR.exact(4.35)).isEqualTo(435);
        assertThat(JPY.exact(1E18)).isEqualTo(1_000_000_000_000_000_000L);
        assertThatExceptionOfType(TooManyDigitsException.class).isThrownBy(() -> EUR.exact(0.1 + 0.2));
        assertThatExceptionOfType(TooManyDigitsException.class).isThrownBy(() -> EUR.exact(Double.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> EUR.exact(1e300))
                .withMessageContaining("1.0E+300 EUR does not fit");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> EUR.exact(Double.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aDoubleMustBeFinite(double amount) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> EUR.exact(amount))
                .withMessage("amount is " + amount + "; it must be finite");
    }

    @Test
    void amountsAreShownWithAllDigits() {
        assertThat(EUR.format(-1230)).isEqualTo("-12.30");
        assertThat(EUR.format(5)).isEqualTo("0.05");
        assertThat(EUR.format(-5)).isEqualTo("-0.05");
        assertThat(JPY.format(-5)).isEqualTo("-5");
        assertThat(FINEST.format(1)).isEqualTo("0.000000001");
        assertThat(EUR.format(Long.MIN_VALUE)).isEqualTo("-92233720368547758.08");
        assertThat(EUR.toDecimal(100)).isEqualTo(new BigDecimal("1.00"));
        assertThat(EUR.toMajor(-1230)).isEqualTo(-12.3);
    }
}
