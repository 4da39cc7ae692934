package io.github.clv4j.model;

import io.github.clv4j.fit.FitReport;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How the discounted purchases and the discounted time alive of the customers of a summary change with the parameters of
 * the model: what the delta method carries the parameters' uncertainty to a customer's value by. Immutable; by the log's
 * customer number.
 *
 * <p>Derivatives are in the logarithms of the parameters, as {@link FitReport#covarianceOfLogs} is, by central differences
 * of step {@value #STEP}: relative error about 1e-8. A parameter of which the data tell nothing, or that is held by a bound,
 * is taken as known: its derivative is 0 and {@link #unknown} names it.
 */
public final class PurchaseSensitivity {
    /** Balances the error of differences, h², with that of the figures, 1e-13/h. */
    private static final double STEP = 1e-4;

    /** Of a parameter that may be negative and so has no scale of its own: this share of its standard error. */
    private static final double SHARE_OF_ERROR = 1e-2;

    private final List<String> unknown;
    private final SurvivorGroups histories;
    private final double[][] purchases;
    private final double[][] lifetime;

    private PurchaseSensitivity(
            List<String> unknown, SurvivorGroups histories, double[][] purchases, double[][] lifetime) {
        this.unknown = unknown;
        this.histories = histories;
        this.purchases = purchases;
        this.lifetime = lifetime;
    }

    /**
     * Derivatives at a model.
     *
     * @param report of the fit that gave the model
     * @param lifetime whether those of the time alive are wanted, which cost as much again
     * @throws IllegalArgumentException if the report is of other parameters than the model's, the summary in another unit of
     *     time, or the model cannot take the horizon
     */
    public static PurchaseSensitivity of(
            PurchaseModel model, FitReport report, CustomerSummary summary, ForecastHorizon horizon, boolean lifetime) {
        requireReportOf(model, report);
        model.requireUnit(summary.step());
        model.checkHorizon(horizon);
        return of(
                report,
                summary,
                horizon,
                lifetime,
                SurvivorGroups.byHistory(summary),
                SurvivorGroups.of(model, summary),
                (j, step) -> {
                    PurchaseModel there = moved(model, report, j, step);
                    return c -> there;
                });
    }

    /**
     * Derivatives where customers have models of their own, by covariates; those by coefficients are in the coefficients
     * themselves.
     *
     * @param covariates of the summary's customers
     * @throws IllegalArgumentException if the report is of other parameters than the model's, the summary in another unit of
     *     time, or a customer that is present has no covariates
     */
    public static PurchaseSensitivity of(
            CovariateModel model,
            Covariates covariates,
            FitReport report,
            CustomerSummary summary,
            ForecastHorizon horizon,
            boolean lifetime) {
        CustomerModels here = model.forCustomers(covariates);
        here.requireCustomersOf(summary);
        here.base().requireUnit(summary.step());
        here.base().checkHorizon(horizon);
        if (!Arrays.equals(report.estimates(), model.parameters())) {
            throw new IllegalArgumentException("the report is of " + report.parameterNames() + " = "
                    + Arrays.toString(report.estimates()) + ", not of " + model);
        }
        return of(
                report,
                summary,
                horizon,
                lifetime,
                SurvivorGroups.byHistory(here, summary),
                SurvivorGroups.of(here, summary),
                (j, step) -> {
                    double[] parameters = model.parameters();
                    parameters[j] = moved(report, j, parameters[j], step);
                    CustomerModels there = model.at(parameters).forCustomers(covariates);
                    return there::of;
                });
    }

    /** All parameters that a fit estimates, which a whole number k is not, at the model's values. */
    private static void requireReportOf(PurchaseModel model, FitReport report) {
        List<String> names = new ArrayList<>(model.family().parameterNames());
        double[] values = model.parameters();
        if (names.remove("k")) {
            values = Arrays.copyOfRange(values, 1, values.length);
        }
        if (!(names.equals(report.parameterNames()) && Arrays.equals(values, report.estimates()))) {
            throw new IllegalArgumentException("the report is of " + report.parameterNames() + " = "
                    + Arrays.toString(report.estimates()) + ", not of " + model);
        }
    }

    /** The models of customers with a parameter moved. */
    @FunctionalInterface
    private interface Moved {
        IntFunction<PurchaseModel> by(int parameter, double step);
    }

    private static PurchaseSensitivity of(
            FitReport report,
            CustomerSummary summary,
            ForecastHorizon horizon,
            boolean lifetime,
            SurvivorGroups histories,
            SurvivorGroups survivors,
            Moved moved) {
        List<String> names = report.parameterNames();
        double[][] covariance = report.covarianceOfLogs();
        double[][] ofPurchases = new double[names.size()][];
        double[][] ofLifetime = new double[names.size()][];
        List<String> unknown = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (!(covariance[j][j] > 0 && covariance[j][j] < Double.POSITIVE_INFINITY)) {
                unknown.add(names.get(j));
                ofPurchases[j] = new double[histories.size()];
                ofLifetime[j] = new double[lifetime ? histories.size() : 0];
                continue;
            }
            // A coefficient is small or large as its covariate's unit is: its error tells the scale.
            double step = report.isSigned(names.get(j)) ? SHARE_OF_ERROR * Math.sqrt(covariance[j][j]) : STEP;
            Difference difference = new Difference(
                    moved.by(j, step), moved.by(j, -step), 2 * step, summary, horizon, histories, survivors);
            ofPurchases[j] = difference.of(false);
            ofLifetime[j] = lifetime ? difference.of(true) : new double[0];
        }
        return new PurchaseSensitivity(List.copyOf(unknown), histories, ofPurchases, ofLifetime);
    }

    private static PurchaseModel moved(PurchaseModel model, FitReport report, int j, double step) {
        int place =
                model.family().parameterNames().indexOf(report.parameterNames().get(j));
        double[] parameters = model.parameters();
        parameters[place] = moved(report, j, parameters[place], step);
        return model.family().near(model, parameters);
    }

    private static double moved(FitReport report, int j, double value, double step) {
        return report.isSigned(report.parameterNames().get(j)) ? value + step : value * Math.exp(step);
    }

    /** Of each history: P(alive) times the figure of a survivor, above less below, over the distance of the two. */
    private record Difference(
            IntFunction<PurchaseModel> above,
            IntFunction<PurchaseModel> below,
            double distance,
            CustomerSummary summary,
            ForecastHorizon horizon,
            SurvivorGroups histories,
            SurvivorGroups survivors) {
        double[] of(boolean lifetime) {
            double[] high = ofSurvivors(above, lifetime);
            double[] low = ofSurvivors(below, lifetime);
            double[] result = new double[histories.size()];
            Parallel.ranges(result.length, (from, to) -> {
                for (int h = from; h < to; h++) {
                    int c = histories.customer(h);
                    int group = survivors.of(c);
                    result[h] = (alive(above, c) * high[group] - alive(below, c) * low[group]) / distance;
                }
            });
            return result;
        }

        private double alive(IntFunction<PurchaseModel> models, int c) {
            return models.apply(c).alive(summary.x(c), summary.tx(c), summary.age(c));
        }

        private double[] ofSurvivors(IntFunction<PurchaseModel> models, boolean lifetime) {
            return survivors.each(c -> {
                PurchaseModel model = models.apply(c);
                Discounting discounting = horizon.discounting(model.unit());
                return lifetime
                        ? discounting.lifetime(model, summary.x(c), summary.tx(c), summary.age(c))
                        : discounting.purchases(model, summary.x(c), summary.tx(c), summary.age(c));
            });
        }
    }

    /** Number of parameters: those of the report. */
    public int parameters() {
        return purchases.length;
    }

    /** Parameters that are taken as known because the data do not tell them. */
    public List<String> unknown() {
        return unknown;
    }

    /** d discounted purchases / d ln parameter of a customer that is present. */
    public double ofPurchases(int parameter, int customer) {
        return purchases[parameter][histories.of(customer)];
    }

    /** d discounted time alive / d ln parameter of a customer that is present; only if it was asked for. */
    public double ofLifetime(int parameter, int customer) {
        return lifetime[parameter][histories.of(customer)];
    }

    @Override
    public String toString() {
        return "derivatives by " + purchases.length + " parameters" + (unknown.isEmpty() ? "" : ", without " + unknown);
    }
}
