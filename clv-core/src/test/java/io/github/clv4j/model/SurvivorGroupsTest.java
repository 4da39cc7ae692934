package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures shared by customers of the same x and T are each customer's own, to the bit; so are their derivatives' parts. */
class SurvivorGroupsTest {
    private static final Simulation MADE = Simulation.of(
            BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS),
            Simulated.over(273, 84).withCustomers(400).withSeed(12));

    private static final CustomerSummary SUMMARY = CustomerSummary.of(
            MADE.log(), SummaryOptions.weekly().until(MADE.options().lastDay()));

    @ParameterizedTest
    @MethodSource("io.github.clv4j.model.PurchaseForecastTest#models")
    void eachCustomerGetsTheBitsThatItGetsAlone(PurchaseModel model) {
        DiscountRate rate = DiscountRate.annual(0.1);
        ForecastHorizon year = ForecastHorizon.of(52, TimeStep.WEEKS, rate);
        for (ForecastHorizon horizon :
                new ForecastHorizon[] {year, year.withPeriods(TimeStep.MONTHS), ForecastHorizon.infinite(rate)}) {
            PurchaseForecast all = PurchaseForecast.withLifetime(model, SUMMARY, horizon);
            for (int c = 0; c < SUMMARY.customers(); c += 7) {
                int x = SUMMARY.x(c);
                double tx = SUMMARY.tx(c);
                double age = SUMMARY.age(c);
                assertThat(all.discountedPurchases(c)).isEqualTo(model.discountedPurchases(x, tx, age, horizon));
                assertThat(all.discountedLifetime(c)).isEqualTo(model.discountedLifetime(x, tx, age, horizon));
            }
        }
        assertThat(SurvivorGroups.of(model, SUMMARY).size())
                .isBetween(20, SurvivorGroups.byHistory(SUMMARY).size());
    }
}
