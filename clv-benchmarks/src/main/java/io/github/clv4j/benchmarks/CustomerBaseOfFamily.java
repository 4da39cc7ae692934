package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.BgCnbdK;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.CorrelatedParetoNbd;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgCnbdK;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Customers who came over two years and behave as the family that is measured: whole days in weekly units, for BG/BB whole
 * weeks. A family that is added to the library is measured without a change but its case here. The correlated family has a
 * size of its own, for its fit takes many times as long as that of Pareto/NBD, from which it begins.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by make(), which JMH calls first
public class CustomerBaseOfFamily {
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 29);

    /** The family, all in turn; one is given with {@code -p family=…}. */
    @Param
    public ModelFamily family;

    /** Number of customers of any family but the correlated one. */
    @Param("100000")
    public int customers;

    /** Number of customers of the correlated family. */
    @Param("10000")
    public int correlatedCustomers;

    PurchaseModel model;
    CustomerSummary summary;
    DistinctHistories histories;
    PurchaseIntervals intervals;

    /** Draws the customers. */
    @Setup(Level.Trial)
    public void make() {
        model = modelOf(family);
        SimulationOptions options = SimulationOptions.of(FIRST, LAST)
                .withCustomers(family == ModelFamily.CORRELATED_PARETO_NBD ? correlatedCustomers : customers)
                .withEntryDays(Math.toIntExact(LAST.toEpochDay() - FIRST.toEpochDay()))
                .withSeed(4_711);
        TransactionLog log = Simulation.of(model, options).log();
        PurchaseMerging merging = family == ModelFamily.BG_BB ? PurchaseMerging.SAME_PERIOD : PurchaseMerging.SAME_DAY;
        summary = CustomerSummary.of(
                log, SummaryOptions.weekly().withMerging(merging).until(LAST));
        histories = summary.distinctHistories();
        intervals = PurchaseIntervals.of(log, summary);
    }

    private static PurchaseModel modelOf(ModelFamily family) {
        TimeStep weeks = TimeStep.WEEKS;
        return switch (family) {
            case NBD -> Nbd.of(0.4, 8, weeks);
            case PARETO_NBD -> ParetoNbd.of(0.55, 10.6, 0.61, 11.7, weeks);
            case CORRELATED_PARETO_NBD -> CorrelatedParetoNbd.of(0.9, 4, 0.8, 10, 1.2, weeks);
            case BG_NBD -> BgNbd.of(0.36, 4.4, 0.79, 2.43, weeks);
            case MBG_NBD -> MbgNbd.of(0.52, 6.2, 0.89, 1.61, weeks);
            case BG_CNBD_K -> BgCnbdK.of(2, 0.36, 2.2, 0.79, 2.43, weeks);
            case MBG_CNBD_K -> MbgCnbdK.of(2, 0.52, 3.1, 0.89, 1.61, weeks);
            case GGOMPERTZ_NBD -> GgompertzNbd.of(0.55, 10.6, 0.01, 0.6, 0.117, weeks);
            case BG_BB -> BgBb.of(0.5, 6, 0.66, 20, weeks);
        };
    }
}
