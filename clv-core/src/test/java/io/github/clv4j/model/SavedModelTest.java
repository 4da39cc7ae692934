package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.SavedModel.Parameter;
import io.github.clv4j.model.SavedModel.Report;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A saved model is the fitted one to the last bit, and nothing else is taken for one. */
class SavedModelTest {
    private static final TimeStep WEEKS = TimeStep.WEEKS;
    private static final DistinctHistories HISTORIES = Simulated.histories(
            ParetoNbd.of(0.8, 8, 1.4, 20, WEEKS),
            Simulated.over(364, 84).withCustomers(600).withSeed(3));
    private static final DataFingerprint DATA = DataFingerprint.of(HISTORIES);
    private static final Fitted<ParetoNbd> FITTED = ParetoNbd.fit(HISTORIES, FitOptions.withDefaults());
    private static final SavedModel SAVED = SavedModel.of(FITTED, DATA);
    private static final RepeatSpend SPEND = RepeatSpend.of(
            new int[] {1, 2, 3, 1, 5, 2, 8, 1, 2, 4}, new double[] {10, 22.5, 31, 7.25, 18, 44, 25, 90, 13, 21});
    private static final Tenures TENURES = Tenures.ofSurvivors(TimeStep.YEARS, 1000, 869, 743, 653, 593, 551, 517, 491);

    private static PurchaseModel like(ModelFamily family) {
        return switch (family) {
            case NBD -> Nbd.of(0.8, 8, WEEKS);
            case PARETO_NBD -> ParetoNbd.of(0.8, 8, 1.4, 20, WEEKS);
            case CORRELATED_PARETO_NBD -> CorrelatedParetoNbd.of(0.8, 8, 1.4, 20, -0.5, WEEKS);
            case GGOMPERTZ_NBD -> GgompertzNbd.of(0.8, 8, 0.02, 0.8, 1, WEEKS);
            case BG_NBD -> BgNbd.of(0.8, 8, 1.2, 3, WEEKS);
            case MBG_NBD -> MbgNbd.of(0.8, 8, 1.2, 3, WEEKS);
            case BG_CNBD_K -> BgCnbdK.of(3, 0.8, 2, 1.2, 3, WEEKS);
            case MBG_CNBD_K -> MbgCnbdK.of(2, 0.8, 3, 1.2, 3, WEEKS);
            case BG_BB -> BgBb.of(1.2, 0.75, 0.7, 2.8, TimeStep.WEEKS);
        };
    }

    @ParameterizedTest
    @EnumSource(ModelFamily.class)
    void everyFamilyIsTheSameToTheBit(ModelFamily family) {
        PurchaseModel like = like(family);
        DistinctHistories histories = Simulated.histories(
                like, Simulated.over(364, 84).withCustomers(400).withSeed(7));
        DataFingerprint data = DataFingerprint.of(histories);
        Fitted<? extends PurchaseModel> fitted = Simulated.fit(like, histories, FitOptions.withDefaults());
        SavedModel saved = SavedModel.of(fitted, data);
        Fitted<PurchaseModel> read = saved.purchaseModel();

        assertThat(saved.format()).isEqualTo(2);
        assertThat(saved.model()).isEqualTo(family.name());
        assertThat(saved.parameters()).extracting(Parameter::name).isEqualTo(family.parameterNames());
        assertThat(saved.timeUnit()).isEqualTo("WEEKS");
        assertThat(saved.data()).isEqualTo(data);
        assertThat(read.model()).isEqualTo(fitted.model());
        assertThat(figures(read.model())).isEqualTo(figures(fitted.model()));
        assertSame(read.report(), fitted.report());
        assertThat(SavedModel.of(read, data)).isEqualTo(saved);
        SavedModel formatOne = new SavedModel(
                1, saved.model(), saved.parameters(), null, saved.timeUnit(), "", saved.data(), saved.report());
        assertThat(formatOne.purchaseModel().model()).isEqualTo(fitted.model());
        assertSame(formatOne.fitReport(), fitted.report());
    }

    /** Predictions for customers of each kind. */
    static List<Long> figures(PurchaseModel model) {
        List<Double> figures = new ArrayList<>();
        double[][] histories = {{0, 0, 0}, {0, 0, 30}, {1, 2, 30}, {12, 29, 30}};
        for (double[] h : histories) {
            int x = (int) h[0];
            figures.add(model.logLikelihood(x, h[1], h[2]));
            figures.add(model.pAlive(x, h[1], h[2]));
            figures.add(model.expectedPurchases(x, h[1], h[2], 52));
            figures.add(model.probability(2, x, h[1], h[2], 13));
            figures.add(model.dert(x, h[1], h[2], DiscountRate.annual(0.1)));
            figures.add(model.nextOrder(x, h[1], h[2], 0.8).medianDays());
        }
        return bits(figures.stream().mapToDouble(v -> v).toArray());
    }

    static List<Long> bits(double... values) {
        return Arrays.stream(values).mapToObj(Double::doubleToLongBits).toList();
    }

    static void assertSame(FitReport read, FitReport written) {
        assertThat(read).hasToString(written.toString());
        assertThat(read.parameterNames()).isEqualTo(written.parameterNames());
        assertThat(read.status()).isEqualTo(written.status());
        assertThat(read.message()).isEqualTo(written.message());
        assertThat(read.iterations()).isEqualTo(written.iterations());
        assertThat(read.evaluations()).isEqualTo(written.evaluations());
        assertThat(read.observations()).isEqualTo(written.observations());
        assertThat(read.freeParameters()).isEqualTo(written.freeParameters());
        List<Function<FitReport, double[]>> figures = new ArrayList<>(List.of(
                FitReport::estimates,
                r -> new double[] {r.logLikelihood(), r.objective(), r.aic(), r.bic(), r.gradientNorm()},
                r -> flat(r.hessian()),
                r -> flat(r.covariance()),
                r -> flat(r.covarianceOfLogs()),
                r -> flat(r.hessianOfLogs())));
        for (String name : written.parameterNames()) {
            assertThat(read.isSigned(name)).isEqualTo(written.isSigned(name));
            figures.add(r -> new double[] {
                r.standardError(name),
                r.interval(name, 0.9).lower(),
                r.interval(name, 0.9).upper()
            });
        }
        for (Function<FitReport, double[]> figure : figures) {
            assertThat(bits(figure.apply(read))).isEqualTo(bits(figure.apply(written)));
        }
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Nobody drops out of an NBD, so that s and beta have no standard error. */
    @Test
    void whatTheDataDoNotIdentifyStaysInfinite() {
        DistinctHistories histories = Simulated.histories(
                Nbd.of(2, 5, WEEKS), Simulated.over(364, 1).withCustomers(400).withSeed(1));
        Fitted<ParetoNbd> fitted = ParetoNbd.fit(histories, FitOptions.withDefaults());
        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().standardError("s")).isInfinite();
        SavedModel saved = SavedModel.of(fitted, DataFingerprint.of(histories));

        assertThat(saved.report().covarianceOfLogs().get(2)).containsExactly(null, null, null, null);
        assertThat(saved.report().covarianceOfLogs().get(0).get(0)).isPositive();
        assertSame(saved.purchaseModel().report(), fitted.report());
    }

    @Test
    void aFitThatWasStoppedIsReadAsSuch() {
        Fitted<ParetoNbd> stopped =
                ParetoNbd.fit(HISTORIES, FitOptions.withDefaults().withMaxIterations(1));
        assertThat(stopped.report().status()).isEqualTo(FitStatus.NOT_CONVERGED);

        assertSame(SavedModel.of(stopped, DATA).purchaseModel().report(), stopped.report());
    }

    @Test
    void aReportOfOtherSignsOrNamesIsRefused() {
        FitReport.Builder report = new FitReport.Builder()
                .model(
                        "Pareto/NBD",
                        List.of("r", "alpha", "s", "beta"),
                        FITTED.model().parameters())
                .ended(FitStatus.CONVERGED, "made")
                .likelihood(-5, -6, 600)
                .search(3, 4, Double.NaN)
                .curvature(square(-2), square(0.25));
        SavedModel saved = SavedModel.of(new Fitted<>(FITTED.model(), report.build()), DATA);
        assertThat(saved.report().gradientNorm()).isNull();
        assertSame(saved.fitReport(), report.build());

        FitReport signed =
                report.signed(new boolean[] {false, true, false, true}).build();
        refused(
                () -> SavedModel.of(new Fitted<>(FITTED.model(), signed), DATA),
                "report.signed are [alpha, beta]; parameters that may be negative are []");
        report.signed(new boolean[4]);
        FitReport other = report.curvature(square(-2), square(-0.25)).build();
        refused(() -> SavedModel.of(new Fitted<>(FITTED.model(), other), DATA), "the variance of r");
        FitReport many =
                report.curvature(square(-2), square(0.25)).freeParameters(99).build();
        refused(() -> SavedModel.of(new Fitted<>(FITTED.model(), many), DATA), "report.freeParameters is 99");
    }

    private static double[][] square(double diagonal) {
        double[][] matrix = new double[4][4];
        for (int i = 0; i < 4; i++) {
            matrix[i][i] = diagonal;
        }
        return matrix;
    }

    @Test
    void spendIsTheSameToTheBit() {
        Fitted<GammaGamma> fitted = GammaGamma.fit(SPEND, FitOptions.withDefaults());
        SavedModel saved = SavedModel.ofSpend(fitted, "EUR", DataFingerprint.of(SPEND));
        Fitted<GammaGamma> read = saved.spendModel();

        assertThat(saved.model()).isEqualTo("GAMMA_GAMMA");
        assertThat(saved.currency()).isEqualTo("EUR");
        assertThat(saved.timeUnit()).isEmpty();
        assertThat(bits(read.model().parameters()))
                .isEqualTo(bits(fitted.model().parameters()));
        assertThat(bits(read.model().logLikelihood(3, 20), read.model().expectedSpend(3, 20)))
                .isEqualTo(
                        bits(fitted.model().logLikelihood(3, 20), fitted.model().expectedSpend(3, 20)));
        assertSame(read.report(), fitted.report());
        assertThatIllegalStateException()
                .isThrownBy(saved::purchaseModel)
                .withMessage("GAMMA_GAMMA is a model of spend, not of purchases; read it with spendModel()");
        assertThatIllegalStateException().isThrownBy(saved::contractModel).withMessageContaining("not of contracts");
    }

    @Test
    void contractsAreTheSameToTheBit() {
        DataFingerprint data = DataFingerprint.of(TENURES);
        for (Fitted<? extends ContractModel> fitted : List.of(Sbg.fit(TENURES), Bdw.fit(TENURES))) {
            SavedModel saved = SavedModel.ofContract(fitted, data);
            Fitted<ContractModel> read = saved.contractModel();

            assertThat(saved.timeUnit()).isEqualTo("YEARS");
            assertThat(read.model()).isEqualTo(fitted.model());
            assertThat(bits(read.model().derl(3, DiscountRate.annual(0.1))))
                    .isEqualTo(bits(fitted.model().derl(3, DiscountRate.annual(0.1))));
            assertSame(read.report(), fitted.report());
        }
        SavedModel saved = SavedModel.ofContract(Bdw.fit(TENURES), data);
        assertThat(saved.model()).isEqualTo("BDW");
        assertThatIllegalStateException()
                .isThrownBy(saved::spendModel)
                .withMessage("BDW is a model of contracts, not of spend; read it with contractModel()");
        assertThatIllegalStateException()
                .isThrownBy(SAVED::contractModel)
                .withMessage("PARETO_NBD is a model of purchases, not of contracts; read it with purchaseModel()");
    }

    @Test
    void anotherFormatIsRefused() {
        refused(() -> with(3), "format 3 is newer than 2, which this version reads; update clv4j");
        refused(() -> with(0), "format is 0; it must be 1 or more");
        refused(() -> with(-1), "format is -1");
        refused(() -> SavedModel.requireReadable(4), "format 4 is newer than 2");
        SavedModel.requireReadable(1);
        SavedModel.requireReadable(2);
    }

    private static SavedModel with(int format) {
        return new SavedModel(
                format,
                SAVED.model(),
                SAVED.parameters(),
                null,
                SAVED.timeUnit(),
                SAVED.currency(),
                DATA,
                SAVED.report());
    }

    private static SavedModel with(String model, String timeUnit, String currency) {
        return new SavedModel(1, model, SAVED.parameters(), null, timeUnit, currency, DATA, SAVED.report());
    }

    private static SavedModel with(@Nullable List<@Nullable Parameter> parameters) {
        return new SavedModel(1, SAVED.model(), missing(parameters), null, "WEEKS", "", DATA, SAVED.report());
    }

    /** As a mapper does that finds nothing in a file: null where the type allows none. */
    @SuppressWarnings({"NullAway", "unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T missing(@Nullable Object value) {
        return (T) value;
    }

    @Test
    void anUnknownModelOrUnitIsRefusedWithTheKnown() {
        assertThatThrownBy(() -> with("HYPER_NBD", "WEEKS", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model is 'HYPER_NBD'")
                .hasMessageContaining("NBD, PARETO_NBD")
                .hasMessageContaining("GAMMA_GAMMA, SBG, BDW");
        refused(
                () -> with("PARETO_NBD", "fortnight", ""),
                "timeUnit is 'fortnight'; it must be one of DAYS, WEEKS, MONTHS, YEARS");
        refused(() -> with("PARETO_NBD", "", ""), "timeUnit is ''");
        refused(() -> with("PARETO_NBD", "WEEKS", "EUR"), "currency is 'EUR'; of PARETO_NBD, which has none");
        SavedModel spend =
                SavedModel.ofSpend(GammaGamma.fit(SPEND, FitOptions.withDefaults()), "EUR", DataFingerprint.of(SPEND));
        refused(
                () -> new SavedModel(
                        1, spend.model(), spend.parameters(), null, "WEEKS", "EUR", spend.data(), spend.report()),
                "timeUnit is 'WEEKS'; of GAMMA_GAMMA");
    }

    @Test
    void parametersThatAreNotTheModelsAreRefusedByName() {
        List<Parameter> good = SAVED.parameters();
        refused(() -> with(list(good.get(0), good.get(1), good.get(2))), "parameter beta of PARETO_NBD is missing");
        refused(() -> with(list()), "parameter r of PARETO_NBD is missing");
        refused(
                () -> with(list(good.get(0), good.get(1), good.get(2), good.get(3), new Parameter("b", 1.0))),
                "PARETO_NBD has no parameter 'b'; it has r, alpha, s, beta");
        refused(
                () -> with(list(good.get(0), good.get(1), good.get(2), good.get(3), good.get(1))),
                "parameter alpha is there twice");
        refused(() -> with(list(good.get(0), null)), "an entry of parameters is missing");
        refused(() -> with(list(new Parameter(missing(null), 1.0))), "name of a parameter is missing");
        refused(() -> with((@Nullable List<@Nullable Parameter>) null), "parameters is missing");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(() -> with(replaced(2, bad)), "s is " + bad + "; it must be finite");
        }
        refused(() -> with(replaced(2, -0.5)), "s is -0.5");
        refused(() -> with(replaced(3, 0.0)), "beta is 0.0");
        refused(() -> with(replaced(1, null)), "value of alpha is missing");
        assertThat(new SavedModel(1, "PARETO_NBD", reversed(good), null, "WEEKS", "", DATA, SAVED.report())
                        .purchaseModel()
                        .model())
                .as("the order of the parameters in a file is no matter")
                .isEqualTo(FITTED.model());
    }

    @Test
    void aRegularityThatIsNotWholeIsRefused() {
        BgCnbdK like = BgCnbdK.of(3, 0.8, 2, 1.2, 3, WEEKS);
        DistinctHistories histories = Simulated.histories(
                like, Simulated.over(364, 84).withCustomers(400).withSeed(7));
        SavedModel saved =
                SavedModel.of(Simulated.fit(like, histories, FitOptions.withDefaults()), DataFingerprint.of(histories));
        assertThat(saved.parameters().get(0)).isEqualTo(new Parameter("k", 3.0));
        assertThat(saved.report().parameters()).containsExactly("r", "alpha", "a", "b");
        for (double k : new double[] {2.5, 0, 21}) {
            List<Parameter> changed = new ArrayList<>(saved.parameters());
            changed.set(0, new Parameter("k", k));
            refused(
                    () -> new SavedModel(1, saved.model(), changed, null, "WEEKS", "", saved.data(), saved.report()),
                    "k is " + (k == Math.rint(k) && k > 0 ? Integer.toString((int) k) : Double.toString(k)));
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> List<@Nullable T> list(@Nullable T... entries) {
        return new ArrayList<>(Arrays.asList(entries));
    }

    private static List<@Nullable Parameter> replaced(int index, @Nullable Double value) {
        List<@Nullable Parameter> result = new ArrayList<>(SAVED.parameters());
        result.set(index, new Parameter(SAVED.parameters().get(index).name(), missing(value)));
        return result;
    }

    private static List<Parameter> reversed(List<Parameter> parameters) {
        List<Parameter> result = new ArrayList<>(parameters);
        Collections.reverse(result);
        return result;
    }

    @Test
    void aMissingComponentIsNamed() {
        refused(() -> with(missing(null), "WEEKS", ""), "model is missing");
        refused(() -> with("PARETO_NBD", missing(null), ""), "timeUnit is missing");
        refused(() -> with("PARETO_NBD", "WEEKS", missing(null)), "currency is missing");
        List<Parameter> good = SAVED.parameters();
        refused(
                () -> new SavedModel(1, "PARETO_NBD", good, null, "WEEKS", "", missing(null), SAVED.report()),
                "data is missing");
        refused(
                () -> new SavedModel(1, "PARETO_NBD", good, null, "WEEKS", "", DATA, missing(null)),
                "report is missing");
        List<String> components = List.of(
                "name",
                "parameters",
                "signed",
                "freeParameters",
                "status",
                "message",
                "logLikelihood",
                "objective",
                "observations",
                "iterations",
                "evaluations",
                "hessianOfLogs",
                "covarianceOfLogs");
        for (String component : components) {
            String value = component.equals("logLikelihood") || component.equals("objective") ? "value of " : "";
            refused(
                    () -> report(fields -> {
                        fields.remove(component);
                        return fields;
                    }),
                    value + "report." + component + " is missing");
        }
    }

    /** The saved model with a changed report. */
    private static SavedModel report(UnaryOperator<Map<String, Object>> change) {
        Report r = SAVED.report();
        Map<String, Object> fields = new HashMap<>();
        fields.put("name", r.name());
        fields.put("parameters", r.parameters());
        fields.put("signed", r.signed());
        fields.put("freeParameters", r.freeParameters());
        fields.put("status", r.status());
        fields.put("message", r.message());
        fields.put("logLikelihood", r.logLikelihood());
        fields.put("objective", r.objective());
        fields.put("observations", r.observations());
        fields.put("iterations", r.iterations());
        fields.put("evaluations", r.evaluations());
        fields.put("gradientNorm", missing(r.gradientNorm()));
        fields.put("hessianOfLogs", r.hessianOfLogs());
        fields.put("covarianceOfLogs", r.covarianceOfLogs());
        Map<String, Object> changed = change.apply(fields);
        Report report = new Report(
                missing(changed.get("name")),
                missing(changed.get("parameters")),
                missing(changed.get("signed")),
                missing(changed.get("freeParameters")),
                missing(changed.get("status")),
                missing(changed.get("message")),
                missing(changed.get("logLikelihood")),
                missing(changed.get("objective")),
                missing(changed.get("observations")),
                missing(changed.get("iterations")),
                missing(changed.get("evaluations")),
                missing(changed.get("gradientNorm")),
                missing(changed.get("hessianOfLogs")),
                missing(changed.get("covarianceOfLogs")));
        return new SavedModel(1, "PARETO_NBD", SAVED.parameters(), null, "WEEKS", "", DATA, report);
    }

    private static SavedModel report(String component, Object value) {
        return report(fields -> {
            fields.put(component, value);
            return fields;
        });
    }

    @Test
    void aReportThatDoesNotFitIsRefused() {
        refused(() -> report("name", "BG/NBD"), "report.name is 'BG/NBD'; of PARETO_NBD it must be Pareto/NBD");
        refused(() -> report("status", "FINE"), "report.status is 'FINE'; it must be one of CONVERGED, AT_BOUNDARY");
        refused(() -> report("logLikelihood", Double.NaN), "report.logLikelihood is NaN");
        refused(() -> report("objective", Double.NEGATIVE_INFINITY), "report.objective is -Infinity");
        refused(() -> report("gradientNorm", Double.NaN), "report.gradientNorm is NaN");
        refused(() -> report("iterations", -1), "report.iterations is -1");
        refused(() -> report("evaluations", -1), "report.evaluations is -1");
        refused(() -> report("freeParameters", -1), "report.freeParameters is -1");
        refused(() -> report("observations", 599L), "report.observations is 599, the data fingerprint is of 600");
        refused(() -> report("observations", -1L), "report.observations is -1");
        refused(() -> report("signed", List.of("m")), "report.signed has 'm'; it must be one of r, alpha, s, beta");
        refused(() -> report("parameters", List.of("r", "alpha", "s", "s")), "each must be there once");
        refused(() -> report("parameters", List.of("r", "alpha", "s", "m")), "the report tells of m");
        refused(() -> report("parameters", list("r", null)), "an entry of report.parameters is missing");
        refused(() -> report("hessianOfLogs", List.of()), "report.hessianOfLogs has 0 rows; it must be 4 by 4");
        List<List<@Nullable Double>> good = SAVED.report().covarianceOfLogs();
        refused(
                () -> report("covarianceOfLogs", List.of(good.get(0), good.get(1), list(1.0), good.get(3))),
                "row 2 of report.covarianceOfLogs has 1 numbers; it must be 4 by 4");
        refused(
                () -> report("covarianceOfLogs", list(good.get(0), null, good.get(2), good.get(3))),
                "row 1 of report.covarianceOfLogs is missing");
        refused(
                () -> report(
                        "covarianceOfLogs",
                        List.of(list(1.0, Double.NaN, 1.0, 1.0), good.get(1), good.get(2), good.get(3))),
                "a number in row 0 of report.covarianceOfLogs is NaN");
    }

    @Test
    void aReportOfAnotherFitIsNotSaved() {
        Fitted<ParetoNbd> mixed = new Fitted<>(ParetoNbd.of(1, 2, 3, 4, WEEKS), FITTED.report());
        refused(() -> SavedModel.of(mixed, DATA), "the report's estimate of r is");
        Fitted<Nbd> otherModel =
                new Fitted<>(Nbd.of(FITTED.model().r(), FITTED.model().alpha(), WEEKS), FITTED.report());
        refused(() -> SavedModel.of(otherModel, DATA), "the report tells of s");
        DataFingerprint others = DataFingerprint.of(TENURES);
        refused(() -> SavedModel.of(FITTED, others), "report.observations is 600");
    }

    @Test
    void theRecordDoesNotChangeWithTheListsItWasMadeOf() {
        List<Parameter> parameters = new ArrayList<>(SAVED.parameters());
        SavedModel saved = new SavedModel(2, "PARETO_NBD", parameters, null, "WEEKS", "", DATA, SAVED.report());
        parameters.clear();

        assertThat(saved).isEqualTo(SAVED).hasSameHashCodeAs(SAVED);
        assertThatThrownBy(() -> saved.parameters().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> saved.report().covarianceOfLogs().get(0).set(0, 1.0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> with(3));
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
