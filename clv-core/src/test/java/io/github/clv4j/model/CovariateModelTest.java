package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wrapper as a value: whose model is whose. */
class CovariateModelTest {
    private static final CovariateOptions DEFAULTS = CovariateCustomers.DEFAULTS;
    private static final List<String> COLUMNS = List.of("age", "web");

    private static final CovariateModel PARETO = CovariateModel.of(
            ParetoNbd.of(0.55, 10, 0.6, 12, TimeStep.WEEKS), DEFAULTS, COLUMNS, 0.02, 0.5, 0.01, -0.3);
    private static final CovariateModel BG = CovariateModel.of(
            BgNbd.of(0.6, 8, 0.8, 2.4, TimeStep.WEEKS), DEFAULTS, COLUMNS, 0.02, 0.5, 0.01, -0.3, 0.02, 0.4);
    private static final CovariateModel MBG = CovariateModel.of(
            MbgNbd.of(0.6, 8, 0.8, 2.4, TimeStep.WEEKS), CovariateCustomers.BOTH, COLUMNS, 0.02, 0.5, 0.01, -0.3);
    private static final CovariateModel GOMPERTZ = CovariateModel.of(
            GgompertzNbd.of(1.2, 12, 0.04, 0.6, 4, TimeStep.WEEKS),
            DEFAULTS.withSameCoefficients(),
            COLUMNS,
            0.02,
            0.5);

    static List<CovariateModel> models() {
        return List.of(PARETO, BG, MBG, GOMPERTZ);
    }

    @Test
    void namesTellTheProcess() {
        assertThat(PARETO.coefficientNames())
                .containsExactly("transaction.age", "transaction.web", "attrition.age", "attrition.web");
        assertThat(BG.coefficientNames())
                .containsExactly(
                        "transaction.age",
                        "transaction.web",
                        "attrition.a.age",
                        "attrition.a.web",
                        "attrition.b.age",
                        "attrition.b.web");
        assertThat(MBG.coefficientNames())
                .containsExactly("transaction.age", "transaction.web", "attrition.age", "attrition.web");
        assertThat(GOMPERTZ.parameterNames()).containsExactly("r", "alpha", "b", "s", "beta", "age", "web");
        assertThat(GOMPERTZ.parameters()).containsExactly(1.2, 12, 0.04, 0.6, 4, 0.02, 0.5);
        assertThat(BG.coefficient("attrition.b.web")).isEqualTo(0.4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GOMPERTZ.coefficient("income"))
                .withMessage("there is no coefficient 'income'; there are [age, web]");
    }

    @Test
    void covariatesScaleTheParameters() {
        ParetoNbd pareto = (ParetoNbd) PARETO.forCustomer(30, 1);
        assertThat(pareto.r()).isEqualTo(0.55);
        assertThat(pareto.alpha()).isCloseTo(10 * Math.exp(-0.02 * 30 - 0.5), within(1e-13));
        assertThat(pareto.s()).isEqualTo(0.6);
        assertThat(pareto.beta()).isCloseTo(12 * Math.exp(-0.01 * 30 + 0.3), within(1e-13));
        BgNbd bg = (BgNbd) BG.forCustomer(30, 1);
        assertThat(bg.alpha()).isCloseTo(8 * Math.exp(-0.02 * 30 - 0.5), within(1e-13));
        assertThat(bg.a()).isCloseTo(0.8 * Math.exp(0.01 * 30 - 0.3), within(1e-13));
        assertThat(bg.b()).isCloseTo(2.4 * Math.exp(0.02 * 30 + 0.4), within(1e-13));
        MbgNbd mbg = (MbgNbd) MBG.forCustomer(10, 1);
        assertThat(mbg.a() / mbg.b()).isCloseTo(0.8 / 2.4, within(1e-15));
        assertThat(mbg.a()).isCloseTo(0.8 * Math.exp(0.1 - 0.3), within(1e-13));
        GgompertzNbd gompertz = (GgompertzNbd) GOMPERTZ.forCustomer(0, 1);
        assertThat(gompertz.b()).isEqualTo(0.04);
        assertThat(gompertz.alpha()).isCloseTo(12 * Math.exp(-0.5), within(1e-13));
        assertThat(gompertz.beta()).isCloseTo(4 * Math.exp(-0.5), within(1e-13));
    }

    @ParameterizedTest
    @MethodSource("models")
    void signsAreAsDocumented(CovariateModel model) {
        PurchaseModel base = model.forCustomer(0, 0);
        assertThat(base).isEqualTo(model.base());
        double[] up = new double[model.coefficients().length];
        for (String name : model.coefficientNames()) {
            int k = model.coefficientNames().indexOf(name);
            Arrays.fill(up, 0);
            up[k] = 0.4;
            CovariateModel one = CovariateModel.of(base, model.options(), COLUMNS, up);
            PurchaseModel of = one.forCustomer(name.endsWith("age") ? 1 : 0, name.endsWith("web") ? 1 : 0);
            if (name.startsWith("transaction")) {
                assertThat(of.expectedPurchases(10)).as(name).isGreaterThan(base.expectedPurchases(10));
            } else if (name.startsWith("attrition.b")) {
                assertThat(of.pAlive(2, 5, 30, 20)).as(name).isGreaterThan(base.pAlive(2, 5, 30, 20));
            } else if (name.startsWith("attrition.") && !model.equals(MBG)) {
                assertThat(of.pAlive(0, 0, 0, 20)).as(name).isLessThan(base.pAlive(0, 0, 0, 20));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void anotherUnitIsTheSameModel(CovariateModel model) {
        CovariateModel days = model.in(TimeStep.DAYS);
        assertThat(days.unit()).isEqualTo(TimeStep.DAYS);
        assertThat(days.coefficients()).isEqualTo(model.coefficients());
        assertThat(days.forCustomer(20, 1).pAlive(3, 70, 210))
                .isCloseTo(model.forCustomer(20, 1).pAlive(3, 10, 30), within(1e-13));
        assertThat(days.in(TimeStep.WEEKS).forCustomer(20, 1).expectedPurchases(3, 10, 30, 52))
                .isCloseTo(model.forCustomer(20, 1).expectedPurchases(3, 10, 30, 52), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsAreValues(CovariateModel model) {
        CovariateModel same = CovariateModel.of(model.base(), model.options(), model.columns(), model.coefficients());
        assertThat(model).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        double[] other = model.coefficients();
        other[0] += 1e-9;
        assertThat(model)
                .isNotEqualTo(CovariateModel.of(model.base(), model.options(), model.columns(), other))
                .isNotEqualTo(model.in(TimeStep.DAYS));
        model.coefficients()[0] = 99;
        model.parameters()[0] = 99;
        assertThat(model).isEqualTo(same);
        assertThat(model.toString()).contains(model.family().displayName(), "covariates", "web");
        assertThat(model.family()).isEqualTo(model.base().family());
    }

    @Test
    void badCoefficientsAndValuesAreRefused() {
        PurchaseModel base = PARETO.base();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.of(base, DEFAULTS, COLUMNS, 1, 2, 3))
                .withMessageStartingWith("there are 3 coefficients; Pareto/NBD has [transaction.age");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.of(base, DEFAULTS, COLUMNS, 1, 2, Double.NaN, 4))
                .withMessage("attrition.age is NaN; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARETO.forCustomer(1))
                .withMessage("there are 1 covariates; the model needs [age, web]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARETO.forCustomer(1, Double.NaN))
                .withMessage("covariate 'web' is NaN; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARETO.forCustomer(1e6, 0))
                .withMessageContaining("alpha is 0.0 of a customer with [age, web] = [1000000.0, 0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.of(Nbd.of(1, 2, TimeStep.WEEKS), DEFAULTS, COLUMNS))
                .withMessageContaining("NBD takes no covariates");
    }

    @Test
    void customersWithTheSameCovariatesShareAModel() {
        // Columns by name, in another order and with one that is not needed.
        Covariates batch = Covariates.of(
                List.of("web", "other", "age"), new double[] {1, 0, 1, 1}, new double[] {1, 2, 3, 4}, new double[] {
                    30, 30, 40, 30
                });
        CustomerModels models = PARETO.forCustomers(batch);
        assertThat(models.customers()).isEqualTo(4);
        assertThat(models.models()).hasSize(3);
        assertThat(models.of(0)).isSameAs(models.of(3)).isEqualTo(PARETO.forCustomer(30, 1));
        assertThat(models.of(1)).isEqualTo(PARETO.forCustomer(30, 0));
        assertThat(models.of(2)).isEqualTo(PARETO.forCustomer(40, 1));
        assertThat(models.models().get(models.numberOf(2))).isSameAs(models.of(2));
        assertThat(models.family()).isEqualTo(ModelFamily.PARETO_NBD);
        assertThat(models.unit()).isEqualTo(TimeStep.WEEKS);
        // One customer alone is a constant, and gets the same model.
        Covariates alone = Covariates.of(List.of("age", "web"), new double[] {40}, new double[] {1});
        assertThat(PARETO.forCustomers(alone).of(0)).isEqualTo(models.of(2));
        assertThat(models)
                .isEqualTo(PARETO.forCustomers(batch))
                .hasSameHashCodeAs(PARETO.forCustomers(batch))
                .isNotEqualTo(PARETO.forCustomers(alone))
                .hasToString("3 models of Pareto/NBD for 4 customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARETO.forCustomers(Covariates.of(List.of("age"), new double[] {1})))
                .withMessage("there is no covariate 'web'; there are [age]");
    }

    /** A fit of a summary and of the same histories as arrays are one; covariates are found by the customer's id. */
    @Test
    void summariesAndArraysGiveTheSameFit() {
        Simulation made = Simulation.of(
                BgNbd.of(0.6, 4, 0.8, 2.4, TimeStep.WEEKS),
                Simulated.over(400, 100).withCustomers(800).withSeed(3));
        CustomerSummary summary = CustomerSummary.of(
                made.log(), SummaryOptions.weekly().until(made.options().lastDay()));
        int n = summary.customers();
        Covariates.Builder builder = Covariates.builder(summary, "web");
        double[] web = new double[n];
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        for (int c : summary.index().inIdOrder()) {
            String id = summary.index().id(c);
            web[c] = Integer.parseInt(id.substring(1)) % 3;
            builder.row(id, web[c]);
            x[c] = summary.x(c);
            tx[c] = summary.tx(c);
            age[c] = summary.age(c);
        }
        Covariates covariates = builder.build();
        FitOptions how = FitOptions.withDefaults();
        Fitted<CovariateModel> one = CovariateModel.fit(ModelFamily.BG_NBD, summary, covariates, DEFAULTS, how);
        Fitted<CovariateModel> other = CovariateModel.fit(
                ModelFamily.BG_NBD, x, tx, age, summary.step(), Covariates.of(List.of("web"), web), DEFAULTS, how);
        assertThat(other.model()).isEqualTo(one.model());
        assertThat(other.report().logLikelihood()).isEqualTo(one.report().logLikelihood());
        assertThat(one.report().observations()).isEqualTo(800);
        assertThat(one.model().forCustomers(covariates).hasModel(0)).isTrue();
    }

    @Test
    void aCustomerWithoutCovariatesHasNoModel() {
        Simulation made = Simulation.of(
                BgNbd.of(0.6, 4, 0.8, 2.4, TimeStep.WEEKS),
                Simulated.over(400, 100).withCustomers(3).withSeed(3));
        // On the first day not all have come yet.
        CustomerSummary early = CustomerSummary.of(
                made.log(), SummaryOptions.weekly().until(made.options().firstDay()));
        int absent = -1;
        Covariates.Builder builder = Covariates.builder(early, "age", "web");
        for (int c = 0; c < early.customers(); c++) {
            if (early.isPresent(c)) {
                builder.row(early.index().id(c), 30, 1);
            } else {
                absent = c;
            }
        }
        int without = absent;
        CustomerModels models = BG.forCustomers(builder.build());
        assertThat(models.hasModel(without)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> models.of(without))
                .withMessage(
                        "customer '" + early.index().id(without) + "' has no covariates, and so no model of its own");
    }
}
