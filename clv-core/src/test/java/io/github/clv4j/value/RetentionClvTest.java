package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values by a constant retention, held against the formulas and against the sums that they stand for. */
class RetentionClvTest {
    private static final DiscountRate TWELVE = DiscountRate.annual(0.12);

    /** Gupta and Lehmann (2003): r / (1 + i − r) at 12 % is 1.15 at 60 %, 1.67 at 70 %, 2.50 at 80 %, 4.09 at 90 %. */
    @ParameterizedTest
    @CsvSource({"0.6, 1.15", "0.7, 1.67", "0.8, 2.50", "0.9, 4.09"})
    void theMultipleIsThatOfTheFormula(double retention, double published) {
        RetentionClv clv = RetentionClv.of(100, retention, TimeStep.YEARS, TWELVE);
        assertThat(clv.marginMultiple())
                .isCloseTo(retention / (1.12 - retention), within(1e-12))
                .isCloseTo(published, within(0.005));
        assertThat(clv.value()).isCloseTo(100 * clv.marginMultiple(), within(1e-10));
        // m (1 + i) / (1 + i − r)
        assertThat(clv.valueWithMarginToday()).isCloseTo(100 * 1.12 / (1.12 - retention), within(1e-10));
        assertThat(clv.expectedPeriods()).isCloseTo(1 / (1 - retention), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0, 10", "0.8, 0.05, 10", "0.95, -0.1, 3", "1, 0, 40", "1, 0.12, 7", "0, 0.3, 5", "0.9, 0.3, 25"})
    void aFiniteHorizonIsTheSumOfItsPeriods(double retention, double growth, int periods) {
        RetentionClv clv = RetentionClv.of(
                        40, retention, TimeStep.MONTHS, DiscountRate.perPeriod(0.01, TimeStep.MONTHS))
                .withGrowth(growth);
        double sum = 0;
        for (int t = 1; t <= periods; t++) {
            sum += 40 * Math.pow(1 + growth, t - 1) * Math.pow(retention / 1.01, t);
        }
        assertThat(clv.value(periods)).isCloseTo(sum, within(1e-11 * (1 + sum)));
    }

    @Test
    void manyPeriodsComeToTheInfiniteValue() {
        RetentionClv clv = RetentionClv.of(40, 0.9, TimeStep.YEARS, TWELVE).withGrowth(0.02);
        assertThat(clv.value()).isCloseTo(40 * 0.9 / (1.12 - 0.9 * 1.02), within(1e-10));
        assertThat(clv.value(500)).isCloseTo(clv.value(), within(1e-10));
    }

    @Test
    void whereGrowthBeatsTheDiscountTheValueIsInfinite() {
        assertThat(RetentionClv.of(40, 1, TimeStep.YEARS, DiscountRate.none()).value())
                .isInfinite();
        assertThat(RetentionClv.of(40, 0.99, TimeStep.YEARS, TWELVE)
                        .withGrowth(0.2)
                        .value())
                .isInfinite();
        assertThat(RetentionClv.of(0, 1, TimeStep.YEARS, DiscountRate.none()).value())
                .isZero();
        assertThat(RetentionClv.of(40, 1, TimeStep.YEARS, DiscountRate.none()).value(8))
                .isEqualTo(320);
        assertThat(RetentionClv.of(40, 0, TimeStep.YEARS, DiscountRate.none()).value())
                .isZero();
    }

    @Test
    void noMarginIsWorthNothingWhateverItsGrowth() {
        assertThat(RetentionClv.of(0, 1, TimeStep.YEARS, TWELVE)
                        .withGrowth(1e10)
                        .value(100))
                .isZero();
    }

    @Test
    void theRateMayBeToldForAnotherPeriod() {
        RetentionClv monthly = RetentionClv.of(10, 0.9, TimeStep.MONTHS, TWELVE);
        double i = Math.pow(1.12, 1.0 / 12) - 1;
        assertThat(monthly.value()).isCloseTo(10 * 0.9 / (1 + i - 0.9), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0.5", "NaN, 0.5", "1, -0.1", "1, 1.1", "1, NaN", "Infinity, 0.5"})
    void whatCannotBeIsRefused(double margin, double retention) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionClv.of(margin, retention, TimeStep.YEARS, TWELVE))
                .withMessageMatching("(margin a period|retention rate) is .*");
    }

    @Test
    void growthAndHorizonsAreChecked() {
        RetentionClv clv = RetentionClv.of(40, 0.9, TimeStep.YEARS, TWELVE);
        for (double growth : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clv.withGrowth(growth))
                    .withMessageContaining("growth is " + growth);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv.value(0))
                .withMessageContaining("horizon is 0 periods");
        assertThat(clv).isEqualTo(clv.withGrowth(0)).isNotEqualTo(clv.withGrowth(0.1));
    }
}
