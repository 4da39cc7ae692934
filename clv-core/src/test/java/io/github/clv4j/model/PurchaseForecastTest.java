package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Customers scored together get the figures that each gets alone. */
class PurchaseForecastTest {
    private static final BgNbd MODEL = BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS);
    private static final DiscountRate RATE = DiscountRate.annual(0.1);

    private static final Simulation MADE =
            Simulation.of(MODEL, Simulated.over(273, 84).withCustomers(3_000).withSeed(11));

    private static final CustomerSummary SUMMARY = CustomerSummary.of(
            MADE.log(), SummaryOptions.weekly().until(MADE.options().lastDay()));

    static List<PurchaseModel> models() {
        return List.of(
                MODEL,
                Nbd.of(0.4, 12, TimeStep.WEEKS),
                ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS),
                MbgNbd.of(0.52, 6.2, 0.89, 1.6, TimeStep.WEEKS),
                BgCnbdK.of(3, 0.3, 1.1, 0.9, 2.2, TimeStep.WEEKS),
                MbgCnbdK.of(2, 0.8, 3, 0.8, 2.4, TimeStep.WEEKS),
                GgompertzNbd.of(0.55, 10.6, 0.03, 0.8, 2.1, TimeStep.WEEKS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void eachCustomerGetsTheBitsThatItGetsAlone(PurchaseModel model) {
        PurchaseForecast all = PurchaseForecast.withDert(model, SUMMARY, 52, RATE);
        for (int c = 0; c < SUMMARY.customers(); c += 7) {
            int x = SUMMARY.x(c);
            double tx = SUMMARY.tx(c);
            double age = SUMMARY.age(c);
            assertThat(all.pAlive(c)).isEqualTo(model.pAlive(x, tx, age));
            assertThat(all.expectedPurchases(c)).isEqualTo(model.expectedPurchases(x, tx, age, 52));
            assertThat(all.dert(c)).isEqualTo(model.dert(x, tx, age, RATE));
        }
        assertThat(all.totalExpectedPurchases())
                .isCloseTo(
                        IntStream.range(0, SUMMARY.customers())
                                .mapToDouble(all::expectedPurchases)
                                .sum(),
                        within(1e-8));
    }

    @Test
    void theTableListsThoseWhoArePresentInIdOrder() {
        PurchaseForecast forecast = PurchaseForecast.of(MODEL, SUMMARY, 10);
        Table table = forecast.toTable();
        assertThat(table.columns()).extracting("name").containsExactly("customer_id", "p_alive", "expected_purchases");
        assertThat(table.rows()).isEqualTo(3_000);
        assertThatIllegalStateException().isThrownBy(() -> forecast.dert(0)).withMessageContaining("withDert");
        assertThat(PurchaseForecast.withDert(MODEL, SUMMARY, 10, RATE).toTable().columns())
                .hasSize(4);
    }

    @Test
    void aCustomerWhoIsNotPresentHasNoFigures() {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        builder.add("early", (int) LocalDate.of(2024, 1, 1).toEpochDay(), 100);
        builder.add("late", (int) LocalDate.of(2024, 6, 1).toEpochDay(), 100);
        CustomerSummary summary =
                CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(LocalDate.of(2024, 3, 1)));
        PurchaseForecast forecast = PurchaseForecast.withDert(MODEL, summary, 52, RATE);
        assertThat(forecast.pAlive(1)).isNaN();
        assertThat(forecast.expectedPurchases(1)).isNaN();
        assertThat(forecast.dert(1)).isNaN();
        assertThat(forecast.totalExpectedPurchases()).isEqualTo(forecast.expectedPurchases(0));
        assertThat(forecast.toTable().rows()).isEqualTo(1);
    }

    @Test
    void anotherUnitOrABadHorizonIsRefused() {
        CustomerSummary daily = CustomerSummary.of(MADE.log(), SummaryOptions.daily());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(MODEL, daily, 52))
                .withMessageContaining("WEEKS")
                .withMessageContaining("DAYS");
        assertThat(PurchaseForecast.of(MODEL.in(TimeStep.DAYS), daily, 364).expectedPurchases(3))
                .isPositive();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(MODEL, SUMMARY, -1))
                .withMessageContaining("t is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(MODEL, SUMMARY, Double.NaN))
                .withMessageContaining("t is NaN");
    }
}
