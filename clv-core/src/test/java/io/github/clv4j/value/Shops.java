package io.github.clv4j.value;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;

/** Customers of known models, that the tests of values share. */
final class Shops {
    static final MoneyScale EUR = MoneyScale.of("EUR");
    static final BgNbd PURCHASES = BgNbd.of(0.5, 4.4, 0.79, 2.43, TimeStep.WEEKS);
    static final GammaGamma SPEND = GammaGamma.of(6.25, 3.74, 15.44);
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2023, 12, 31);

    private Shops() {}

    static Simulation simulation(PurchaseModel model, int customers, long seed) {
        return Simulation.of(
                model,
                SimulationOptions.of(FIRST, LAST)
                        .withCustomers(customers)
                        .withEntryDays(180)
                        .withHorizonDays(364)
                        .withSeed(seed)
                        .withGammaGammaSpend(EUR, SPEND.p(), SPEND.q(), SPEND.nu()));
    }

    static CustomerSummary summary(PurchaseModel model, int customers, long seed) {
        return summary(simulation(model, customers, seed).log());
    }

    static CustomerSummary summary(TransactionLog log) {
        return CustomerSummary.of(log, SummaryOptions.weekly().until(LAST));
    }
}
