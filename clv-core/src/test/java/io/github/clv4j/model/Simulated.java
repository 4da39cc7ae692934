package io.github.clv4j.model;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.DistinctHistories;
import java.time.LocalDate;
import java.util.Arrays;

/** What the tests on simulated customers share. */
final class Simulated {
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);

    private Simulated() {}

    /** Customers that enter over the first days of a span of observation. */
    static SimulationOptions over(int days, int entryDays) {
        return SimulationOptions.of(FIRST, FIRST.plusDays(days)).withEntryDays(entryDays);
    }

    static DistinctHistories histories(PurchaseModel model, SimulationOptions options) {
        return Simulation.of(model, options).histories();
    }

    /** The fit of the model's own family to exact histories; of regular purchases at the model's own k. */
    static Fitted<? extends PurchaseModel> fit(PurchaseModel like, DistinctHistories histories, FitOptions options) {
        return switch (like.family()) {
            case NBD -> Nbd.fit(histories, options);
            case PARETO_NBD -> ParetoNbd.fit(histories, options);
            case CORRELATED_PARETO_NBD -> CorrelatedParetoNbd.fit(histories, options);
            case GGOMPERTZ_NBD -> GgompertzNbd.fit(histories, options);
            case BG_NBD -> BgNbd.fit(histories, options);
            case MBG_NBD -> MbgNbd.fit(histories, options);
            case BG_BB -> BgBb.fit(histories, options);
            case BG_CNBD_K -> {
                int k = ((BgCnbdK) like).k();
                FitReport report = regular("BG/CNBD-" + k, k, 0, histories, options);
                double[] p = report.estimates();
                yield new Fitted<>(BgCnbdK.of(k, p[0], p[1], p[2], p[3], histories.step()), report);
            }
            case MBG_CNBD_K -> {
                int k = ((MbgCnbdK) like).k();
                FitReport report = regular("MBG/CNBD-" + k, k, 1, histories, options);
                double[] p = report.estimates();
                yield new Fitted<>(MbgCnbdK.of(k, p[0], p[1], p[2], p[3], histories.step()), report);
            }
        };
    }

    /** Without the intervals' term, which does not depend on the parameters at a given k. */
    private static FitReport regular(String name, int k, int d, DistinctHistories histories, FitOptions options) {
        return MaximumLikelihood.fit(
                new BetaGeometricLikelihood(name, HistoryColumns.of(histories), k, d, 0, 0), options);
    }

    /** The model's parameters as its fit reports them: without the k that is given. */
    static double[] fitted(PurchaseModel model) {
        double[] all = model.parameters();
        return model.family().parameterNames().get(0).equals("k") ? Arrays.copyOfRange(all, 1, all.length) : all;
    }
}
