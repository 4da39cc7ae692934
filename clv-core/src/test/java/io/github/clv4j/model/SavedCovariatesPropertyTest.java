package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.SavedModel.CovariateTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any model with covariates scores a new customer the same after it was saved and read. */
class SavedCovariatesPropertyTest {
    private static final List<ModelFamily> FAMILIES =
            List.of(ModelFamily.PARETO_NBD, ModelFamily.BG_NBD, ModelFamily.MBG_NBD, ModelFamily.GGOMPERTZ_NBD);
    private static final List<TimeStep> UNITS = List.of(TimeStep.values());
    private static final List<String> NAMES =
            List.of("age", "channel=web", "a.b", "größe", "\"quoted\"", "transaction.age", "x y");

    /** A model with the penalty that it was fitted with. */
    private record Made(Fitted<CovariateModel> fitted, CovariateOptions options) {}

    private static Made made(Random random) {
        ModelFamily family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        List<String> columns = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                columns.add(random.nextInt(columns.size() + 1), name);
            }
        }
        CovariateOptions options =
                CovariateOptions.withDefaults().withRidge(random.nextInt(3) * random.nextDouble(), random.nextInt(2));
        boolean same = random.nextInt(3) == 0;
        if (same || random.nextBoolean()) {
            options = options.withDropoutEffect(DropoutEffect.BOTH);
        }
        if (same) {
            options = options.withSameCoefficients();
        } else if (random.nextBoolean()) {
            options = options.withTransaction(some(columns, random)).withAttrition(some(columns, random));
        }
        double[] own = new double[family.parameterNames().size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = Math.exp(random.nextGaussian());
        }
        TimeStep unit = UNITS.get(random.nextInt(UNITS.size()));
        int count = CovariateEffects.of(family, options, columns).coefficients();
        CovariateModel model = CovariateModel.of(
                family.of(own, unit),
                options,
                columns,
                random.doubles(count, -0.5, 0.5).toArray());
        return new Made(new Fitted<>(model, report(model, random)), options);
    }

    private static String[] some(List<String> columns, Random random) {
        return columns.stream().filter(name -> random.nextBoolean()).toArray(String[]::new);
    }

    private static FitReport report(CovariateModel model, Random random) {
        int n = model.parameterNames().size();
        boolean[] signed = new boolean[n];
        double[][] hessian = new double[n][n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            signed[i] = i >= model.family().parameterNames().size();
            for (int j = 0; j < n; j++) {
                hessian[i][j] = random.nextGaussian();
                covariance[i][j] = i == j ? random.nextDouble() : Double.NaN;
            }
        }
        covariance[n - 1][n - 1] = random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.5;
        boolean plain = model.coefficientNames().isEmpty();
        return new FitReport.Builder()
                .model(
                        model.family().displayName() + (plain ? "" : " with covariates"),
                        model.parameterNames(),
                        model.parameters())
                .signed(signed)
                .ended(FitStatus.CONVERGED, "made")
                .likelihood(-random.nextDouble(), -1 - random.nextDouble(), 7)
                .search(random.nextInt(90), random.nextInt(900), random.nextDouble())
                .curvature(hessian, covariance)
                .build();
    }

    /** What a mapper makes of a file: a record of the same components. */
    private static SavedModel read(SavedModel saved) {
        CovariateTerms t = Objects.requireNonNull(saved.covariates());
        return new SavedModel(
                saved.format(),
                saved.model(),
                new ArrayList<>(saved.parameters()),
                new CovariateTerms(
                        new ArrayList<>(t.columns()),
                        new ArrayList<>(t.transaction()),
                        new ArrayList<>(t.attrition()),
                        t.sameCoefficients(),
                        t.dropoutEffect(),
                        t.transactionRidge(),
                        t.attritionRidge(),
                        new ArrayList<>(t.coefficients())),
                saved.timeUnit(),
                saved.currency(),
                saved.data(),
                saved.report());
    }

    @Property(tries = 400, seed = "71")
    void aNewCustomerIsScoredTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        Made made = made(random);
        DataFingerprint data = new DataFingerprint(7, 0, "", "0".repeat(64));
        Fitted<CovariateModel> fitted = made.fitted;
        SavedModel saved = SavedModel.ofCovariates(fitted, made.options, data);
        SavedModel back = read(saved);
        CovariateModel model = back.covariateModel().model();

        assertThat(back).isEqualTo(saved);
        assertThat(model).isEqualTo(fitted.model());
        assertThat(model.columns()).isEqualTo(fitted.model().columns());
        assertThat(back.covariateOptions().transactionRidge()).isEqualTo(made.options.transactionRidge());
        assertThat(back.covariateOptions().attritionRidge()).isEqualTo(made.options.attritionRidge());
        for (int customer = 0; customer < 3; customer++) {
            double[] z = random.doubles(model.columns().size(), -2, 2).toArray();
            PurchaseModel of = model.forCustomer(z);
            PurchaseModel like = fitted.model().forCustomer(z);
            int x = random.nextInt(6);
            double age = 1 + 50 * random.nextDouble();
            double tx = x == 0 ? 0 : age * random.nextDouble();
            assertThat(SavedModelTest.bits(
                            of.logLikelihood(x, tx, age),
                            of.pAlive(x, tx, age),
                            of.expectedPurchases(x, tx, age, 20),
                            of.probability(1, x, tx, age, 20)))
                    .isEqualTo(SavedModelTest.bits(
                            like.logLikelihood(x, tx, age),
                            like.pAlive(x, tx, age),
                            like.expectedPurchases(x, tx, age, 20),
                            like.probability(1, x, tx, age, 20)));
        }
        SavedModelTest.assertSame(back.fitReport(), fitted.report());
    }
}
