package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.DistinctHistories;
import java.util.List;

/** The 400 customers of covariate-customers.csv, of one of the three models that made them. */
@SuppressWarnings("ArrayRecordComponent") // read by tests alone
record CovariateCustomers(int[] x, double[] tx, double[] age, double[] income, double[] web) {
    static final CovariateOptions DEFAULTS = CovariateOptions.withDefaults();
    static final CovariateOptions BOTH = DEFAULTS.withDropoutEffect(DropoutEffect.BOTH);

    /** Those made by {@code pareto}, {@code bg} or {@code gg}. */
    static CovariateCustomers of(String made) {
        List<GoldenFile.Row> rows = GoldenFile.of("covariate-customers.csv").rows();
        return new CovariateCustomers(
                rows.stream().mapToInt(row -> (int) row.number("x_" + made)).toArray(),
                rows.stream().mapToDouble(row -> row.number("tx_" + made)).toArray(),
                column(rows, "age"),
                column(rows, "income"),
                column(rows, "web"));
    }

    private static double[] column(List<GoldenFile.Row> rows, String name) {
        return rows.stream().mapToDouble(row -> row.number(name)).toArray();
    }

    static CovariateCustomers of(ModelFamily family) {
        return of(
                switch (family) {
                    case PARETO_NBD -> "pareto";
                    case GGOMPERTZ_NBD -> "gg";
                    default -> "bg";
                });
    }

    int size() {
        return x.length;
    }

    DistinctHistories histories() {
        return DistinctHistories.of(x, tx, age, TimeStep.WEEKS);
    }

    Covariates covariates() {
        return Covariates.of(List.of("income", "web"), income, web);
    }

    Fitted<CovariateModel> fit(ModelFamily family, CovariateOptions options) {
        return fit(family, covariates(), options, FitOptions.withDefaults());
    }

    Fitted<CovariateModel> fit(ModelFamily family, Covariates covariates, CovariateOptions options, FitOptions how) {
        return CovariateModel.fit(family, x, tx, age, TimeStep.WEEKS, covariates, options, how);
    }

    CovariateLikelihood likelihood(ModelFamily family, CovariateOptions options) {
        return CovariateModel.likelihood(
                CovariateEffects.of(family, options, List.of("income", "web")),
                histories(),
                new CovariateModel.Members(x, tx, age, customer -> true),
                covariates(),
                null);
    }
}
