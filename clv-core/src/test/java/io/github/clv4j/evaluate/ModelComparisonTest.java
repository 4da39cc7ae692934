package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelComparisonTest {
    private static final FitOptions DEFAULTS = FitOptions.withDefaults();
    /** A Friday: no end of a week. */
    private static final LocalDate CALIBRATION_END = LocalDate.of(2023, 9, 29);

    private static final LocalDate END = LocalDate.of(2024, 6, 28);

    /** Customers of Pareto/NBD at about CDNOW's parameters; of this seed GGompertz/NBD becomes the Pareto/NBD. */
    private static final TransactionLog PARETO = Simulation.of(
                    ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS),
                    SimulationOptions.of(LocalDate.of(2023, 1, 2), END)
                            .withEntryDays(300)
                            .withCustomers(1_500)
                            .withSeed(17))
            .log();

    private static final CalibrationSplit SPLIT =
            CalibrationSplit.of(PARETO, CALIBRATION_END, END, SummaryOptions.weekly());

    private static final ModelComparison COMPARISON = ModelComparison.of(PARETO, SPLIT, DEFAULTS);

    private static List<ModelFamily> order(ModelComparison comparison, ModelCriterion criterion) {
        return comparison.ranking(criterion).stream().map(ComparedModel::family).toList();
    }

    private static Fitted<? extends PurchaseModel> fitted(ModelComparison comparison, ModelFamily family) {
        return comparison.entry(family).fitted().orElseThrow();
    }

    @Test
    void everyFamilyIsFittedToTheCalibration() {
        assertThat(COMPARISON.entries().stream().map(ComparedModel::family)).containsExactly(ModelFamily.values());
        assertThat(COMPARISON.calibration()).isSameAs(SPLIT.calibration());
        assertThat(COMPARISON.split()).hasValue(SPLIT);
        assertThat(COMPARISON.absentCustomers())
                .isEqualTo(1_500 - SPLIT.calibration().presentCustomers())
                .isPositive();
        assertThat(fitted(COMPARISON, ModelFamily.PARETO_NBD).model())
                .isEqualTo(ParetoNbd.fit(SPLIT.calibration()).model());
        assertThat(fitted(COMPARISON, ModelFamily.NBD).model())
                .isEqualTo(Nbd.fit(SPLIT.calibration()).model());
        assertThat(COMPARISON.toString()).contains("families fitted to").contains(", best by AIC ");
    }

    /** The week that is not over is left out; the split's hold-out begins within it. */
    @Test
    void opportunitiesAreWholeWeeks() {
        ComparedModel entry = COMPARISON.entry(ModelFamily.BG_BB);
        CustomerSummary weeks = CustomerSummary.of(
                PARETO,
                SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD).until(LocalDate.of(2023, 9, 24)));
        assertThat(entry.summary().sameRows(weeks)).isTrue();
        assertThat(fitted(COMPARISON, ModelFamily.BG_BB).model())
                .isEqualTo(BgBb.fit(weeks).model());
        HoldoutComparison holdout = entry.holdout().orElseThrow();
        assertThat(holdout.customers()).isEqualTo(weeks.presentCustomers());
        assertThat(holdout.overall().actualTotal()).isPositive();
        for (ModelCriterion criterion : ModelCriterion.values()) {
            assertThat(entry.isComparable(criterion)).isFalse();
            assertThat(entry.isRanked(criterion)).isFalse();
            assertThat(entry.value(criterion)).isPresent();
            assertThat(COMPARISON.rank(criterion, ModelFamily.BG_BB)).isEmpty();
            assertThat(order(COMPARISON, criterion)).endsWith(ModelFamily.BG_BB);
            assertThat(entry.remark(criterion))
                    .startsWith(
                            criterion.needsHoldout()
                                    ? "no rank: its hold-out counts whole WEEKS with a purchase from the day after"
                                            + " 2023-09-24"
                                    : "no rank: the likelihood is a probability of whole periods")
                    .endsWith(entry.reason());
        }
    }

    @Test
    void aSplitOfWholePeriodsMakesTheHoldoutComparable() {
        CalibrationSplit weeks = CalibrationSplit.of(
                PARETO,
                LocalDate.of(2023, 10, 1),
                LocalDate.of(2024, 6, 23),
                SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD));
        ModelComparison comparison = ModelComparison.of(PARETO, weeks, DEFAULTS);
        ComparedModel entry = comparison.entry(ModelFamily.BG_BB);
        assertThat(entry.isRanked(ModelCriterion.HOLDOUT_LOG_SCORE)).isTrue();
        assertThat(entry.isRanked(ModelCriterion.AIC)).isFalse();
        assertThat(entry.holdout().orElseThrow().overall().actualTotal())
                .isEqualTo(comparison
                        .entry(ModelFamily.NBD)
                        .holdout()
                        .orElseThrow()
                        .overall()
                        .actualTotal());
        assertThat(entry.remark(ModelCriterion.HOLDOUT_RMSE)).isEqualTo(entry.reason());
        CalibrationSplit cut = CalibrationSplit.of(
                PARETO,
                LocalDate.of(2023, 10, 1),
                LocalDate.of(2024, 6, 22),
                SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD));
        assertThat(ModelComparison.of(PARETO, cut, DEFAULTS)
                        .entry(ModelFamily.BG_BB)
                        .isComparable(ModelCriterion.HOLDOUT_RMSE))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ModelCriterion.class)
    void ranksAscendWithTheFigure(ModelCriterion criterion) {
        List<ComparedModel> ranking = COMPARISON.ranking(criterion);
        assertThat(ranking).containsExactlyInAnyOrderElementsOf(COMPARISON.entries());
        double sign = criterion.isLargerBetter() ? -1 : 1;
        for (int i = 1; i < ranking.size() - 1; i++) {
            double better = sign * ranking.get(i - 1).value(criterion).orElseThrow();
            double worse = sign * ranking.get(i).value(criterion).orElseThrow();
            assertThat(worse).isGreaterThanOrEqualTo(better - 1e-6 * Math.abs(better));
            assertThat(COMPARISON.rank(criterion, ranking.get(i).family())).hasValue(i + 1);
        }
        assertThat(COMPARISON.best(criterion)).hasValue(ranking.get(0));
        assertThat(ranking.get(7).family()).as("without attrition").isEqualTo(ModelFamily.NBD);
    }

    /** GGompertz/NBD has become the Pareto/NBD, the models with k those with k = 1: the simpler one is named first. */
    @ParameterizedTest
    @EnumSource(
            value = ModelCriterion.class,
            names = {"HOLDOUT_RMSE", "HOLDOUT_MAE", "HOLDOUT_LOG_SCORE"})
    void ofModelsThatAreTheSameTheSimplerComesFirst(ModelCriterion criterion) {
        assertThat(fitted(COMPARISON, ModelFamily.GGOMPERTZ_NBD).report().status())
                .isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(COMPARISON.entry(ModelFamily.GGOMPERTZ_NBD).value(criterion).orElseThrow())
                .isNotEqualTo(COMPARISON
                        .entry(ModelFamily.PARETO_NBD)
                        .value(criterion)
                        .orElseThrow());
        assertThat(order(COMPARISON, criterion))
                .containsSubsequence(ModelFamily.PARETO_NBD, ModelFamily.GGOMPERTZ_NBD)
                .containsSubsequence(ModelFamily.BG_NBD, ModelFamily.BG_CNBD_K)
                .containsSubsequence(ModelFamily.MBG_NBD, ModelFamily.MBG_CNBD_K);
        int pareto = COMPARISON.rank(criterion, ModelFamily.PARETO_NBD).orElseThrow();
        assertThat(COMPARISON.rank(criterion, ModelFamily.GGOMPERTZ_NBD)).hasValue(pareto + 1);
    }

    @Test
    void logScoreIsTheMeanOverCustomers() {
        for (ComparedModel entry : COMPARISON.entries()) {
            if (entry.family() != ModelFamily.BG_BB) {
                PurchaseModel model = entry.fitted().orElseThrow().model();
                CustomerSummary calibration = SPLIT.calibration();
                double sum = 0;
                for (int c = 0; c < calibration.customers(); c++) {
                    if (calibration.isPresent(c)) {
                        sum += Math.log(model.probability(
                                SPLIT.holdoutPurchases(c),
                                calibration.x(c),
                                calibration.tx(c),
                                calibration.age(c),
                                SPLIT.holdoutLength()));
                    }
                }
                assertThat(entry.logScore().orElseThrow())
                        .as(entry.toString())
                        .isCloseTo(sum / calibration.presentCustomers(), within(1e-12));
            }
        }
    }

    @Test
    void tableHasARowAFamily() {
        List<List<String>> cells = Cells.of(COMPARISON.toTable());
        assertThat(cells.get(0))
                .containsExactly(
                        "rank",
                        "family",
                        "status",
                        "parameters",
                        "customers",
                        "log_likelihood",
                        "aic",
                        "bic",
                        "holdout_actual",
                        "holdout_expected",
                        "holdout_mae",
                        "holdout_rmse",
                        "holdout_log_score",
                        "comparable",
                        "remark");
        assertThat(cells).hasSize(10);
        ComparedModel best = COMPARISON.best(ModelCriterion.AIC).orElseThrow();
        assertThat(cells.get(1).subList(0, 2))
                .containsExactly("1", best.family().displayName());
        assertThat(cells.get(1).get(6))
                .isEqualTo(Double.toString(best.fitted().orElseThrow().report().aic()));
        assertThat(cells.get(1).get(13)).isEqualTo("1");
        assertThat(cells.get(9).subList(0, 3)).containsExactly("null", "BG/BB", "CONVERGED");
        assertThat(cells.get(9).get(13)).isEqualTo("0");
        assertThat(cells.get(9).get(14)).startsWith("no rank: ");
    }

    @Test
    void someFamiliesAreComparedAsAllAre() {
        ModelComparison two =
                ModelComparison.of(PARETO, SPLIT, DEFAULTS, Set.of(ModelFamily.PARETO_NBD, ModelFamily.NBD));
        assertThat(two.entries().stream().map(ComparedModel::family))
                .containsExactly(ModelFamily.NBD, ModelFamily.PARETO_NBD);
        assertThat(two.entry(ModelFamily.PARETO_NBD).fitted().orElseThrow().model())
                .isEqualTo(COMPARISON
                        .entry(ModelFamily.PARETO_NBD)
                        .fitted()
                        .orElseThrow()
                        .model());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelComparison.of(PARETO, SPLIT, DEFAULTS, Set.of()))
                .withMessageContaining("no families");
    }

    @Test
    void withoutHoldoutThereIsARankingByLikelihoodAlone() {
        ModelComparison comparison = ModelComparison.of(PARETO, SPLIT.calibration(), DEFAULTS);
        assertThat(comparison.split()).isEmpty();
        assertThat(order(comparison, ModelCriterion.AIC)).isEqualTo(order(COMPARISON, ModelCriterion.AIC));
        for (ModelFamily family : ModelFamily.values()) {
            assertThat(fitted(comparison, family).report().toString())
                    .isEqualTo(fitted(COMPARISON, family).report().toString());
            assertThat(comparison.entry(family).holdout()).isEmpty();
            assertThat(comparison.entry(family).logScore()).isEmpty();
            assertThat(comparison.entry(family).value(ModelCriterion.HOLDOUT_MAE))
                    .isEmpty();
        }
        assertThat(Cells.of(comparison.toTable(ModelCriterion.BIC)).get(1).subList(8, 13))
                .containsOnly("null");
        for (ModelCriterion criterion : ModelCriterion.values()) {
            if (criterion.needsHoldout()) {
                assertThatThrownBy(() -> comparison.best(criterion))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                criterion + " needs a hold-out, and the models were fitted to a summary without one");
            }
        }
    }

    /** A search of one step has ended nowhere: the model is shown, its figures are not ranked. */
    @Test
    void modelsThatAreNotUsableComeLastWithTheReason() {
        ModelComparison comparison = ModelComparison.of(PARETO, SPLIT, DEFAULTS.withMaxIterations(1));
        ComparedModel pareto = comparison.entry(ModelFamily.PARETO_NBD);
        assertThat(pareto.fitted().orElseThrow().report().status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(pareto.isUsable()).isFalse();
        assertThat(pareto.holdout()).isEmpty();
        assertThat(pareto.remark(ModelCriterion.AIC)).contains("before a maximum was reached");
        assertThat(comparison.rank(ModelCriterion.AIC, ModelFamily.PARETO_NBD)).isEmpty();
        boolean usable = true;
        for (ComparedModel entry : comparison.ranking(ModelCriterion.AIC)) {
            assertThat(usable || !entry.isUsable())
                    .as("usable models come first")
                    .isTrue();
            usable = entry.isUsable();
        }
    }

    @Test
    void modelsThatTheDataCannotIdentifyTellWhy() {
        TransactionLog log = EvaluateData.log("ana 2024-01-01", "ana 2024-02-01", "ben 2024-01-05", "cai 2024-03-10");
        CalibrationSplit split =
                CalibrationSplit.of(log, LocalDate.of(2024, 2, 28), LocalDate.of(2024, 3, 31), SummaryOptions.daily());
        ModelComparison comparison = ModelComparison.of(log, split, DEFAULTS);
        assertThat(comparison.absentCustomers()).isEqualTo(1);
        ComparedModel bg = comparison.entry(ModelFamily.BG_NBD);
        assertThat(bg.fitted()).isEmpty();
        assertThat(bg.value(ModelCriterion.AIC)).isEmpty();
        assertThat(bg.logScore()).isEmpty();
        assertThat(bg.reason()).contains("2 customers");
        assertThat(bg).hasToString("BG/NBD: no model, " + bg.reason());
        // NBD alone has as few parameters as there are customers.
        assertThat(order(comparison, ModelCriterion.AIC)).startsWith(ModelFamily.NBD);
        List<String> last = Cells.of(comparison.toTable()).get(9);
        assertThat(last.subList(0, 4)).containsExactly("null", "BG/BB", "null", "null");
        assertThat(last.get(14)).isEqualTo(comparison.entry(ModelFamily.BG_BB).reason());

        TransactionLog once = EvaluateData.log("ana 2024-01-01", "ben 2024-01-05");
        ModelComparison nothing = ModelComparison.of(once, CustomerSummary.of(once, SummaryOptions.weekly()), DEFAULTS);
        assertThat(nothing.best(ModelCriterion.AIC)).isEmpty();
        assertThat(order(nothing, ModelCriterion.BIC)).containsExactly(ModelFamily.values());
        assertThat(nothing.toString()).doesNotContain("best");
    }

    @Test
    void aLogBeforeTheFirstWholePeriodHasNoOpportunities() {
        TransactionLog log = EvaluateData.log("ana 0001-01-01", "ana 0001-01-02", "ben 0001-01-03");
        ModelComparison comparison =
                ModelComparison.of(log, CustomerSummary.of(log, SummaryOptions.weekly()), DEFAULTS);
        assertThat(comparison.entry(ModelFamily.BG_BB).reason()).isEqualTo("no whole period of WEEKS is over");
    }

    @Test
    void badInputIsRefused() {
        TransactionLog other = EvaluateData.log("ana 2024-01-01");
        assertThatThrownBy(() -> ModelComparison.of(other, SPLIT, DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the split is of another log");
        assertThatThrownBy(() -> ModelComparison.of(other, SPLIT.calibration(), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the summary is of another log");
        FitOptions start = DEFAULTS.withStart(1, 2);
        assertThatThrownBy(() -> ModelComparison.of(PARETO, SPLIT, start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each family has other parameters");
        CustomerSummary early =
                CustomerSummary.of(PARETO, SummaryOptions.weekly().until(LocalDate.of(2022, 1, 1)));
        assertThatThrownBy(() -> ModelComparison.of(PARETO, early, DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no customer has bought by 2022-01-01; there is nothing to fit");
    }

    @Test
    void criteriaSayWhatTheyNeed() {
        for (ModelCriterion criterion : ModelCriterion.values()) {
            assertThat(criterion.needsHoldout())
                    .isEqualTo(criterion.name().toUpperCase(Locale.ROOT).startsWith("HOLDOUT"));
        }
        assertThat(ModelCriterion.HOLDOUT_LOG_SCORE.isLargerBetter()).isTrue();
        assertThat(ModelCriterion.HOLDOUT_RMSE.isLargerBetter()).isFalse();
    }

    /**
     * Log-likelihoods and hold-out errors of BTYD 2.4.3 and BTYDplus 1.2.0; NBD's log score in Python 3 with scipy, at
     * BTYDplus' parameters: the mean of ln of the negative binomial with r + x and 39/(α + T + 39).
     */
    @Test
    void cdnowIsThatOfThePackages() throws IOException {
        TransactionLog log = EvaluateData.cdnow("cdnow_sample");
        ModelComparison comparison = ModelComparison.of(log, EvaluateData.cdnowSplit(log), DEFAULTS);
        assertEntry(comparison, ModelFamily.NBD, "btydplus_cdnow_sample_nbd");
        assertEntry(comparison, ModelFamily.PARETO_NBD, "btyd_cdnow_sample_pnbd");
        assertEntry(comparison, ModelFamily.BG_NBD, "btyd_cdnow_sample_bgnbd");
        assertEntry(comparison, ModelFamily.MBG_NBD, "btydplus_cdnow_sample_mbgnbd");
        assertThat(comparison.entry(ModelFamily.NBD).logScore().orElseThrow())
                .isCloseTo(-1.0635936499740861, within(1e-9));
        assertThat(order(comparison, ModelCriterion.AIC))
                .containsExactly(
                        ModelFamily.MBG_NBD,
                        ModelFamily.BG_NBD,
                        ModelFamily.MBG_CNBD_K,
                        ModelFamily.BG_CNBD_K,
                        ModelFamily.CORRELATED_PARETO_NBD,
                        ModelFamily.PARETO_NBD,
                        ModelFamily.GGOMPERTZ_NBD,
                        ModelFamily.NBD,
                        ModelFamily.BG_BB);
        assertThat(comparison.best(ModelCriterion.HOLDOUT_RMSE).orElseThrow().family())
                .isEqualTo(ModelFamily.CORRELATED_PARETO_NBD);
    }

    private static void assertEntry(ModelComparison comparison, ModelFamily family, String name) throws IOException {
        String reference = EvaluateData.reference(name);
        PurchaseModel theirs = EvaluateData.model(
                reference.contains("\"k\":") && family == ModelFamily.MBG_NBD ? ModelFamily.MBG_CNBD_K : family,
                reference);
        ForecastErrors errors = comparison.entry(family).holdout().orElseThrow().overall();
        assertThat(fitted(comparison, family).report().logLikelihood())
                .isCloseTo(theirs.logLikelihood(comparison.calibration().distinctHistories()), within(1e-5));
        assertThat(errors.mae()).isCloseTo(EvaluateData.total(reference, "holdout_MAE"), within(1e-6));
        assertThat(errors.rmse()).isCloseTo(EvaluateData.total(reference, "holdout_RMSE"), within(1e-6));
    }
}
