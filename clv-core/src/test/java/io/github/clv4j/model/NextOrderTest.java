package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The mean time to the next order, where it exists and where it does not. */
class NextOrderTest {
    /** On both sides of the edge, and on it. */
    @ParameterizedTest
    @CsvSource({
        "NBD, 1 12, 0, true",
        "NBD, 1.01 12, 0, false",
        "NBD, 0.01 12, 1, false",
        "BG_NBD, 1 4 0.8 2.4, 0, true",
        "BG_NBD, 1.01 4 0.8 2.4, 0, false",
        "BG_NBD, 0.01 4 0.8 2.4, 1, false",
        "MBG_NBD, 1 4 0.8 2.4, 0, true",
        "MBG_NBD, 1.01 4 0.8 2.4, 0, false",
        "MBG_NBD, 0.01 4 0.8 2.4, 1, false",
        "BG_CNBD_K, 3 1 4 0.8 2.4, 0, true",
        "BG_CNBD_K, 3 1.01 4 0.8 2.4, 0, false",
        "BG_CNBD_K, 3 0.01 4 0.8 2.4, 1, false",
        "MBG_CNBD_K, 2 1 4 0.8 2.4, 0, true",
        "MBG_CNBD_K, 2 1.01 4 0.8 2.4, 0, false",
        "MBG_CNBD_K, 2 0.01 4 0.8 2.4, 1, false",
        "PARETO_NBD, 0.5 10 0.5 11, 0, true",
        "PARETO_NBD, 0.5 10 0.51 11, 0, false",
        "PARETO_NBD, 0.01 10 0.01 11, 1, false",
        "GGOMPERTZ_NBD, 0.01 10 0.03 0.01 2, 0, false",
        "BG_BB, 0.5 0.7 0.5 2.8, 0, true",
        "BG_BB, 0.5 0.7 0.51 2.8, 0, false",
        "BG_BB, 0.01 0.7 0.01 2.8, 1, false"
    })
    void theMeanIsInfiniteExactlyWhereItDoesNotExist(ModelFamily family, String parameters, int x, boolean infinite) {
        PurchaseModel model = family.of(
                Arrays.stream(parameters.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray(),
                TimeStep.WEEKS);
        NextOrder next = model.nextOrder(x, x == 0 ? 0 : 20, 30, 0.8);

        assertThat(next.expectedDays() == Double.POSITIVE_INFINITY)
                .as("%s", next)
                .isEqualTo(infinite);
        assertThat(next.medianDays()).isFinite();
    }

    /**
     * Probability and mean (in weeks) of a customer that is alive, by mpmath 1.3.0: of the Pareto/NBD in 40 digits from beta
     * and Gauss functions, of the GGompertz/NBD in 30 digits by quadrature of t f(t) and f(t), f being the density of the
     * next purchase while alive.
     */
    @ParameterizedTest
    @CsvSource({
        "PARETO_NBD, 0.55 10.6 0.6 11.7, 0, 0, 0.49144618946848435126, 72.660048768983501434",
        "PARETO_NBD, 0.55 10.6 0.6 11.7, 7, 30, 0.92798949182809192957, 5.6882091063188342142",
        "PARETO_NBD, 0.3 1e-3 3 1e3, 0, 52, 0.40370370911920623904, 157.46063365344869669",
        "PARETO_NBD, 1e-3 1e3 1e3 1e-3, 3, 30, 0.000087487962968283862125, 0.030057605541193705923",
        "PARETO_NBD, 0.55 10.6 0.6 1e6, 150, 3650, 0.999985367526059681, 24.477069318488149883",
        "GGOMPERTZ_NBD, 0.55 10.6 0.03 0.8 2.1, 0, 0, 0.55457581187015138573, 16.769977656858641685",
        "GGOMPERTZ_NBD, 0.55 10.6 0.03 0.8 2.1, 7, 30, 0.90389507270224412689, 5.3993267599332419813",
        "GGOMPERTZ_NBD, 0.2 1e3 1e-3 0.3 1e-3, 0, 52, 0.10752081718411851955, 1279.7385199754814663",
        "GGOMPERTZ_NBD, 1e-3 1 1e-2 1e-3 1e3, 1, 1, 0.99991115242430629765, 18.475095320707116081"
    })
    void lifetimesThatMayEndFirstAreThoseOfExactArithmetic(
            ModelFamily family, String parameters, int x, double age, double probability, double mean) {
        PurchaseModel model = family.of(
                Arrays.stream(parameters.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray(),
                TimeStep.WEEKS);
        double tx = x == 0 ? 0 : age / 2;
        NextOrder next = model.nextOrder(x, tx, age, 0.8);

        assertThat(next.probability() / model.pAlive(x, tx, age)).isCloseTo(probability, relative(2e-13, probability));
        assertThat(next.expectedDays() / 7).isCloseTo(mean, relative(2e-13, mean));
    }

    static Stream<PurchaseModel> continuous() {
        TimeStep weeks = TimeStep.WEEKS;
        return Stream.of(
                Nbd.of(0.4, 12, weeks),
                ParetoNbd.of(0.55, 10.6, 0.6, 11.7, weeks),
                BgNbd.of(0.24, 4.4, 0.8, 2.4, weeks),
                MbgNbd.of(0.5, 6.2, 0.9, 1.6, weeks),
                BgCnbdK.of(3, 0.2, 1.1, 0.9, 2.1, weeks),
                MbgCnbdK.of(2, 0.6, 2.3, 1.1, 1.6, weeks),
                GgompertzNbd.of(0.6, 10.6, 0.03, 0.8, 2.1, weeks));
    }

    /** The mean of a time is the integral of the probability that it is not over; in ln t the trapezoidal rule is exact.
     * After 600 weeks less than 1e-12 is left for a customer with 12 purchases. */
    @ParameterizedTest
    @MethodSource("continuous")
    void theMeanIsTheIntegralOfStillWaiting(PurchaseModel model) {
        for (double tx : new double[] {18, 30}) {
            NextOrder next = model.nextOrder(12, tx, 30, 0.8);
            double step = 0.02;
            double sum = 0;
            for (double y = Math.log(1e-13); y < Math.log(600); y += step) {
                double t = Math.exp(y);
                sum += step * t * (1 - (1 - model.pNoPurchase(12, tx, 30, t)) / next.probability());
            }
            assertThat(sum * 7).isCloseTo(next.expectedDays(), relative(1e-9, next.expectedDays()));
        }
    }

    /** Times of opportunities are whole; a quantile is the first by which that much of what comes has come. */
    @Test
    void quantilesOfOpportunitiesAreTheFirstThatReachThem() {
        BgBb model = BgBb.of(1.2, 0.75, 0.66, 2.8, TimeStep.WEEKS);
        for (int[] h : new int[][] {{0, 0, 0}, {0, 0, 6}, {1, 2, 30}, {5, 30, 30}}) {
            NextOrder next = model.nextOrder(h[0], h[1], h[2], 0.8);
            List<double[]> quantiles =
                    List.of(new double[] {next.lowerDays(), 0.1}, new double[] {next.medianDays(), 0.5}, new double[] {
                        next.upperDays(), 0.9
                    });
            for (double[] quantile : quantiles) {
                double n = quantile[0] / 7;
                double target = quantile[1] * next.probability();
                assertThat(n).isEqualTo(Math.rint(n)).isGreaterThanOrEqualTo(1);
                assertThat(1 - model.pNoPurchase(h[0], h[1], h[2], n)).isGreaterThanOrEqualTo(target - 1e-14);
                assertThat(1 - model.pNoPurchase(h[0], h[1], h[2], n - 1)).isLessThan(target);
            }
        }
    }

    private static Offset<Double> relative(double error, double value) {
        return within(error * Math.abs(value));
    }
}
