package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.SavedModel.CovariateTerms;
import io.github.clv4j.model.SavedModel.Parameter;
import io.github.clv4j.model.SavedModel.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A saved model with covariates is the fitted one to the last bit, and nothing else is taken for one. */
class SavedCovariatesTest {
    private static final CovariateOptions RIDGE = CovariateCustomers.DEFAULTS.withRidge(2, 0.5);
    private static final CovariateCustomers CUSTOMERS = CovariateCustomers.of(ModelFamily.PARETO_NBD);
    private static final Fitted<CovariateModel> FITTED = CUSTOMERS.fit(ModelFamily.PARETO_NBD, RIDGE);
    private static final SavedModel SAVED = SavedModel.ofCovariates(FITTED, RIDGE, data(CUSTOMERS, FITTED.model()));

    private static DataFingerprint data(CovariateCustomers of, CovariateModel model) {
        return DataFingerprint.of(of.x(), of.tx(), of.age(), TimeStep.WEEKS, of.covariates(), model.columns());
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFamily.class,
            names = {"PARETO_NBD", "BG_NBD", "MBG_NBD", "GGOMPERTZ_NBD"})
    void everyFamilyIsTheSameToTheBit(ModelFamily family) {
        CovariateCustomers customers = CovariateCustomers.of(family);
        boolean shape = family == ModelFamily.BG_NBD;
        // One family of each kind: all defaults, a column that acts on one process alone, one coefficient for both.
        CovariateOptions options = switch (family) {
            case MBG_NBD -> CovariateCustomers.BOTH.withAttrition("web").withRidge(1);
            case GGOMPERTZ_NBD -> CovariateCustomers.DEFAULTS.withSameCoefficients();
            default -> CovariateCustomers.DEFAULTS;
        };
        Fitted<CovariateModel> fitted = customers.fit(family, options);
        DataFingerprint data = data(customers, fitted.model());
        SavedModel saved = SavedModel.ofCovariates(fitted, options, data);
        Fitted<CovariateModel> read = saved.covariateModel();

        assertThat(saved.format()).isEqualTo(2);
        assertThat(saved.model()).isEqualTo(family.name());
        assertThat(saved.parameters()).extracting(Parameter::name).isEqualTo(family.parameterNames());
        assertThat(terms(saved).coefficients())
                .extracting(Parameter::name)
                .isEqualTo(fitted.model().coefficientNames())
                .hasSize(family == ModelFamily.GGOMPERTZ_NBD ? 2 : shape ? 6 : family == ModelFamily.MBG_NBD ? 3 : 4);
        assertThat(terms(saved).columns()).containsExactly("income", "web");
        assertThat(read.model()).isEqualTo(fitted.model());
        assertThat(read.model().options()).isEqualTo(fitted.model().options());
        for (double[] z : new double[][] {{0, 0}, {1, 0}, {-0.7, 1}, {2.25, 1}}) {
            assertThat(SavedModelTest.figures(read.model().forCustomer(z)))
                    .isEqualTo(SavedModelTest.figures(fitted.model().forCustomer(z)));
        }
        SavedModelTest.assertSame(read.report(), fitted.report());
        assertThat(SavedModel.ofCovariates(read, saved.covariateOptions(), data))
                .isEqualTo(saved)
                .hasSameHashCodeAs(saved);
    }

    @Test
    void thePenaltyIsKeptAndAFitWithItIsTheSame() {
        assertThat(SAVED.covariateOptions())
                .isEqualTo(FITTED.model().options().withRidge(2, 0.5))
                .isNotEqualTo(FITTED.model().options());
        assertThat(SAVED.report().objective()).isLessThan(SAVED.report().logLikelihood());
        assertThat(CUSTOMERS
                        .fit(ModelFamily.PARETO_NBD, SAVED.covariateOptions())
                        .model())
                .isEqualTo(FITTED.model());
    }

    @Test
    void aFitThatWasStoppedIsReadAsSuch() {
        Fitted<CovariateModel> stopped = CUSTOMERS.fit(
                ModelFamily.PARETO_NBD,
                CUSTOMERS.covariates(),
                CovariateCustomers.DEFAULTS,
                FitOptions.withDefaults().withMaxIterations(1));
        SavedModel saved =
                SavedModel.ofCovariates(stopped, CovariateCustomers.DEFAULTS, data(CUSTOMERS, stopped.model()));
        assertThat(stopped.report().status()).isEqualTo(FitStatus.NOT_CONVERGED);
        SavedModelTest.assertSame(saved.covariateModel().report(), stopped.report());
    }

    /** A model on which nothing acts is the plain one, and says so. */
    @Test
    void whereNoCovariateActsThereIsNoCoefficient() {
        CovariateOptions none = CovariateCustomers.DEFAULTS.withTransaction().withAttrition();
        Fitted<CovariateModel> fitted = CUSTOMERS.fit(ModelFamily.PARETO_NBD, none);
        SavedModel saved = SavedModel.ofCovariates(fitted, none, data(CUSTOMERS, fitted.model()));
        assertThat(terms(saved).columns()).isEmpty();
        assertThat(terms(saved).coefficients()).isEmpty();
        assertThat(saved.covariateModel().model()).isEqualTo(fitted.model());
        assertThat(saved.report().name()).isEqualTo("Pareto/NBD");
    }

    @Test
    void anotherKindIsReadOtherwise() {
        assertThatIllegalStateException()
                .isThrownBy(SAVED::purchaseModel)
                .withMessage("PARETO_NBD is a model of purchases with covariates, not of purchases;"
                        + " read it with covariateModel()");
        SavedModel plain = SavedModel.of(
                ParetoNbd.fit(CUSTOMERS.histories(), FitOptions.withDefaults()),
                DataFingerprint.of(CUSTOMERS.histories()));
        assertThatIllegalStateException()
                .isThrownBy(plain::covariateModel)
                .withMessage("PARETO_NBD is a model of purchases, not of purchases with covariates;"
                        + " read it with purchaseModel()");
        assertThatIllegalStateException()
                .isThrownBy(plain::covariateOptions)
                .withMessageStartingWith("PARETO_NBD was saved without covariates");
        // With the covariates lost, the report still tells of them.
        refused(
                () -> with(2, "PARETO_NBD", null, "WEEKS", SAVED.report()),
                "the report tells of transaction.income, which is no parameter of the model");
    }

    @Test
    void optionsOfAnotherFitAreRefused() {
        DataFingerprint data = SAVED.data();
        refused(
                () -> SavedModel.ofCovariates(FITTED, RIDGE.withAttrition("web"), data),
                "the options are transaction all, attrition [web]");
        refused(() -> SavedModel.ofCovariates(FITTED, RIDGE.withSameCoefficients(), data), "both must be of one fit");
        refused(
                () -> SavedModel.ofCovariates(FITTED, RIDGE.withTransaction("age"), data),
                "there is no covariate 'age'");
        refused(
                () -> SavedModel.ofCovariates(new Fitted<>(FITTED.model().at(moved()), FITTED.report()), RIDGE, data),
                "the report's estimate of attrition.web is");
    }

    private static double[] moved() {
        double[] parameters = FITTED.model().parameters();
        parameters[parameters.length - 1] += 0.25;
        return parameters;
    }

    @Test
    void formatOneHasNoCovariates() {
        refused(
                () -> with(1, "PARETO_NBD", SAVED.covariates(), "WEEKS", SAVED.report()),
                "covariates are in a record of format 1");
        refused(
                () -> with(3, "PARETO_NBD", SAVED.covariates(), "WEEKS", SAVED.report()),
                "format 3 is newer than 2, which this version reads; update clv4j");
    }

    @Test
    void anotherModelOrUnitIsRefused() {
        CovariateTerms terms = terms(SAVED);
        refused(
                () -> with(2, "PARETO_NDB", terms, "WEEKS", SAVED.report()),
                "model is 'PARETO_NDB'; this version knows");
        refused(() -> with(2, "GAMMA_GAMMA", terms, "WEEKS", SAVED.report()), "of GAMMA_GAMMA, which has none");
        refused(() -> with(2, "BDW", terms, "WEEKS", SAVED.report()), "covariates are [income, web]; of BDW");
        refused(() -> with(2, "BG_NBD", terms, "WEEKS", SAVED.report()), "BG_NBD has no parameter 's'");
        refused(() -> with(2, "PARETO_NBD", terms, "fortnight", SAVED.report()), "timeUnit is 'fortnight'");
        refused(() -> with(2, "PARETO_NBD", terms, "", SAVED.report()), "timeUnit is ''");
        SavedModel plain = SavedModel.of(
                Nbd.fit(CUSTOMERS.histories(), FitOptions.withDefaults()), DataFingerprint.of(CUSTOMERS.histories()));
        refused(
                () -> new SavedModel(2, "NBD", plain.parameters(), terms, "WEEKS", "", plain.data(), plain.report()),
                "NBD takes no covariates");
    }

    private static SavedModel with(
            int format, String model, @Nullable CovariateTerms terms, String timeUnit, Report report) {
        return new SavedModel(format, model, SAVED.parameters(), terms, timeUnit, "", SAVED.data(), report);
    }

    private static CovariateTerms terms(SavedModel saved) {
        return Objects.requireNonNull(saved.covariates());
    }

    /** As a mapper does that finds nothing in a file: null where the type allows none. */
    @SuppressWarnings({"NullAway", "unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T missing(@Nullable Object value) {
        return (T) value;
    }

    /** The saved model with one component of its covariates changed. */
    private static SavedModel terms(String component, @Nullable Object value) {
        CovariateTerms t = terms(SAVED);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("columns", t.columns());
        fields.put("transaction", t.transaction());
        fields.put("attrition", t.attrition());
        fields.put("sameCoefficients", t.sameCoefficients());
        fields.put("dropoutEffect", t.dropoutEffect());
        fields.put("transactionRidge", t.transactionRidge());
        fields.put("attritionRidge", t.attritionRidge());
        fields.put("coefficients", t.coefficients());
        assertThat(fields).containsKey(component);
        fields.put(component, value);
        CovariateTerms changed = new CovariateTerms(
                missing(fields.get("columns")),
                missing(fields.get("transaction")),
                missing(fields.get("attrition")),
                missing(fields.get("sameCoefficients")),
                missing(fields.get("dropoutEffect")),
                missing(fields.get("transactionRidge")),
                missing(fields.get("attritionRidge")),
                missing(fields.get("coefficients")));
        return with(2, "PARETO_NBD", changed, "WEEKS", SAVED.report());
    }

    @Test
    void aMissingComponentIsNamed() {
        for (String component :
                List.of("columns", "transaction", "attrition", "sameCoefficients", "dropoutEffect", "coefficients")) {
            refused(() -> terms(component, null), "covariates." + component + " is missing");
        }
        refused(() -> terms("transactionRidge", null), "value of covariates.transactionRidge is missing");
        refused(() -> terms("attritionRidge", null), "value of covariates.attritionRidge is missing");
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(() -> terms("columns", List.of("income")), "covariates.transaction has 'web', which is none of");
        refused(() -> terms("columns", List.of("income", "web", "age")), "covariates.columns has 'age', which acts on");
        refused(() -> terms("columns", List.of("income", "web", "web")), "each must be there once");
        refused(() -> terms("columns", List.of("income", " ")), "none may be blank");
        List<@Nullable String> gap = new ArrayList<>();
        gap.add("income");
        gap.add(null);
        refused(() -> terms("columns", gap), "an entry of covariates.columns is missing");
        refused(() -> terms("attrition", List.of("income", "wob")), "covariates.attrition has 'wob', which is none of");
        refused(() -> terms("attrition", List.of("web")), "has no coefficient 'attrition.income'");
        refused(() -> terms("sameCoefficients", true), "has no coefficient 'transaction.income'");
        refused(() -> terms("dropoutEffect", "NEITHER"), "covariates.dropoutEffect is 'NEITHER'; it must be one of");
        refused(() -> terms("transactionRidge", -1.0), "covariates.transactionRidge is -1.0; it must be 0 or more");
        refused(() -> terms("attritionRidge", Double.NaN), "covariates.attritionRidge is NaN");
    }

    @Test
    void coefficientsThatAreNotTheModelsAreRefusedByName() {
        List<Parameter> good = terms(SAVED).coefficients();
        String model = "PARETO_NBD with covariates [income, web]";
        refused(
                () -> terms("coefficients", good.subList(0, 3)),
                "coefficient attrition.web of " + model + " is missing; it has transaction.income");
        List<Parameter> more = new ArrayList<>(good);
        more.add(new Parameter("attrition.age", 1.0));
        refused(() -> terms("coefficients", more), model + " has no coefficient 'attrition.age'; it has");
        more.set(4, good.get(1));
        refused(() -> terms("coefficients", more), "coefficient transaction.web is there twice");
        more.set(4, missing(null));
        refused(() -> terms("coefficients", more), "an entry of coefficients is missing");
        more.set(4, new Parameter(missing(null), 1.0));
        refused(() -> terms("coefficients", more), "name of a coefficient is missing");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(() -> terms("coefficients", replaced(good, bad)), "attrition.income is " + bad + "; it must be");
        }
        refused(() -> terms("coefficients", replaced(good, null)), "value of attrition.income is missing");
        List<Parameter> turned = new ArrayList<>(good);
        Collections.reverse(turned);
        assertThat(terms("coefficients", turned).covariateModel().model())
                .as("the order of the coefficients in a file is no matter")
                .isEqualTo(FITTED.model());
    }

    private static List<Parameter> replaced(List<Parameter> good, @Nullable Double value) {
        List<Parameter> result = new ArrayList<>(good);
        result.set(2, new Parameter(good.get(2).name(), missing(value)));
        return result;
    }

    @Test
    void aReportOfAnotherModelIsRefused() {
        Report r = SAVED.report();
        refused(() -> with(2, "PARETO_NBD", terms(SAVED), "WEEKS", report("Pareto/NBD", r.signed())), "report.name is");
        refused(
                () -> with(2, "PARETO_NBD", terms(SAVED), "WEEKS", report(r.name(), List.of())),
                "report.signed are []; parameters that may be negative are [transaction.income");
    }

    private static Report report(String name, List<String> signed) {
        Report r = SAVED.report();
        return new Report(
                name,
                r.parameters(),
                signed,
                r.freeParameters(),
                r.status(),
                r.message(),
                r.logLikelihood(),
                r.objective(),
                r.observations(),
                r.iterations(),
                r.evaluations(),
                r.gradientNorm(),
                r.hessianOfLogs(),
                r.covarianceOfLogs());
    }

    @Test
    void theRecordDoesNotChangeWithTheListsItWasMadeOf() {
        List<Parameter> coefficients = new ArrayList<>(terms(SAVED).coefficients());
        SavedModel saved = terms("coefficients", coefficients);
        coefficients.clear();
        assertThat(saved).isEqualTo(SAVED);
        assertThatThrownBy(() -> terms(saved).coefficients().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> terms(saved).columns().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
