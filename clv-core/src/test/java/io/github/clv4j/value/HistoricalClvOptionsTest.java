package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.TestRow;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoricalClvOptionsTest {
    private static final HistoricalClvOptions DEFAULTS = HistoricalClvOptions.withDefaults();
    private static final TransactionLog LOG =
            TestRow.plainLog(RefundPolicy.NET, TestRow.of("1", "2025-01-01", 100), TestRow.of("2", "2025-01-01", 200));

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                1.5,
                1.0000000000000002,
                35,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
            })
    void marginMustBeFiniteAndAtMostOne(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withGrossMargin(bad))
                .withMessageContaining("gross margin is " + bad)
                .withMessageContaining("at most 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0, -0.0, -2, 0.35, Double.MIN_VALUE, -Double.MAX_VALUE})
    void otherMarginsAreTaken(double good) {
        assertThat(DEFAULTS.withGrossMargin(good).grossMargin()).isEqualTo(good);
    }

    @Test
    void costsMustNotBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withCostToServePerOrder(-1))
                .withMessage("cost to serve per order is -1 minor units; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withAcquisitionCost(Long.MIN_VALUE))
                .withMessageContaining("acquisition cost is -9223372036854775808");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withCostToServe(new long[] {0, 5, -3}))
                .withMessageContaining("cost to serve of customer 2 is -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withAcquisitionCost(new long[] {-7}))
                .withMessageContaining("acquisition cost of customer 0 is -7");
    }

    @Test
    void defaultsAreThoseDocumented() {
        assertThat(DEFAULTS.asOf()).isNull();
        assertThat(DEFAULTS.grossMargin()).isNull();
        assertThat(DEFAULTS.discount()).isEqualTo(DiscountRate.none());
        assertThat(DEFAULTS.valuation()).isEqualTo(ValuationDate.AS_OF);
    }

    @Test
    void eachMethodChangesOneThing() {
        DiscountRate rate = DiscountRate.annual(0.1);
        LocalDate day = LocalDate.of(2025, 1, 1);
        long[] serve = {1, 2};
        long[] acquisition = {10, 20};

        HistoricalClvOptions all = DEFAULTS.withGrossMargin(0.5)
                .withDiscount(rate, ValuationDate.FIRST_PURCHASE)
                .withCostToServePerOrder(3)
                .withCostToServe(serve)
                .withAcquisitionCost(acquisition)
                .until(day);
        HistoricalClvOptions reversed = DEFAULTS.until(day)
                .withAcquisitionCost(acquisition)
                .withCostToServe(serve)
                .withCostToServePerOrder(3)
                .withDiscount(rate, ValuationDate.FIRST_PURCHASE)
                .withGrossMargin(0.5);

        for (HistoricalClvOptions options : new HistoricalClvOptions[] {all, reversed}) {
            assertThat(options.asOf()).isEqualTo(day);
            assertThat(options.grossMargin()).isEqualTo(0.5);
            assertThat(options.discount()).isEqualTo(rate);
            assertThat(options.valuation()).isEqualTo(ValuationDate.FIRST_PURCHASE);
            HistoricalClv clv = HistoricalClv.of(LOG, options);
            assertThat(clv.marginMinor(1)).isEqualTo(100);
            assertThat(clv.costToServeMinor(1)).isEqualTo(5);
            assertThat(clv.acquisitionCostMinor(1)).isEqualTo(20);
        }
        assertThat(DEFAULTS.grossMargin()).isNull();
    }

    @Test
    void givenArraysAreCopied() {
        long[] serve = {1, 2};
        long[] acquisition = {10, 20};
        HistoricalClvOptions options = DEFAULTS.withCostToServe(serve).withAcquisitionCost(acquisition);
        serve[0] = -100;
        acquisition[0] = -100;

        HistoricalClv clv = HistoricalClv.of(LOG, options);

        assertThat(clv.costToServeMinor(0)).isOne();
        assertThat(clv.acquisitionCostMinor(0)).isEqualTo(10);
    }

    @Test
    void theLastAcquisitionCostCounts() {
        long[] each = {10, 20};

        HistoricalClv one =
                HistoricalClv.of(LOG, DEFAULTS.withAcquisitionCost(each).withAcquisitionCost(5));
        HistoricalClv other =
                HistoricalClv.of(LOG, DEFAULTS.withAcquisitionCost(5).withAcquisitionCost(each));

        assertThat(one.acquisitionCostMinor(1)).isEqualTo(5);
        assertThat(other.acquisitionCostMinor(1)).isEqualTo(20);
    }
}
