package io.github.clv4j.jackson;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.model.Tenures;
import io.github.clv4j.rfm.MonetaryMeasure;
import io.github.clv4j.rfm.RfmDimension;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.time.LocalDate;
import java.util.Map;

/** Models and thresholds to be stored. */
final class Fits {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    private Fits() {}

    private static DistinctHistories histories(PurchaseModel model) {
        return Simulation.of(
                        model,
                        SimulationOptions.of(FIRST, FIRST.plusDays(364))
                                .withEntryDays(84)
                                .withCustomers(500)
                                .withSeed(5))
                .histories();
    }

    static SavedModel purchases() {
        DistinctHistories histories = histories(BgNbd.of(0.8, 8, 1.2, 3, TimeStep.WEEKS));
        return SavedModel.of(BgNbd.fit(histories, FitOptions.withDefaults()), DataFingerprint.of(histories));
    }

    /** Nobody leaves an NBD, so that s and beta have no standard error: nulls in the file. */
    static SavedModel atTheEdge() {
        DistinctHistories histories = histories(Nbd.of(2, 5, TimeStep.WEEKS));
        return SavedModel.of(ParetoNbd.fit(histories, FitOptions.withDefaults()), DataFingerprint.of(histories));
    }

    static SavedModel spend() {
        RepeatSpend spend = RepeatSpend.of(
                new int[] {1, 2, 3, 1, 5, 2, 8, 1, 2, 4}, new double[] {10, 22.5, 31, 7.25, 18, 44, 25, 90, 13, 21});
        return SavedModel.ofSpend(GammaGamma.fit(spend, FitOptions.withDefaults()), "EUR", DataFingerprint.of(spend));
    }

    static SavedModel contract() {
        Tenures tenures = Tenures.ofSurvivors(TimeStep.YEARS, 1000, 869, 743, 653, 593, 551, 517, 491);
        return SavedModel.ofContract(Bdw.fit(tenures), DataFingerprint.of(tenures));
    }

    static RfmThresholds thresholds() {
        return RfmThresholds.of(
                        MoneyScale.of("EUR"),
                        MonetaryMeasure.TOTAL_SPEND,
                        Map.of(
                                RfmDimension.RECENCY, new double[] {30.5, 90},
                                RfmDimension.FREQUENCY, new double[] {1, 1.0 / 3 + 2},
                                RfmDimension.MONETARY, new double[] {1990, 5e15}))
                .withLookBackDays(365);
    }
}
