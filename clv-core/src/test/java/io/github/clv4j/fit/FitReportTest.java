package io.github.clv4j.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report tells follows from what it was given. */
class FitReportTest {
    private static FitReport.Builder builder() {
        return new FitReport.Builder()
                .model("M", List.of("a", "b"), new double[] {2, 0.5})
                .ended(FitStatus.CONVERGED, "found")
                .likelihood(-100, -101, 50)
                .search(7, 30, 1e-9)
                .curvature(new double[][] {{-100, 0}, {0, -25}}, new double[][] {{0.01, 0}, {0, 0.04}});
    }

    @Test
    void errorsAndIntervalsAreThoseOfTheLogarithms() {
        FitReport report = builder().build();
        assertThat(report.standardError("a")).isCloseTo(0.2, within(1e-15));
        assertThat(report.standardError("b")).isCloseTo(0.1, within(1e-15));
        // The normal distribution's 0.975 quantile is 1.959963984540054.
        Interval interval = report.interval("a", 0.95);
        assertThat(interval.lower()).isCloseTo(2 * Math.exp(-0.1959963984540054), within(1e-13));
        assertThat(interval.upper()).isCloseTo(2 * Math.exp(0.1959963984540054), within(1e-13));
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(2.5)).isFalse();
        assertThat(report.covariance()[0][0]).isCloseTo(0.04, within(1e-15));
        assertThat(report.hessian()[1][1]).isCloseTo(-100, within(1e-12));
        // Inside, the Hessian is minus the inverse of the covariance.
        assertThat(report.hessian()[0][0] * report.covariance()[0][0]).isCloseTo(-1, within(1e-13));
    }

    @Test
    void criteriaCountTheLikelihoodWithoutThePrior() {
        FitReport report = builder().build();
        assertThat(report.aic()).isEqualTo(204);
        assertThat(report.bic()).isCloseTo(200 + 2 * Math.log(50), within(1e-12));
        assertThat(report.objective()).isEqualTo(-101);
        assertThat(builder().freeParameters(3).build().aic()).isEqualTo(206);
    }

    @Test
    void whatIsNotIdentifiedHasNoError() {
        FitReport report = builder()
                .curvature(new double[][] {{0, 0}, {0, -25}}, new double[][] {
                    {Double.POSITIVE_INFINITY, Double.NaN}, {Double.NaN, 0.04}
                })
                .build();
        assertThat(report.standardError("a")).isInfinite();
        assertThat(report.interval("a", 0.9)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
        assertThat(report.standardError("b")).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void aParameterThatMayBeNegativeIsToldUnlogged() {
        FitReport report = builder()
                .model("test", List.of("a", "b"), new double[] {2, -0.5})
                .signed(new boolean[] {false, true})
                .build();
        assertThat(report.isSigned("a")).isFalse();
        assertThat(report.isSigned("b")).isTrue();
        assertThat(report.standardError("a")).isCloseTo(0.2, within(1e-15));
        assertThat(report.standardError("b")).isCloseTo(Math.sqrt(report.covarianceOfLogs()[1][1]), within(1e-15));
        assertThat(report.covariance()[1][1]).isEqualTo(report.covarianceOfLogs()[1][1]);
        assertThat(report.hessian()[1][1]).isEqualTo(-25);
        Interval interval = report.interval("b", 0.95);
        double half = 1.959963984540054 * report.standardError("b");
        assertThat(interval.lower()).isCloseTo(-0.5 - half, within(1e-13));
        assertThat(interval.upper()).isCloseTo(-0.5 + half, within(1e-13));
    }

    @Test
    void likelihoodRatios() {
        FitReport special = new FitReport.Builder()
                .model("S", List.of("a"), new double[] {1})
                .ended(FitStatus.CONVERGED, "found")
                .likelihood(-101.9207294103471, -101.9207294103471, 50)
                .build();
        LikelihoodRatioTest test = builder().build().likelihoodRatioTest(special);
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        // 3.841458820694124 is the 0.95 quantile of chi-squared with one degree of freedom.
        assertThat(test.statistic()).isCloseTo(3.8414588206942, within(1e-12));
        assertThat(test.pValue()).isCloseTo(0.05, within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> special.likelihoodRatioTest(builder().build()))
                .withMessageContaining("fewer");
    }

    @Test
    void wrongNamesAndLevelsAreRefused() {
        FitReport report = builder().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.estimate("c"))
                .withMessageContaining("'c'")
                .withMessageContaining("[a, b]");
        for (double level : new double[] {0, 1, -0.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> report.interval("a", level))
                    .withMessageContaining("confidence level");
        }
    }

    @Test
    void optionsRefuseWhatCannotBe() {
        FitOptions options = FitOptions.withDefaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withStart(1, Double.NaN))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withMaxIterations(0))
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withPrior(0))
                .withMessageContaining("above 0");
        assertThat(options.hasPrior()).isFalse();
        assertThat(options.withPrior(2).hasPrior()).isTrue();
        assertThat(options.withStart(1, 2)).isEqualTo(options.withStart(1, 2)).isNotEqualTo(options);
    }

    @Test
    void theTableHasARowAParameter() {
        assertThat(builder().build().toTable().rows()).isEqualTo(2);
    }
}
