package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.summary.RepeatSpend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.random.Well19937c;

class GammaGammaPropertyTest {
    private static final double STEP = 1e-4;

    /** Logarithms of shapes from 1e-3 to 1e4 and of scales over nine orders of magnitude. */
    @Provide
    Arbitrary<double[]> parameters() {
        return Arbitraries.doubles()
                .between(-3, 4)
                .array(double[].class)
                .ofSize(3)
                .map(logs -> new double[] {Math.pow(10, logs[0]), Math.pow(10, logs[1]), Math.pow(10, logs[2] * 1.3)})
                .withoutEdgeCases();
    }

    /** Customers with heavy ties in x and now and then in mean spend, among them some who buy very often. */
    private static RepeatSpend spend(int seed) {
        Random random = new Random(seed);
        int n = 3 + random.nextInt(60);
        int[] x = new int[n];
        double[] mean = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = 1 + (random.nextInt(8) == 0 ? random.nextInt(10_000) : random.nextInt(4));
            mean[c] = c > 0 && random.nextInt(3) == 0 ? 20 : Math.exp(3 + random.nextGaussian());
        }
        return RepeatSpend.of(x, mean);
    }

    private static GammaGamma model(double[] parameters) {
        return GammaGamma.of(parameters[0], parameters[1], parameters[2]);
    }

    private static GammaGammaLikelihood likelihood(RepeatSpend spend) {
        return new GammaGammaLikelihood(SpendColumns.of(spend));
    }

    /** Columns sum terms of px and of q, times logarithms, that cancel; each is rounded. */
    private static double rounding(double[] parameters, RepeatSpend spend) {
        double sum = 0;
        for (int i = 0; i < spend.size(); i++) {
            sum += spend.weight(i) * (parameters[0] * spend.x(i) + parameters[1]);
        }
        return 1e-15 * sum;
    }

    @Property(tries = 500, seed = "1")
    void columnsGiveWhatRowsGive(
            @ForAll("parameters") double[] parameters, @ForAll @IntRange(max = 1_000_000) int seed) {
        RepeatSpend spend = spend(seed);
        GammaGammaLikelihood likelihood = likelihood(spend);
        double[] theta = likelihood.theta(parameters);

        double rows = model(parameters).logLikelihood(spend);

        assertThat(-likelihood.value(theta, null)).isCloseTo(rows, within(1e-9 + 20 * rounding(parameters, spend)));
        double[] back = likelihood.parameters(theta);
        for (int i = 0; i < 3; i++) {
            assertThat(back[i]).isCloseTo(parameters[i], within(1e-13 * parameters[i]));
        }
    }

    @Property(tries = 500, seed = "2")
    void gradientAndHessianAreThoseOfDifferences(
            @ForAll("parameters") double[] parameters, @ForAll @IntRange(max = 1_000_000) int seed) {
        RepeatSpend spend = spend(seed);
        GammaGammaLikelihood likelihood = likelihood(spend);
        double[] theta = likelihood.theta(parameters);
        double[] gradient = new double[3];
        double[][] hessian = new double[3][3];
        double value = likelihood.value(theta, gradient);
        likelihood.hessian(theta, hessian);
        double largest = Math.abs(value);
        for (double[] row : hessian) {
            for (double second : row) {
                largest = Math.max(largest, Math.abs(second));
            }
        }
        double error = 1e-6 + 1e-7 * largest + 2 * rounding(parameters, spend) / STEP;
        for (int i = 0; i < 3; i++) {
            double[] above = theta.clone();
            double[] below = theta.clone();
            above[i] += STEP;
            below[i] -= STEP;
            double[] slopeAbove = new double[3];
            double[] slopeBelow = new double[3];
            double valueAbove = likelihood.value(above, slopeAbove);
            double valueBelow = likelihood.value(below, slopeBelow);
            assertThat((valueAbove - valueBelow) / (2 * STEP)).isCloseTo(gradient[i], within(error));
            for (int j = 0; j < 3; j++) {
                assertThat((slopeAbove[j] - slopeBelow[j]) / (2 * STEP))
                        .as("second derivative %s %s", i, j)
                        .isCloseTo(hessian[i][j], within(error));
                assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
            }
        }
        double[][] rough = new double[3][3];
        likelihood.roughHessian(theta, gradient, rough);
        assertThat(rough).isEqualTo(hessian);
    }

    @Property(tries = 200, seed = "3")
    void theOrderOfCustomersDoesNotShow(@ForAll @IntRange(max = 1_000_000) int seed) {
        Spends spends = Spends.of(new Well19937c(seed), 40, 5, 4, 15, 5);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        RepeatSpend shuffled = RepeatSpend.of(
                order.stream().mapToInt(c -> spends.x[c]).toArray(),
                order.stream().mapToDouble(c -> spends.mean[c]).toArray());

        FitReport one = GammaGamma.fit(spends.seen(), FitOptions.withDefaults()).report();
        FitReport other = GammaGamma.fit(shuffled, FitOptions.withDefaults()).report();

        assertThat(other.estimates()).isEqualTo(one.estimates());
        assertThat(other.logLikelihood()).isEqualTo(one.logLikelihood());
        assertThat(shuffled.correlation()).isEqualTo(spends.seen().correlation());
    }

    @Property(tries = 200, seed = "4")
    void theUnitOfMoneyIsNoPartOfTheModel(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @DoubleRange(min = -12, max = 12) double digits) {
        double unit = Math.pow(10, digits);
        Spends spends = Spends.of(new Well19937c(seed), 300, 5, 4, 15, 5);
        double[] scaled = spends.mean.clone();
        for (int c = 0; c < scaled.length; c++) {
            scaled[c] *= unit;
        }
        FitReport one = GammaGamma.fit(spends.seen(), FitOptions.withDefaults()).report();
        FitReport other = GammaGamma.fit(RepeatSpend.of(spends.x, scaled), FitOptions.withDefaults())
                .report();

        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.logLikelihood() + 300 * Math.log(unit)).isCloseTo(one.logLikelihood(), within(1e-8));
        GammaGamma small = model(one.estimates());
        GammaGamma large = model(other.estimates());
        double z = spends.mean[0];
        assertThat(large.expectedSpend(2, z * unit) / unit).isCloseTo(small.expectedSpend(2, z), within(1e-5 * z));
        GammaGamma exact = GammaGamma.of(small.p(), small.q(), small.nu() * unit);
        assertThat(exact.logLikelihood(3, z * unit) + Math.log(unit))
                .isCloseTo(small.logLikelihood(3, z), within(1e-11));
        Interval there = exact.nextSpendInterval(2, 3, z * unit, 0.9);
        Interval here = small.nextSpendInterval(2, 3, z, 0.9);
        assertThat(there.lower() / unit).isCloseTo(here.lower(), within(1e-10 * here.lower()));
        assertThat(there.upper() / unit).isCloseTo(here.upper(), within(1e-10 * here.upper()));
    }

    @Property(tries = 1000, seed = "5")
    void expectedSpendLiesBetweenOwnMeanAndThatOfAll(
            @ForAll("parameters") double[] parameters,
            @ForAll @IntRange(min = 1, max = 10_000) int x,
            @ForAll @DoubleRange(min = 0, max = 1e6) double z) {
        GammaGamma model = model(parameters);
        double expected = model.expectedSpend(x, z);

        assertThat(model.expectedSpend(x, z + 1)).isGreaterThanOrEqualTo(expected);
        if (model.populationMean().isPresent()) {
            double all = model.populationMean().getAsDouble();
            assertThat(expected).isBetween(Math.min(all, z) * (1 - 1e-12), Math.max(all, z) * (1 + 1e-12));
        } else {
            assertThat(expected).isGreaterThan(z * (1 - 1e-12));
        }
    }

    @Property(tries = 300, seed = "6")
    void probabilitiesRiseFromEndToEndOfTheInterval(
            @ForAll("parameters") double[] parameters,
            @ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll @IntRange(min = 1, max = 100) int x,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double level) {
        GammaGamma model = model(parameters);
        Interval next = model.nextSpendInterval(n, x, 20, level);
        if (next.lower() > Double.MIN_NORMAL && next.upper() < Double.POSITIVE_INFINITY) {
            assertThat(model.nextSpendProbability(next.lower(), n, x, 20)).isCloseTo((1 - level) / 2, within(1e-9));
            assertThat(model.nextSpendProbability(next.upper(), n, x, 20)).isCloseTo((1 + level) / 2, within(1e-9));
        }
        Interval wider = model.spendInterval(x, 20, (1 + level) / 2);
        Interval own = model.spendInterval(x, 20, level);
        assertThat(wider.lower()).isLessThanOrEqualTo(own.lower());
        assertThat(wider.upper()).isGreaterThanOrEqualTo(own.upper());
    }
}
