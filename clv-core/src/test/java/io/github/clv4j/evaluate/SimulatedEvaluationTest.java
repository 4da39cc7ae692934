package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Customers made by a model, evaluated by that model: what is expected is what happens, within sampling error. */
class SimulatedEvaluationTest {
    /** Standard deviations that a sample of this test may be off. */
    private static final double DEVIATIONS = 4.5;

    private static final LocalDate FIRST = LocalDate.of(2010, 1, 4);
    private static final LocalDate CALIBRATION_END = FIRST.plusDays(300);
    /** A Sunday, as FIRST is a Monday. */
    private static final LocalDate END = FIRST.plusDays(601);

    static List<PurchaseModel> models() {
        return List.of(
                Nbd.of(0.4, 12, TimeStep.WEEKS),
                ParetoNbd.of(0.55, 10.6, 0.9, 12, TimeStep.WEEKS),
                CorrelatedParetoNbd.of(0.55, 10.6, 0.9, 12, 8, TimeStep.WEEKS),
                BgNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeStep.WEEKS),
                MbgNbd.of(0.9, 8, 0.9, 2, TimeStep.WEEKS),
                BgCnbdK.of(2, 0.8, 8, 0.8, 2.4, TimeStep.WEEKS),
                MbgCnbdK.of(3, 0.8, 6, 0.8, 2.4, TimeStep.WEEKS),
                GgompertzNbd.of(1.2, 12, 0.04, 1.6, 4, TimeStep.WEEKS),
                BgBb.of(1.2, 6, 0.9, 8, TimeStep.WEEKS));
    }

    private static Simulation made(PurchaseModel model) {
        return Simulation.of(
                model,
                SimulationOptions.of(FIRST, END)
                        .withEntryDays(200)
                        .withCustomers(10_000)
                        .withSeed(23));
    }

    @Test
    void everyFamilyIsTested() {
        assertThat(models().stream().map(PurchaseModel::family)).containsExactlyInAnyOrder(ModelFamily.values());
    }

    @ParameterizedTest
    @MethodSource("models")
    void frequenciesAreThoseExpected(PurchaseModel model) {
        FrequencyFit fit = FrequencyFit.of(made(model).histories(), model, 8);
        double sum = 0;
        for (int n = 0; n < fit.rows(); n++) {
            double p = fit.expected(n) / fit.customers();
            double sd = Math.sqrt(fit.customers() * p * (1 - p));
            assertThat((double) fit.observed(n))
                    .as("%s of %s", n, model)
                    .isCloseTo(fit.expected(n), within(DEVIATIONS * sd));
            sum += fit.expected(n);
        }
        assertThat(sum).isCloseTo((double) fit.customers(), within(1e-6));
        // 9 cells at the true parameters: mean 8, standard deviation 4.
        assertThat(fit.cells()).isEqualTo(9);
        assertThat(fit.chiSquare()).isLessThan(8 + DEVIATIONS * 4);
        assertThat(fit.misplacedShare()).isLessThan(0.03);
        FrequencyFit wrong = FrequencyFit.of(made(model).histories(), Nbd.of(2, 30, TimeStep.WEEKS), 8);
        assertThat(wrong.chiSquare()).isGreaterThan(300);
        assertThat(wrong.misplacedShare()).isGreaterThan(0.05);
    }

    /** Of the log, by day; a few purchases fall on one day and are one. BG/BB's opportunities are calendar weeks. */
    @ParameterizedTest
    @MethodSource("models")
    void seriesAreThoseExpected(PurchaseModel model) {
        Simulation made = made(model);
        TrackingOptions options = TrackingOptions.of(CALIBRATION_END, END);
        Tracking tracking = Tracking.of(
                made.log(),
                model,
                model.family() == ModelFamily.BG_BB ? options.withPeriodsMerged(TimeStep.WEEKS) : options);
        assertThat(tracking.customers()).isEqualTo(10_000);
        double squares = 0;
        double sum = 0;
        for (int c = 0; c < made.customers(); c++) {
            squares += (double) made.x(c) * made.x(c);
            sum += made.x(c);
        }
        double sd = Math.sqrt(squares - sum * sum / made.customers());
        int last = tracking.periods() - 1;
        double merged = sum - tracking.actualCumulative(last);
        assertThat(merged).isBetween(0.0, 0.03 * sum);
        for (int p = 0; p <= last; p++) {
            // The standard deviation of the whole series bounds that of its parts.
            assertThat((double) tracking.actualCumulative(p))
                    .as("period %s of %s", p, model)
                    .isBetween(
                            tracking.expectedCumulative(p) - DEVIATIONS * sd - merged,
                            tracking.expectedCumulative(p) + DEVIATIONS * sd);
        }
        assertThat(tracking.holdoutMaxDeviation().orElseThrow()).isLessThan(0.05);
        assertThat(tracking.holdoutMape().orElseThrow()).isLessThan(0.15);
        Tracking wrong = Tracking.of(made.log(), Nbd.of(2, 20, TimeStep.WEEKS), tracking.options());
        assertThat(wrong.holdoutMaxDeviation().orElseThrow()).isGreaterThan(0.2);
    }

    /** The model knows more than a customer's own rate so far; its forecasts have no bias, and rank better than chance. */
    @Test
    void theModelBeatsTheNaiveForecast() {
        PurchaseModel model = ParetoNbd.of(0.55, 10.6, 0.9, 12, TimeStep.WEEKS);
        TransactionLog log = made(model).log();
        CalibrationSplit split = CalibrationSplit.of(log, CALIBRATION_END, END, SummaryOptions.weekly());
        HoldoutComparison holdout =
                HoldoutComparison.of(split, PurchaseForecast.of(model, split.calibration(), split.holdoutLength()));
        assertThat(holdout.overall().mae()).isLessThan(holdout.naive().mae());
        assertThat(holdout.overall().rmse()).isLessThan(holdout.naive().rmse());
        assertThat(Math.abs(holdout.overall().bias()))
                .isLessThan(DEVIATIONS * holdout.overall().rmse() / Math.sqrt(10_000));
        Gains gains = Gains.of(holdout);
        assertThat(gains.normalisedGini().orElseThrow()).isBetween(0.5, 0.95);
        assertThat(gains.lift(1).orElseThrow()).isGreaterThan(3);
    }
}
