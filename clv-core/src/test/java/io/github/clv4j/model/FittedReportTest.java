package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.fit.LikelihoodRatioTest;
import io.github.clv4j.summary.DistinctHistories;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the report of a fit tells agrees with the likelihood that was fitted. */
class FittedReportTest {
    private static final DistinctHistories HISTORIES = Simulated.histories(
            ParetoNbd.of(0.8, 8, 1.4, 20, TimeStep.WEEKS),
            Simulated.over(546, 84).withCustomers(4_000).withSeed(20));

    /** Second differences of the likelihood itself, in the logarithms of the parameters. */
    @ParameterizedTest
    @EnumSource(
            value = ModelFamily.class,
            names = {"NBD", "PARETO_NBD", "BG_NBD", "MBG_NBD"})
    void hessianAndCovarianceAreThoseOfTheLikelihood(ModelFamily family) {
        Fitted<? extends PurchaseModel> fitted = fit(family, HISTORIES);
        FitReport report = fitted.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.estimates()).isEqualTo(fitted.model().parameters());
        double[] at = report.estimates();
        double[][] hessian = report.hessian();
        double[][] covariance = report.covariance();
        int n = at.length;
        double h = 2e-3;
        for (int i = 0; i < n; i++) {
            String name = report.parameterNames().get(i);
            assertThat(report.standardError(name))
                    .isCloseTo(Math.sqrt(covariance[i][i]), within(1e-12 * report.standardError(name)));
            for (int j = 0; j <= i; j++) {
                double mixed = (at(family, at, i, h, j, h)
                                - at(family, at, i, h, j, -h)
                                - at(family, at, i, -h, j, h)
                                + at(family, at, i, -h, j, -h))
                        / (4 * h * h);
                double size = Math.sqrt(hessian[i][i] * hessian[j][j]) * at[i] * at[j];
                assertThat(hessian[i][j] * at[i] * at[j]).as("%s %s", i, j).isCloseTo(mixed, within(1e-4 * size));
                assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
            }
        }
        double[][] minus = new LUDecomposition(new Array2DRowRealMatrix(hessian))
                .getSolver()
                .getInverse()
                .getData();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double size = Math.sqrt(covariance[i][i] * covariance[j][j]);
                assertThat(-minus[i][j]).isCloseTo(covariance[i][j], within(1e-8 * size));
            }
        }
    }

    /** The likelihood with the logarithms of two parameters moved; of one twice, if they are the same. */
    private static double at(ModelFamily family, double[] estimates, int i, double byI, int j, double byJ) {
        double[] moved = estimates.clone();
        moved[i] *= Math.exp(byI);
        moved[j] *= Math.exp(byJ);
        return family.of(moved, TimeStep.WEEKS).logLikelihood(HISTORIES);
    }

    @Test
    void criteriaAndIntervalsFollowFromTheFit() {
        FitReport report = ParetoNbd.fit(HISTORIES, FitOptions.withDefaults()).report();
        double logLikelihood = report.logLikelihood();

        assertThat(report.observations()).isEqualTo(4_000);
        assertThat(report.aic()).isCloseTo(8 - 2 * logLikelihood, within(1e-9));
        assertThat(report.bic()).isCloseTo(4 * Math.log(4_000) - 2 * logLikelihood, within(1e-9));
        assertThat(report.objective()).isEqualTo(logLikelihood);
        for (String name : report.parameterNames()) {
            Interval narrow = report.interval(name, 0.5);
            Interval wide = report.interval(name, 0.99);
            assertThat(wide.lower()).isPositive().isLessThan(narrow.lower());
            assertThat(wide.upper()).isGreaterThan(narrow.upper());
            // The middle of the logarithms.
            assertThat(Math.sqrt(wide.lower() * wide.upper()))
                    .isCloseTo(report.estimate(name), within(1e-12 * report.estimate(name)));
        }
        // The customers were made with these.
        assertThat(report.interval("r", 0.999).contains(0.8)).isTrue();
        assertThat(report.interval("s", 0.999).contains(1.4)).isTrue();
    }

    @Test
    void aSpecialCaseIsTestedAndNothingElse() {
        FitReport general = ParetoNbd.fit(HISTORIES, FitOptions.withDefaults()).report();
        FitReport special = Nbd.fit(HISTORIES, FitOptions.withDefaults()).report();
        LikelihoodRatioTest test = general.likelihoodRatioTest(special);

        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.statistic())
                .isCloseTo(2 * (general.logLikelihood() - special.logLikelihood()), within(1e-9))
                .isGreaterThan(100);
        // Of two degrees of freedom chi-squared's tail is exponential.
        assertThat(test.pValue()).isCloseTo(Math.exp(-test.statistic() / 2), within(1e-12 * test.pValue()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> special.likelihoodRatioTest(general))
                .withMessageContaining("Pareto/NBD has 4 parameters")
                .withMessageContaining("fewer than 2");
        FitReport asMany = BgNbd.fit(HISTORIES, FitOptions.withDefaults()).report();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> general.likelihoodRatioTest(asMany))
                .withMessageContaining("fewer than 4");
        DistinctHistories others = Simulated.histories(
                Nbd.of(0.8, 8, TimeStep.WEEKS),
                Simulated.over(546, 84).withCustomers(500).withSeed(1));
        FitReport elsewhere = Nbd.fit(others, FitOptions.withDefaults()).report();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> general.likelihoodRatioTest(elsewhere))
                .withMessageContaining("500 customers")
                .withMessageContaining("4000 customers");
    }

    private static Fitted<? extends PurchaseModel> fit(ModelFamily family, DistinctHistories histories) {
        return switch (family) {
            case NBD -> Nbd.fit(histories, FitOptions.withDefaults());
            case PARETO_NBD -> ParetoNbd.fit(histories, FitOptions.withDefaults());
            case BG_NBD -> BgNbd.fit(histories, FitOptions.withDefaults());
            case MBG_NBD -> MbgNbd.fit(histories, FitOptions.withDefaults());
            default -> throw new AssertionError("no fit of " + family);
        };
    }
}
