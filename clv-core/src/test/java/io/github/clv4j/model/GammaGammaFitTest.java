package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SummaryOptions;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

class GammaGammaFitTest {
    private static final FitOptions DEFAULTS = FitOptions.withDefaults();

    private static final int[] X = {1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12, 1, 2};
    private static final double[] MEAN = {
        12.5, 48.99, 23.1, 17.45, 80.02, 31.3, 22.7, 54.25, 15.98, 27.35, 40.5, 19.75, 31.0, 9.99
    };

    /** The maximum by mpmath 1.3.0 in 40 digits: findroot on the gradient in logarithms, standard errors by differences. */
    @Test
    void aSmallDataSetHasItsExactMaximum() {
        FitReport report = GammaGamma.fit(RepeatSpend.of(X, MEAN), DEFAULTS).report();

        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.message()).isEqualTo("converged to a maximum inside the parameter space");
        assertThat(report.parameterNames()).containsExactly("p", "q", "nu");
        assertThat(report.observations()).isEqualTo(14);
        assertThat(report.logLikelihood()).isCloseTo(-57.44195723838196, within(1e-11));
        assertThat(report.estimate("p")).isCloseTo(4.827480564618485, within(1e-5));
        assertThat(report.estimate("q")).isCloseTo(5.31107124750816, within(1e-5));
        assertThat(report.estimate("nu")).isCloseTo(27.83991165214175, within(1e-4));
        assertThat(report.standardError("p")).isCloseTo(8.37394685894, within(1e-4));
        assertThat(report.standardError("q")).isCloseTo(4.58863659181, within(1e-4));
        assertThat(report.standardError("nu")).isCloseTo(73.1248949694, within(1e-3));
    }

    @Test
    void aWarmStartLeadsToTheSameMaximum() {
        RepeatSpend spend = RepeatSpend.of(X, MEAN);
        GammaGamma fitted = GammaGamma.fit(spend, DEFAULTS).model();
        Fitted<GammaGamma> warm = GammaGamma.fit(spend, DEFAULTS.withStart(fitted.parameters()));
        Fitted<GammaGamma> far = GammaGamma.fit(spend, DEFAULTS.withStart(200, 0.3, 1e-3));

        assertThat(warm.report().iterations()).isLessThanOrEqualTo(2);
        assertThat(warm.model().p()).isCloseTo(fitted.p(), within(1e-5));
        assertThat(far.model().p()).isCloseTo(fitted.p(), within(1e-4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.fit(spend, DEFAULTS.withStart(1, 2)))
                .withMessageContaining("[p, q, nu]");
        for (double bad : new double[] {0, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GammaGamma.fit(spend, DEFAULTS.withStart(1, bad, 2)))
                    .withMessageContaining("start of q is " + bad);
        }
    }

    @Test
    void aFitThatIsCutShortSaysSo() {
        FitReport report = GammaGamma.fit(RepeatSpend.of(X, MEAN), DEFAULTS.withMaxIterations(1))
                .report();

        assertThat(report.status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(report.message()).startsWith("stopped after");
    }

    @Test
    void aPriorDrawsTheLogarithmsToTheirCentre() {
        RepeatSpend spend = RepeatSpend.of(X, MEAN);
        FitReport free = GammaGamma.fit(spend, DEFAULTS).report();
        FitReport held = GammaGamma.fit(spend, DEFAULTS.withPrior(0.01)).report();

        assertThat(held.estimate("p")).isCloseTo(5, within(0.01));
        assertThat(held.estimate("q")).isCloseTo(4, within(0.01));
        assertThat(held.logLikelihood()).isLessThan(free.logLikelihood());
        assertThat(held.objective()).isLessThan(held.logLikelihood());
    }

    @Test
    void equalSpendIsRefused() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> GammaGamma.fit(
                        RepeatSpend.of(new int[] {1, 2, 3, 4}, new double[] {9.99, 9.99, 9.99, 9.99}), DEFAULTS))
                .withMessage(
                        "Gamma-Gamma cannot be identified: all 4 customers have the same mean spend, 9.99, so that the"
                                + " likelihood rises without bound with p and q");
        // 29.97 / 3 is not 9.99 to the last bit.
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> GammaGamma.fit(
                        RepeatSpend.of(new int[] {1, 2, 3}, new double[] {9.99, Math.nextUp(9.99), 29.97 / 3}),
                        DEFAULTS))
                .withMessageContaining("the same mean spend");
    }

    @Test
    void fewerCustomersThanParametersAreRefused() {
        for (int n = 1; n < 3; n++) {
            RepeatSpend spend = RepeatSpend.of(Arrays.copyOf(X, n), Arrays.copyOf(MEAN, n));
            assertThatExceptionOfType(FitException.class)
                    .isThrownBy(() -> GammaGamma.fit(spend, DEFAULTS))
                    .withMessage("Gamma-Gamma has 3 parameters and there are " + n
                            + " customers; they cannot be told from fewer customers than parameters");
        }
    }

    @Test
    void customersAlikeAreALimit() {
        Spends spends = Spends.of(new Well19937c(3), 2_000, 6, Double.POSITIVE_INFINITY, 0.2, 8);
        Fitted<GammaGamma> fitted = GammaGamma.fit(spends.seen(), DEFAULTS);

        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().message()).startsWith("all customers spend nearly alike");
        assertThat(fitted.report().standardError("q")).isInfinite();
        assertThat(fitted.report().standardError("nu")).isInfinite();
        assertThat(fitted.report().interval("p", 0.99).contains(6)).isTrue();
        assertThat(fitted.model().populationMean().orElseThrow()).isCloseTo(30, within(0.5));
        assertThat(fitted.model().expectedSpend(1, 90))
                .as("own mean tells nothing")
                .isCloseTo(30, within(0.5));
    }

    @Test
    void purchasesOfACustomerAlikeAreALimit() {
        // Two prices, whatever the number of purchases.
        int[] x = new int[100];
        double[] mean = new double[100];
        for (int c = 0; c < 100; c++) {
            x[c] = 1 + c % 5;
            mean[c] = c % 2 == 0 ? 10 : 20;
        }
        Fitted<GammaGamma> fitted = GammaGamma.fit(RepeatSpend.of(x, mean), DEFAULTS);

        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().message()).startsWith("all purchases of a customer are of nearly the same amount");
        assertThat(fitted.report().standardError("p")).isInfinite();
        assertThat(fitted.report().standardError("nu")).isInfinite();
        assertThat(fitted.report().standardError("q")).isBetween(1.0, 1.5);
        assertThat(fitted.model().expectedSpend(1, 20)).as("own mean tells all").isCloseTo(20, within(1e-3));
    }

    @Test
    void nearlyEqualSpendIsALimit() {
        double[] mean = new double[100];
        Arrays.fill(mean, 9.99);
        mean[5] = 9.990001;
        int[] x = new int[100];
        Arrays.fill(x, 2);
        Fitted<GammaGamma> fitted = GammaGamma.fit(RepeatSpend.of(x, mean), DEFAULTS);

        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().message())
                .startsWith("all purchases of all customers are of nearly the same amount");
        assertThat(fitted.model().populationMean().orElseThrow()).isCloseTo(9.99, within(1e-4));
    }

    @Test
    void aMeanThatDoesNotExistIsTold() {
        Spends spends = Spends.of(new Well19937c(3), 2_000, 6, 0.7, 15, 8);
        Fitted<GammaGamma> fitted = GammaGamma.fit(spends.seen(), DEFAULTS);

        assertThat(fitted.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fitted.report().message())
                .startsWith(
                        "converged to a maximum inside the parameter space; the mean spend across customers does not"
                                + " exist (q = 0.");
        assertThat(fitted.report().interval("q", 0.99).contains(0.7)).isTrue();
        assertThat(fitted.model().populationMean()).isEmpty();
        assertThat(fitted.model().expectedSpend(0, 0)).isInfinite();
    }

    @Test
    void spendOverManyOrdersOfMagnitudeIsFitted() {
        Spends spends = Spends.of(new Well19937c(3), 2_000, 3, 0.02, 15, 8);
        Fitted<GammaGamma> fitted = GammaGamma.fit(spends.seen(), DEFAULTS);

        assertThat(fitted.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fitted.report().interval("q", 0.99).contains(0.02)).isTrue();
    }

    @Test
    void customersLeftOutAreTold() {
        String message = GammaGamma.fit(shop(2)).report().message();

        assertThat(message)
                .isEqualTo(
                        "converged to a maximum inside the parameter space; 2 customers with a mean spend not above 0"
                                + " left out");
        assertThat(GammaGamma.fit(shop(1)).report().message())
                .endsWith("; 1 customer with a mean spend not above 0 left out");
        assertThat(GammaGamma.fit(shop(0)).report().message())
                .isEqualTo("converged to a maximum inside the parameter space");
        assertThat(GammaGamma.fit(shop(1)).report().logLikelihood())
                .isEqualTo(GammaGamma.fit(shop(0)).report().logLikelihood());
    }

    /** Customers who repeat as above, in whole cents, with one more who bought once and some whose repeat was free. */
    private static CustomerSummary shop(int free) {
        TransactionLogBuilder builder =
                TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")).withRefunds(RefundPolicy.KEEP_NEGATIVE));
        for (int c = 0; c < X.length; c++) {
            for (int purchase = 0; purchase <= X[c]; purchase++) {
                builder.add(c, 19_000 + purchase, Math.round(MEAN[c] * 100));
            }
        }
        builder.add(1_000, 19_000, 500);
        for (int c = 0; c < free; c++) {
            builder.add(2_000 + c, 19_000, 500);
            builder.add(2_000 + c, 19_001, 0);
        }
        return CustomerSummary.of(builder.build(), SummaryOptions.daily());
    }

    @Test
    void aSummaryIsFittedInMajorUnits() {
        FitReport report = GammaGamma.fit(shop(0)).report();

        assertThat(report.observations()).isEqualTo(14);
        assertThat(report.logLikelihood()).isCloseTo(-57.44195723838196, within(1e-11));
    }

    /** More rows than one piece of work holds, and more customers than the sample that the search begins with. */
    @Test
    void theNumberOfThreadsDoesNotShow() throws Exception {
        RepeatSpend spend = Spends.of(new Well19937c(11), 40_000, 6, 4, 15, 12).seen();
        assertThat(spend.size()).isGreaterThan(4 << 13);
        FitReport first = inThreads(1, spend);
        for (int threads = 2; threads <= 5; threads++) {
            FitReport other = inThreads(threads, spend);
            assertThat(other.estimates()).isEqualTo(first.estimates());
            assertThat(other.logLikelihood()).isEqualTo(first.logLikelihood());
            assertThat(other.covariance()).isEqualTo(first.covariance());
        }
        assertThat(first.logLikelihood())
                .as("plain twin")
                .isCloseTo(
                        GammaGamma.of(first.estimates()[0], first.estimates()[1], first.estimates()[2])
                                .logLikelihood(spend),
                        within(1e-8));
    }

    private static FitReport inThreads(int threads, RepeatSpend spend) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> GammaGamma.fit(spend, DEFAULTS).report()).get();
        } finally {
            pool.shutdown();
        }
    }

    /** The 95 % intervals of 200 fits cover the true parameters about 190 times: within three standard deviations. */
    @Test
    void parametersAreRecoveredAndIntervalsCoverThem() {
        double[] truth = {6.25, 3.74, 15.44};
        int[] covered = new int[3];
        double[] logSum = new double[3];
        int fits = 200;
        for (int i = 0; i < fits; i++) {
            FitReport report = GammaGamma.fit(
                            Spends.of(new Well19937c(1_000 + i), 1_000, truth[0], truth[1], truth[2], 6)
                                    .seen(),
                            DEFAULTS)
                    .report();
            assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
            for (int k = 0; k < 3; k++) {
                logSum[k] += Math.log(report.estimates()[k] / truth[k]);
                covered[k] +=
                        report.interval(report.parameterNames().get(k), 0.95).contains(truth[k]) ? 1 : 0;
            }
        }
        for (int k = 0; k < 3; k++) {
            assertThat(covered[k]).as("covered of parameter %s", k).isBetween(181, 199);
            assertThat(logSum[k] / fits).as("mean error of parameter %s", k).isCloseTo(0, within(0.06));
        }
    }

    /** Of 20,000 customers the true means lie in their 80 % intervals about 16,000 times, their next spend too. */
    @Test
    void spendIntervalsCoverWhatTheySay() {
        GammaGamma model = GammaGamma.of(6.25, 3.74, 15.44);
        Well19937c random = new Well19937c(5);
        Spends spends = Spends.of(random, 20_000, 6.25, 3.74, 15.44, 4);
        int own = 0;
        int next = 0;
        double expected = 0;
        double actual = 0;
        for (int c = 0; c < 20_000; c++) {
            int x = spends.x[c];
            double z = spends.mean[c];
            Interval mean = model.spendInterval(x, z, 0.8);
            own += mean.contains(spends.truth[c]) ? 1 : 0;
            double rate = 6.25 / spends.truth[c];
            double spend = new GammaDistribution(random, 2 * 6.25, 1 / (2 * rate)).sample();
            next += model.nextSpendInterval(2, x, z, 0.8).contains(spend) ? 1 : 0;
            expected += model.expectedSpend(x, z);
            actual += spends.truth[c];
        }
        // Three binomial standard deviations are 170.
        assertThat(own).isBetween(15_830, 16_170);
        assertThat(next).isBetween(15_830, 16_170);
        assertThat(expected / actual).isCloseTo(1, within(0.01));
    }

    @Test
    void withoutRepeatSpendTheReasonIsTold() {
        RepeatSpend none = RepeatSpend.of(new int[0], new double[0]);
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> GammaGamma.fit(none, FitOptions.withDefaults()))
                .withMessageContaining("no customer has a repeat purchase");
    }
}
