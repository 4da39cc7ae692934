package io.github.clv4j.model;

import io.github.clv4j.fit.FitReport;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Arrays;
import java.util.List;

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
        model.requireUnit(summary.step());
        model.checkHorizon(horizon);
        List<String> names = report.parameterNames();
        double[][] covariance = report.covarianceOfLogs();
        SurvivorGroups histories = SurvivorGroups.byHistory(summary);
        SurvivorGroups survivors = SurvivorGroups.of(model, summary);
        double[][] ofPurchases = new double[names.size()][];
        double[][] ofLifetime = new double[names.size()][];
        List<String> unknown = names.stream()
                .filter(name -> !(covariance[names.indexOf(name)][names.indexOf(name)] < Double.POSITIVE_INFINITY
                        && covariance[names.indexOf(name)][names.indexOf(name)] > 0))
                .toList();
        for (int j = 0; j < names.size(); j++) {
            if (unknown.contains(names.get(j))) {
                ofPurchases[j] = new double[histories.size()];
                ofLifetime[j] = new double[lifetime ? histories.size() : 0];
                continue;
            }
            PurchaseModel above = moved(model, report, j, STEP);
            PurchaseModel below = moved(model, report, j, -STEP);
            ofPurchases[j] = difference(above, below, horizon, summary, histories, survivors, false);
            ofLifetime[j] =
                    lifetime ? difference(above, below, horizon, summary, histories, survivors, true) : new double[0];
        }
        return new PurchaseSensitivity(unknown, histories, ofPurchases, ofLifetime);
    }

    private static PurchaseModel moved(PurchaseModel model, FitReport report, int j, double step) {
        String name = report.parameterNames().get(j);
        int place = model.family().parameterNames().indexOf(name);
        double[] parameters = model.parameters();
        if (place < 0 || parameters[place] != report.estimates()[j]) {
            throw new IllegalArgumentException("the report is of " + report.parameterNames() + " = "
                    + Arrays.toString(report.estimates()) + ", not of " + model);
        }
        parameters[place] = report.isSigned(name) ? parameters[place] + step : parameters[place] * Math.exp(step);
        return model.family().near(model, parameters);
    }

    /** Of each history: P(alive) times the figure of a survivor, above less below. */
    private static double[] difference(
            PurchaseModel above,
            PurchaseModel below,
            ForecastHorizon horizon,
            CustomerSummary summary,
            SurvivorGroups histories,
            SurvivorGroups survivors,
            boolean lifetime) {
        double[] high = ofSurvivors(above, horizon, summary, survivors, lifetime);
        double[] low = ofSurvivors(below, horizon, summary, survivors, lifetime);
        double[] result = new double[histories.size()];
        Parallel.ranges(result.length, (from, to) -> {
            for (int h = from; h < to; h++) {
                int c = histories.customer(h);
                int group = survivors.of(c);
                int x = summary.x(c);
                double tx = summary.tx(c);
                double age = summary.age(c);
                result[h] = (above.alive(x, tx, age) * high[group] - below.alive(x, tx, age) * low[group]) / (2 * STEP);
            }
        });
        return result;
    }

    private static double[] ofSurvivors(
            PurchaseModel model,
            ForecastHorizon horizon,
            CustomerSummary summary,
            SurvivorGroups survivors,
            boolean lifetime) {
        Discounting discounting = horizon.discounting(model.unit());
        return survivors.each(c -> lifetime
                ? discounting.lifetime(model, summary.x(c), summary.tx(c), summary.age(c))
                : discounting.purchases(model, summary.x(c), summary.tx(c), summary.age(c)));
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
