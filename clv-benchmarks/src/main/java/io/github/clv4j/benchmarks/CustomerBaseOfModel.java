package io.github.clv4j.benchmarks;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Customers who came over two years and behave as BG/NBD with parameters near those of CDNOW's customers: most buy once, a few
 * often. Days are whole, as in any log, so many share a history.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by make(), which JMH calls first
public class CustomerBaseOfModel {
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 29);

    /** Number of customers. */
    @Param("1000000")
    public int customers;

    CustomerSummary summary;
    DistinctHistories histories;
    RepeatSpend spend;

    /** Draws the customers. */
    @Setup(Level.Trial)
    public void make() {
        SimulationOptions options = SimulationOptions.of(FIRST, LAST)
                .withCustomers(customers)
                .withEntryDays(Math.toIntExact(LAST.toEpochDay() - FIRST.toEpochDay()))
                .withSeed(4_711)
                .withGammaGammaSpend(MoneyScale.of("EUR"), 6.25, 3.74, 15.44);
        TransactionLog log = Simulation.of(BgNbd.of(0.36, 4.4, 0.79, 2.43, TimeStep.WEEKS), options)
                .log();
        summary = CustomerSummary.of(log, SummaryOptions.weekly().until(LAST));
        histories = summary.distinctHistories();
        spend = RepeatSpend.of(summary);
    }
}
