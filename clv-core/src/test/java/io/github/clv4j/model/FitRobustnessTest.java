package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.DistinctHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fits of more than 500 data sets, most of them from where models like to break: rates from a purchase in ten years to
 * twenty a week, customers all alike or nearly all one-time buyers, no attrition, equal attrition, attrition at once; ages
 * of a day, of ten years and of anything between. Each must end at a likelihood not below that of the parameters that made
 * the data, or say why not.
 */
class FitRobustnessTest {
    private static final double SAME_LOG_LIKELIHOOD = 1e-6;

    /** Shape and scale (in weeks) of the purchase rates. */
    private enum Buying {
        USUAL(0.5, 10),
        OFTEN(1, 0.05),
        RARELY(1, 500),
        ALIKE(1e4, 1e5),
        NEARLY_NEVER(0.02, 1);

        final double r;
        final double alpha;

        Buying(double r, double alpha) {
            this.r = r;
            this.alpha = alpha;
        }
    }

    /** Parameters of dropping out: a and b; s and beta; and where customers age their b, s and beta. */
    private enum Leaving {
        USUAL(0.8, 2.5, 0.6, 12, 0.05, 0.6, 0.4),
        NEARLY_NONE(0.001, 10, 0.001, 10, 0.01, 0.001, 10),
        ALIKE(500, 2000, 1e3, 2e4, 0.05, 1e3, 1e3),
        AT_ONCE(5, 0.2, 5, 0.2, 0.1, 5, 0.01);

        final double a;
        final double b;
        final double s;
        final double beta;
        final double ageing;
        final double agedS;
        final double agedBeta;

        Leaving(double a, double b, double s, double beta, double ageing, double agedS, double agedBeta) {
            this.a = a;
            this.b = b;
            this.s = s;
            this.beta = beta;
            this.ageing = ageing;
            this.agedS = agedS;
            this.agedBeta = agedBeta;
        }
    }

    private enum Ages {
        OF_A_QUARTER(273, 84),
        ONE_COHORT(273, 1),
        FROM_A_DAY_TO_TEN_YEARS(3_650, 3_650),
        ALL_ONE_DAY(1, 1),
        ALL_TEN_YEARS(3_650, 1);

        final int days;
        final int entryDays;

        Ages(int days, int entryDays) {
            this.days = days;
            this.entryDays = entryDays;
        }
    }

    private record Case(PurchaseModel truth, SimulationOptions options, String name) {}

    private static PurchaseModel model(ModelFamily family, Buying buying, Leaving leaving) {
        double r = buying.r;
        double alpha = buying.alpha;
        double a = leaving.a;
        double b = leaving.b;
        TimeStep unit = TimeStep.WEEKS;
        return switch (family) {
            case NBD -> Nbd.of(r, alpha, unit);
            case PARETO_NBD -> ParetoNbd.of(r, alpha, leaving.s, leaving.beta, unit);
            case CORRELATED_PARETO_NBD -> tied(r, alpha, leaving.s, leaving.beta);
            case GGOMPERTZ_NBD -> GgompertzNbd.of(r, alpha, leaving.ageing, leaving.agedS, leaving.agedBeta, unit);
            case BG_NBD -> BgNbd.of(r, alpha, a, b, unit);
            case MBG_NBD -> MbgNbd.of(r, alpha, a, b, unit);
            case BG_CNBD_K -> BgCnbdK.of(2, r, alpha / 2, a, b, unit);
            case MBG_CNBD_K -> MbgCnbdK.of(2, r, alpha / 2, a, b, unit);
            case BG_BB -> BgBb.of(r, alpha, a, b, unit);
        };
    }

    /** Half as much as can be. */
    private static CorrelatedParetoNbd tied(double r, double alpha, double s, double beta) {
        double most =
                CorrelatedParetoNbd.of(r, alpha, s, beta, 0, TimeStep.WEEKS).upperM();
        return CorrelatedParetoNbd.of(r, alpha, s, beta, most / 2, TimeStep.WEEKS);
    }

    private static List<Case> cases(ModelFamily family, int customers) {
        List<Case> cases = new ArrayList<>();
        for (Buying buying : Buying.values()) {
            for (Leaving leaving : family == ModelFamily.NBD ? new Leaving[] {Leaving.USUAL} : Leaving.values()) {
                for (Ages ages : Ages.values()) {
                    boolean long10 = ages.days > 1_000;
                    int n = buying == Buying.OFTEN && long10 ? Math.min(customers, 200) : customers;
                    cases.add(new Case(
                            model(family, buying, leaving),
                            Simulated.over(ages.days, ages.entryDays)
                                    .withCustomers(n)
                                    .withSeed(1_000L * customers + cases.size()),
                            family + " buying " + buying + " leaving " + leaving + " ages " + ages + " of " + n));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredCustomers(ModelFamily family) {
        List<Case> cases = cases(family, 200);
        assertThat(cases).hasSize(family == ModelFamily.NBD ? 25 : 100);
        assertAllFit(cases);
    }

    /** More customers tell more, so that likelihoods are steeper and roundings larger; without the slowest model. */
    @ParameterizedTest
    @EnumSource(names = {"NBD", "BG_NBD", "MBG_NBD", "BG_CNBD_K"})
    void thousandsOfCustomers(ModelFamily family) {
        assertAllFit(cases(family, 3_000));
    }

    /** So many that the search begins with a sample. */
    @ParameterizedTest
    @EnumSource(names = {"NBD", "PARETO_NBD", "BG_NBD", "MBG_NBD", "BG_CNBD_K", "GGOMPERTZ_NBD"})
    void aHundredThousandCustomers(ModelFamily family) {
        assertAllFit(List.of(new Case(
                model(family, Buying.USUAL, Leaving.USUAL),
                Simulated.over(70, 1).withCustomers(100_000).withSeed(5),
                family + " of 100,000")));
    }

    @Test
    void aHundredThousandCustomersNearlyWithoutAttrition() {
        assertAllFit(List.of(new Case(
                model(ModelFamily.BG_NBD, Buying.USUAL, Leaving.NEARLY_NONE),
                Simulated.over(273, 84).withCustomers(100_000).withSeed(6),
                "BG/NBD of 100,000")));
    }

    @ParameterizedTest
    @EnumSource(names = {"NBD", "PARETO_NBD", "BG_NBD", "MBG_NBD", "GGOMPERTZ_NBD"})
    void withoutAnyTimeThatHasPassedThereIsNoRate(ModelFamily family) {
        DistinctHistories histories =
                DistinctHistories.of(new int[] {1, 2, 0, 1, 1}, new double[5], new double[5], TimeStep.WEEKS);
        PurchaseModel like = model(family, Buying.USUAL, Leaving.USUAL);
        assertThatThrownBy(() -> Simulated.fit(like, histories, FitOptions.withDefaults()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the age T of each of the 5 customers is 0");
    }

    /** A prior so narrow that its penalty is no number any more. */
    @ParameterizedTest
    @EnumSource(names = {"NBD", "BG_NBD"})
    void whereTheObjectiveIsNoNumberTheReportSaysSo(ModelFamily family) {
        PurchaseModel truth = model(family, Buying.USUAL, Leaving.USUAL);
        DistinctHistories histories = Simulation.of(
                        truth, Simulated.over(273, 84).withCustomers(50).withSeed(1))
                .histories();
        FitReport report = Simulated.fit(
                        truth, histories, FitOptions.withDefaults().withPrior(1e-200))
                .report();
        assertThat(report.status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(report.standardError("r")).isInfinite();
    }

    /** e^(bT) counts where b T is large: beta/b alone would say that all survive. */
    @Test
    void customersThatAgeFastAreNotTakenForThoseThatStay() {
        DistinctHistories histories = DistinctHistories.of(
                new int[] {1, 2, 0, 1, 1},
                new double[] {1, 2, 0, 3, 4},
                new double[] {40, 40, 40, 40, 40},
                TimeStep.WEEKS);
        Likelihood likelihood = new GammaLifetimeLikelihood("GGompertz/NBD", true, HistoryColumns.of(histories));
        // Survival of 40 weeks is (β/(β + e^(40 b) − 1))^s: 0.24 and 0.99999.
        assertThat(likelihood.limit(new double[] {0.4, 8, 1.4, 0.034, 5e5})).isNull();
        assertThat(likelihood.limit(new double[] {0.4, 8, 1.4, 0.034, 1e28})).contains("the model has become the NBD");
        assertThat(likelihood.limit(new double[] {0.4, 8, 20, 0.034, 1e12})).isNull();
        assertThat(likelihood.limit(new double[] {0.4, 8, 0.02, 2e3, 1e4})).contains("b s/beta = 0.004 at first");
    }

    private static void assertAllFit(List<Case> cases) {
        List<String> faults = IntStream.range(0, cases.size())
                .parallel()
                .mapToObj(i -> fault(cases.get(i)))
                .filter(Objects::nonNull)
                .toList();
        assertThat(faults).isEmpty();
    }

    private static @Nullable String fault(Case made) {
        DistinctHistories histories = Simulation.of(made.truth, made.options).histories();
        Fitted<? extends PurchaseModel> fitted;
        try {
            fitted = Simulated.fit(made.truth, histories, FitOptions.withDefaults());
        } catch (FitException e) {
            // The one reason that so many customers may have.
            boolean isSo = IntStream.range(0, histories.size()).allMatch(i -> histories.x(i) == 0);
            return isSo && e.getMessage().contains("none of the " + histories.customers() + " customers has a repeat")
                    ? null
                    : made.name + ": " + e.getMessage();
        }
        FitReport report = fitted.report();
        double truth = made.truth.logLikelihood(histories);
        double again = fitted.model().logLikelihood(histories);
        if (!(report.logLikelihood() >= truth - SAME_LOG_LIKELIHOOD)) {
            return made.name + ": log-likelihood below that of the truth, " + truth + "; " + report;
        }
        if (!(Math.abs(again - report.logLikelihood())
                < SAME_LOG_LIKELIHOOD + 1e-12 * Math.abs(report.logLikelihood()))) {
            return made.name + ": the model's own log-likelihood is " + again + "; " + report;
        }
        for (String name : report.parameterNames()) {
            double estimate = report.estimate(name);
            if (!((estimate > 0 || report.isSigned(name)) && Math.abs(estimate) < 1e100)) {
                return made.name + ": a parameter is out of bounds; " + report;
            }
        }
        return isTold(report) ? null : made.name + ": does not say how it ended; " + report;
    }

    private static boolean isTold(FitReport report) {
        String message = report.message();
        return switch (report.status()) {
            case CONVERGED -> report.gradientNorm() < 1e-4 && message.contains("converged");
            case AT_BOUNDARY ->
                message.contains("identified") || message.contains("the likelihood is highest at the bound of ");
            case FLAT -> message.contains("do not tell ");
            case NOT_CONVERGED -> false;
        };
    }

    @Test
    void casesAreNotAllHopeless() {
        long converged = cases(ModelFamily.BG_NBD, 200).stream()
                .map(c -> Simulation.of(c.truth, c.options).histories())
                .filter(h -> IntStream.range(0, h.size()).anyMatch(i -> h.x(i) > 0))
                .filter(h -> BgNbd.fit(h, FitOptions.withDefaults()).report().status() == FitStatus.CONVERGED)
                .count();
        assertThat(converged).as("so that the cases are not all hopeless").isBetween(15L, 50L);
    }
}
