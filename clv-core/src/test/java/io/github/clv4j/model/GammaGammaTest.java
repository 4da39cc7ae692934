package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.summary.RepeatSpend;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GammaGammaTest {
    /** About what the CDNOW sample gives. */
    private static final GammaGamma CDNOW = GammaGamma.of(6.25, 3.74, 15.44);

    /**
     * Note 025 eq. 1a in 60 digits by mpmath 1.3.0 ({@code loggamma}, {@code log}) at parameters drawn from a grid of 1e-6 to 1e6,
     * and then at means near the density's own place, where terms up to 2e11 cancel.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
        1000000.0, 0.9, 1e-06, 10000, 1000000.0, -26.315847299871364
        0.3, 1000.0, 1000000.0, 1, 0.01, 0.05537954168267355
        6.25, 3.74, 1e-06, 10000, 1000000.0, -111.77659836488879
        1000000.0, 1000.0, 15.44, 10000, 1000000.0, -3197.5143407525974
        1000000.0, 3.74, 1e-06, 10000, 1000000.0, -66.960526531385859
        1000.0, 1000.0, 1e-06, 1, 25.0, -15649.122737021439
        1e-06, 1e-06, 1000000.0, 10000, 0.0025, -7.9301125868792658
        1000.0, 1e-06, 1000000.0, 10000, 1000000.0, -1027.5810169641418
        0.3, 1000.0, 15.44, 7, 33.33, -2768.6658553054232
        1000000.0, 3.74, 1e-06, 7, 33.33, -18.1256181810373
        1e-06, 0.9, 1000000.0, 1, 25.0, -17.034419656922109
        0.3, 1e-06, 15.44, 1, 0.01, -11.413177054726452
        1e-06, 1000.0, 1000000.0, 7, 33.33, -15.609347241057964
        6.25, 3.74, 1000000.0, 1, 0.01, -104.4393788234018
        1000.0, 0.9, 1e-06, 1, 0.01, 2.3663373727257731
        0.3, 1000.0, 15.44, 1, 25.0, -965.24458486941375
        6.25, 3.74, 1000000.0, 10000, 0.0025, -662245.41632376754
        1000.0, 1000.0, 15.44, 10000, 1000000.0, -10089.795161360725
        1e-06, 1000.0, 15.44, 7, 33.33, -2794.8628378006072
        1000.0, 1000000.0, 15.44, 10000, 1000000.0, -16937900.205835194
        1e-06, 1e-06, 15.44, 1, 25.0, -17.727535007192194
        1000000.0, 1000000.0, 1000000.0, 10000, 0.0025, -105956386950.48493
        0.3, 3.74, 15.44, 1, 0.01, 1.6713418368352832
        6.25, 1000.0, 1000000.0, 10000, 1000000.0, -4084.8544178111515
        0.3, 1000000.0, 15.44, 10000, 1000000.0, -20268468.195205619
        0.3, 0.9, 1e-06, 10000, 1000000.0, -39.833396325261662
        6.25, 1000.0, 1e-06, 10000, 0.0025, -11882.746311041156
        0.3, 1e-06, 15.44, 1, 25.0, -17.178673341778803
        1e-06, 3.74, 15.44, 1, 25.0, -20.635473464419791
        1e-06, 1000000.0, 1000000.0, 1, 25.0, -42.034070091975543
        1000000.0, 0.9, 1e-06, 1, 25.0, -6.2222403871843178
        1000.0, 1e-06, 1e-06, 7, 33.33, -17.322008290353922
        1e-06, 1000000.0, 1e-06, 10000, 0.0025, -17034384.892692705
        1e-06, 1000000.0, 15.44, 7, 33.33, -2779502.2074000728
        1e-06, 1e-06, 1e-06, 1, 0.01, -9.9034967630748452
        1e-06, 1e-06, 1e-06, 7, 33.33, -17.455519110775564
        0.3, 3.74, 1e-06, 7, 33.33, -72.571910541782655
        0.3, 1e-06, 15.44, 10000, 0.0025, -1450.654746242508
        0.3, 1e-06, 1000000.0, 1, 0.01, -14.736547523465159
        0.3, 1000000.0, 1000000.0, 10000, 1000000.0, -9190019.4752746769
        1000.0, 0.9, 15.44, 10000, 12008.888888888887, -10.519309972855298
        6.25, 3.74, 15.44, 50, 18.061497326203206, -3.4462038808341535
        1000000.0, 1000000.0, 15.44, 50, 15.44, 3.2419538041667313
        6.25, 3.74, 15.44, 10000, 25.827941176470585, -3.5331139842466802
        6.25, 3.74, 15.44, 1, 25.827941176470585, -3.7725680712085835
        1000000.0, 1000000.0, 15.44, 10000, 15.455439999999998, 2.7515214326438124
        1000.0, 1000.0, 15.44, 10000, 10.808, -71.732782965035144
        1000.0, 0.9, 15.44, 50, 17172.711111111108, -10.812286992738054
        0.3, 0.9, 15.44, 50, 3.6026666666666665, -2.4324264768015514
        1000.0, 1000.0, 15.44, 1, 10.808, -31.829131027828816
        1000.0, 1000000.0, 15.44, 10000, 0.015455439999999999, 9.6569882426084232
        6.25, 0.9, 15.44, 10000, 107.22222222222221, -5.7361114277969133
        6.25, 0.9, 15.44, 1, 107.32944444444442, -5.8060441506210209
        6.25, 1000000.0, 15.44, 50, 9.659649999999999e-05, 11.19775276137857
        0.3, 3.74, 15.44, 10000, 1.239741176470588, -0.49715277447379946
        1000.0, 3.74, 15.44, 50, 4128.3422459893045, -8.6072939112909815
        1000.0, 0.9, 15.44, 50, 12008.888888888887, -10.519317447522403
        1000.0, 1000000.0, 15.44, 50, 0.010808, -2716.5788496974263
        1000000.0, 1000.0, 15.44, 1, 15455.439999999999, -7.1118591367850097
        1000.0, 0.9, 15.44, 50, 17155.555555555555, -10.81128704301238
        0.3, 0.9, 15.44, 1, 5.1466666666666665, -3.5606997540272248
        1000000.0, 1000000.0, 15.44, 1, 15.455439999999998, 2.6545317670051776
        1000.0, 3.74, 15.44, 50, 2889.839572192513, -8.519486130838879
        1000.0, 1000.0, 15.44, 1, 15.44, -0.54872102858499862
        6.25, 0.9, 15.44, 10000, 107.32944444444442, -5.737111377524204
        """)
    void logLikelihoodIsThatOfExactArithmetic(double p, double q, double nu, int x, double z, double exact) {
        double value = GammaGamma.of(p, q, nu).logLikelihood(x, z);

        assertThat(value).isCloseTo(exact, within(1e-13 * Math.max(1, Math.abs(exact))));
    }

    @Test
    void logLikelihoodOfManyIsTheSum() {
        RepeatSpend spend = RepeatSpend.of(new int[] {2, 1, 2, 9}, new double[] {30, 12.5, 30, 41});
        double sum = 2 * CDNOW.logLikelihood(2, 30) + CDNOW.logLikelihood(1, 12.5) + CDNOW.logLikelihood(9, 41);

        assertThat(CDNOW.logLikelihood(spend)).isCloseTo(sum, within(1e-13));
        assertThat(CDNOW.logLikelihood(RepeatSpend.of(new int[0], new double[0])))
                .isZero();
    }

    @Test
    void expectedSpendWeighsOwnMeanAndPopulationMean() {
        double mean = 15.44 * 6.25 / 2.74;
        double weight = 6.25 * 4 / (6.25 * 4 + 2.74);

        assertThat(CDNOW.populationMean().orElseThrow()).isCloseTo(mean, within(1e-13));
        assertThat(CDNOW.populationVariance().orElseThrow()).isCloseTo(mean * mean / 1.74, within(1e-11));
        assertThat(CDNOW.expectedSpend(0, 0)).isCloseTo(mean, within(1e-13));
        assertThat(CDNOW.expectedSpend(4, 80)).isCloseTo((1 - weight) * mean + weight * 80, within(1e-13));
        assertThat(CDNOW.expectedSpend(4, 0)).isCloseTo((1 - weight) * mean, within(1e-13));
        assertThat(CDNOW.expectedSpend(Integer.MAX_VALUE, 80)).isCloseTo(80, within(1e-6));
    }

    @Test
    void whatDoesNotExistIsEmptyOrInfinite() {
        GammaGamma heavy = GammaGamma.of(0.25, 0.5, 10);
        assertThat(heavy.populationMean()).isEmpty();
        assertThat(heavy.populationVariance()).isEmpty();
        assertThat(heavy.expectedSpend(0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(heavy.expectedSpend(1, 20)).as("px + q below 1").isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(heavy.expectedSpend(2, 20)).as("px + q equal to 1").isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(heavy.expectedSpend(3, 20)).isCloseTo(0.25 * 70 / 0.25, within(1e-12));

        assertThat(GammaGamma.of(2, 1, 10).populationMean()).isEmpty();
        assertThat(GammaGamma.of(2, Math.nextUp(1.0), 10).populationMean().orElseThrow())
                .isFinite();
        assertThat(GammaGamma.of(2, 2, 10).populationVariance()).isEmpty();
        assertThat(GammaGamma.of(2, 2, 10).populationMean()).hasValue(20);
    }

    /** Quantiles of p (ν + x z) / Gamma(px + q, 1) in 40 digits by mpmath 1.3.0: bisection over the series of the gamma integral. */
    @ParameterizedTest
    @CsvSource({
        "6.25, 3.74, 15.44, 0, 0, 0.9, 13.073791947366921, 79.262275029714803",
        "6.25, 3.74, 15.44, 2, 22.36, 0.9, 16.077527724437133, 36.767344668337861",
        "6.25, 3.74, 15.44, 29, 26.26, 0.5, 25.035033190670238, 27.647604569013108",
        "0.3, 0.9, 15.44, 0, 0, 0.8, 2.1780631626711205, 60.002548480936186",
        "6.25, 3.74, 15.44, 2, 22.36, 0.999999, 8.5368970518443048, 109.34941587504494",
        "0.001, 0.05, 2.0, 3, 10.0, 0.5, 12.406343779131653, 12502440807.205008",
        "50.0, 3.5, 1.2, 400, 9.5, 0.95, 9.3710319963995452, 9.6343922282940332",
        "2.0, 0.8, 7.0, 1, 0.0, 0.95, 2.0275318873679975, 26.199930358221633"
    })
    void spendIntervalIsThatOfExactArithmetic(
            double p, double q, double nu, int x, double z, double level, double lower, double upper) {
        Interval interval = GammaGamma.of(p, q, nu).spendInterval(x, z, level);

        assertThat(interval.lower()).isCloseTo(lower, within(1e-10 * lower));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-10 * upper));
    }

    /** Quantiles of (ν + x z) / n times the odds of a Beta(pn, px + q) in 40 digits by mpmath 1.3.0: bisection over betainc. */
    @ParameterizedTest
    @CsvSource({
        "6.25, 3.74, 15.44, 1, 0, 0, 0.9, 9.0923933260207648, 87.980316025102105",
        "6.25, 3.74, 15.44, 1, 2, 22.36, 0.9, 9.6108358468766857, 47.45358087788397",
        "6.25, 3.74, 15.44, 10, 2, 22.36, 0.9, 15.102488930414451, 38.168577816521487",
        "0.3, 0.9, 15.44, 2, 0, 0, 0.8, 0.19273781262004044, 52.453970366821313",
        "50.0, 3.5, 1.2, 3, 40, 9.5, 0.95, 8.0085357470074547, 11.165792338616114"
    })
    void nextSpendIntervalIsThatOfExactArithmetic(
            double p, double q, double nu, int n, int x, double z, double level, double lower, double upper) {
        GammaGamma model = GammaGamma.of(p, q, nu);
        Interval interval = model.nextSpendInterval(n, x, z, level);

        assertThat(interval.lower()).isCloseTo(lower, within(1e-10 * lower));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-10 * upper));
        assertThat(model.nextSpendProbability(lower, n, x, z)).isCloseTo((1 - level) / 2, within(1e-12));
        assertThat(model.nextSpendProbability(upper, n, x, z)).isCloseTo((1 + level) / 2, within(1e-12));
    }

    /** By mpmath 1.3.0, betainc in 40 digits. */
    @Test
    void nextSpendProbabilityIsThatOfExactArithmetic() {
        assertThat(CDNOW.nextSpendProbability(20, 1, 0, 0)).isCloseTo(0.33039917261302004, within(1e-13));
        assertThat(CDNOW.nextSpendProbability(30, 5, 2, 22.36)).isCloseTo(0.787461952682028, within(1e-13));
        assertThat(CDNOW.nextSpendProbability(1, 1, 2, 22.36)).isCloseTo(4.352620867308977e-07, within(1e-19));
        assertThat(CDNOW.nextSpendProbability(0, 1, 2, 22.36)).isZero();
        assertThat(CDNOW.nextSpendProbability(Double.POSITIVE_INFINITY, 1, 2, 22.36))
                .isOne();
    }

    @Test
    void theLikelihoodIsTheDensityOfAStrangersNextSpend() {
        double step = 1e-4;
        for (int n : new int[] {1, 3, 40}) {
            for (double z : new double[] {5, 20, 33.3, 90}) {
                double slope =
                        (CDNOW.nextSpendProbability(z + step, n, 0, 0) - CDNOW.nextSpendProbability(z - step, n, 0, 0))
                                / (2 * step);
                assertThat(slope).isCloseTo(Math.exp(CDNOW.logLikelihood(n, z)), within(1e-8));
            }
        }
    }

    @Test
    void theMeanOfManyPurchasesClosesInOnTheCustomersMean() {
        Interval own = CDNOW.spendInterval(3, 40, 0.8);
        Interval one = CDNOW.nextSpendInterval(1, 3, 40, 0.8);
        Interval many = CDNOW.nextSpendInterval(100_000_000, 3, 40, 0.8);

        assertThat(one.lower()).isLessThan(own.lower());
        assertThat(one.upper()).isGreaterThan(own.upper());
        assertThat(many.lower()).isCloseTo(own.lower(), within(1e-5));
        assertThat(many.upper()).isCloseTo(own.upper(), within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-6, 1e-6, 1",
        "1e6, 1e6, 1e6",
        "1e-6, 1e6, 1e-6",
        "1e6, 1e-6, 1",
        "3, 0.5, 1e-300",
        "3, 0.5, 1e300",
        "1e-6, 1e-6, 1e300"
    })
    void atHostileParametersIntervalsAreIntervals(double p, double q, double nu) {
        GammaGamma model = GammaGamma.of(p, q, nu);
        for (double level : new double[] {1e-6, 0.5, 1 - 1e-12}) {
            for (int x : new int[] {0, 1, 10_000}) {
                double z = x == 0 ? 0 : 25;
                Interval own = model.spendInterval(x, z, level);
                assertThat(own.lower()).isNotNegative().isLessThanOrEqualTo(own.upper());
                for (int n : new int[] {1, 1_000_000}) {
                    Interval next = model.nextSpendInterval(n, x, z, level);
                    assertThat(next.lower()).isNotNegative().isLessThanOrEqualTo(next.upper());
                    assertThat(model.nextSpendProbability(25, n, x, z)).isBetween(0.0, 1.0);
                }
                assertThat(model.expectedSpend(x, z)).isPositive();
            }
        }
    }

    /** A law of small shapes: far tails are powers, and quantiles follow them below the least double. */
    @Test
    void quantilesReachBeyondDoubles() {
        // P(M ≤ m) of p/ν with ν ~ Gamma(1e-4, 1): the median of ν is about (½ Γ(1.0001))^10000 = e^-6937.
        Interval wide = GammaGamma.of(1, 1e-4, 1).spendInterval(0, 0, 0.5);
        assertThat(wide.upper()).isEqualTo(Double.POSITIVE_INFINITY);
        // One quantile within: tail 0.99 of shape 1e-3 is e^(1000 ln 0.99 + ln Γ(1.001) 1000) = e^(-10.05 - 0.5764).
        double lower = SpendQuantiles.logGammaLower(1e-3, 0.99);
        assertThat(lower).isCloseTo(1000 * Math.log(0.99) - 0.57639424, offset(1e-4));
    }

    @Test
    void parametersAreTold() {
        assertThat(CDNOW.p()).isEqualTo(6.25);
        assertThat(CDNOW.q()).isEqualTo(3.74);
        assertThat(CDNOW.nu()).isEqualTo(15.44);
        CDNOW.parameters()[0] = 7;
        assertThat(CDNOW.parameters()).containsExactly(6.25, 3.74, 15.44);
        assertThat(CDNOW)
                .hasToString("Gamma-Gamma [p, q, nu] = [6.25, 3.74, 15.44]")
                .isEqualTo(GammaGamma.of(6.25, 3.74, 15.44))
                .hasSameHashCodeAs(GammaGamma.of(6.25, 3.74, 15.44))
                .isNotEqualTo(GammaGamma.of(6.26, 3.74, 15.44))
                .isNotEqualTo(GammaGamma.of(6.25, 3.75, 15.44))
                .isNotEqualTo(GammaGamma.of(6.25, 3.74, 15.45))
                .isNotEqualTo("Gamma-Gamma");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void parametersOutOfTheirDomainAreRefused(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(bad, 1, 1))
                .withMessage("p is " + bad + "; it must be finite and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(1, bad, 1))
                .withMessageStartingWith("q is " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(1, 1, bad))
                .withMessageStartingWith("nu is " + bad);
    }

    @Test
    void figuresThatCannotBeAreRefused() {
        for (double z : new double[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    model -> model.expectedSpend(2, z), "mean spend is " + z + "; it must be finite and 0 or more");
            assertRefused(model -> model.logLikelihood(2, z), "mean spend is " + z + "; it must be finite and above 0");
        }
        assertRefused(model -> model.expectedSpend(-1, 2), "x is -1; it must be 0 or more");
        assertRefused(
                model -> model.expectedSpend(0, 2), "mean spend is 2.0 though x is 0; without a purchase it must be 0");
        assertRefused(model -> model.spendInterval(-1, 2, 0.5), "x is -1; it must be 0 or more");
        assertRefused(model -> model.nextSpendInterval(1, -1, 2, 0.5), "x is -1; it must be 0 or more");
        assertRefused(model -> model.nextSpendProbability(5, 1, -1, 2), "x is -1; it must be 0 or more");
        assertRefused(model -> model.logLikelihood(0, 2), "x is 0; it must be 1 or more");
        assertRefused(model -> model.logLikelihood(2, 0), "mean spend is 0.0; it must be finite and above 0");
        assertRefused(model -> model.nextSpendInterval(0, 1, 2, 0.5), "n is 0; it must be 1 or more");
        assertRefused(model -> model.nextSpendProbability(5, 0, 1, 2), "n is 0; it must be 1 or more");
        for (double amount : new double[] {-1, Double.NaN}) {
            assertRefused(
                    model -> model.nextSpendProbability(amount, 1, 1, 2),
                    "amount is " + amount + "; it must be 0 or more");
        }
        for (double level : new double[] {0, 1, -0.5, Double.NaN}) {
            String message = "level is " + level + "; it must be above 0 and below 1";
            assertRefused(model -> model.spendInterval(1, 2, level), message);
            assertRefused(model -> model.nextSpendInterval(1, 1, 2, level), message);
        }
    }

    private static void assertRefused(Consumer<GammaGamma> call, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.accept(CDNOW))
                .withMessage(message);
    }
}
