package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscountRateTest {
    /** A few roundings of numbers near 1. */
    private static final Offset<Double> ROUNDING = within(1e-14);

    @Test
    void tenPercentAYearIsItsTwelfthRootAMonth() {
        DiscountRate rate = DiscountRate.annual(0.10);
        assertThat(Math.exp(rate.continuous(TimeStep.YEARS))).isEqualTo(1.10, ROUNDING);
        assertThat(Math.exp(rate.continuous(TimeStep.MONTHS))).isEqualTo(Math.pow(1.1, 1.0 / 12), ROUNDING);
        assertThat(Math.exp(rate.continuous(TimeStep.WEEKS))).isEqualTo(Math.pow(1.1, 7 / 365.25), ROUNDING);
        assertThat(Math.exp(rate.continuous(TimeStep.DAYS))).isEqualTo(Math.pow(1.1, 1 / 365.25), ROUNDING);
        assertThat(rate.continuous(TimeStep.YEARS)).isEqualTo(Math.log(1.1), ROUNDING);
    }

    @Test
    void onePercentAMonthIsItsTwelfthPowerAYear() {
        DiscountRate rate = DiscountRate.perPeriod(0.01, TimeStep.MONTHS);
        assertThat(Math.exp(rate.continuous(TimeStep.YEARS))).isEqualTo(Math.pow(1.01, 12), ROUNDING);
        assertThat(rate.factor(365.25)).isEqualTo(Math.pow(1.01, -12), ROUNDING);
    }

    @Test
    void aContinuousRateIsTakenAsItIs() {
        DiscountRate rate = DiscountRate.continuousAnnual(0.10);
        assertThat(rate.continuous(TimeStep.YEARS)).isEqualTo(0.10, ROUNDING);
        assertThat(rate.factor(365.25)).isEqualTo(Math.exp(-0.10), ROUNDING);
        assertThat(rate.continuous(TimeStep.YEARS))
                .isNotEqualTo(DiscountRate.annual(0.10).continuous(TimeStep.YEARS));
    }

    @Test
    void aYearFromNowOneTenIsWorthOne() {
        DiscountRate rate = DiscountRate.annual(0.10);
        assertThat(1.10 * rate.factor(365.25)).isEqualTo(1, ROUNDING);
        assertThat(rate.factor(0)).isEqualTo(1);
        assertThat(rate.factor(-365.25)).isEqualTo(1.10, ROUNDING);
        assertThat(rate.factor(10 * 365.25)).isEqualTo(Math.pow(1.1, -10), ROUNDING);
    }

    @Test
    void noDiscountIsARateOfZero() {
        assertThat(DiscountRate.none().isNone()).isTrue();
        assertThat(DiscountRate.none().factor(1e9)).isEqualTo(1);
        assertThat(DiscountRate.annual(0)).isEqualTo(DiscountRate.none()).hasSameHashCodeAs(DiscountRate.none());
        assertThat(DiscountRate.annual(1e-12).isNone()).isFalse();
    }

    @Test
    void minusZeroIsZero() {
        assertThat(DiscountRate.annual(-0.0)).isEqualTo(DiscountRate.none());
    }

    @Test
    void aTinyRateKeepsItsDigits() {
        // ln(1 + 1e-12) computed without loss; Math.log(1 + 1e-12) has four digits.
        assertThat(DiscountRate.annual(1e-12).continuous(TimeStep.YEARS)).isEqualTo(1e-12 - 5e-25, within(1e-27));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1e-9, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoRateIsRefused(double rate) {
        String message = "discount rate is " + rate + "; it must be finite and 0 or more";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.annual(rate))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.continuousAnnual(rate))
                .withMessage(message);
        for (TimeStep step : TimeStep.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DiscountRate.perPeriod(rate, step))
                    .withMessage(message);
        }
    }

    @ParameterizedTest
    @EnumSource(TimeStep.class)
    void theLargestRateIsStillARate(TimeStep step) {
        DiscountRate rate = DiscountRate.perPeriod(Double.MAX_VALUE, step);
        assertThat(rate.factor(0)).isEqualTo(1);
        assertThat(rate.factor(1)).isBetween(0.0, 1.0);
        assertThat(rate.factor(1e300)).isZero();
    }

    @Property(seed = "41", tries = 2_000)
    void aRateToldInAnotherUnitIsTheSameRate(
            @ForAll @DoubleRange(min = 0, max = 10) double annual, @ForAll TimeStep step) {
        DiscountRate rate = DiscountRate.annual(annual);
        DiscountRate told = DiscountRate.perPeriod(Math.expm1(rate.continuous(step)), step);
        for (TimeStep unit : TimeStep.values()) {
            assertThat(told.continuous(unit)).isEqualTo(rate.continuous(unit), within(1e-13));
        }
        assertThat(rate.factor(step.days())).isEqualTo(1 / (1 + Math.expm1(rate.continuous(step))), within(1e-12));
    }

    @Test
    void ratesSayTheirUnit() {
        assertThat(DiscountRate.annual(0.1)).hasToString("0.1 a year, effective");
        assertThat(DiscountRate.perPeriod(0.01, TimeStep.MONTHS)).hasToString("0.01 a month, effective");
        assertThat(DiscountRate.continuousAnnual(0.1)).hasToString("0.1 a year, continuous");
        assertThat(DiscountRate.annual(0.1)).isEqualTo(DiscountRate.annual(0.1)).isNotEqualTo(DiscountRate.none());
    }
}
