package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractModelTest {
    private static final TimeStep YEARS = TimeStep.YEARS;
    private static final DiscountRate TEN_PERCENT = DiscountRate.annual(0.1);

    /** Fader and Hardie (2007), table 1: percent of the high-end customers that survive 0 to 7 years, of 1,000. */
    private static final Tenures HIGH_END = Tenures.ofSurvivors(YEARS, 1000, 869, 743, 653, 593, 551, 517, 491);

    private static final Tenures REGULAR = Tenures.ofSurvivors(YEARS, 1000, 631, 468, 382, 326, 289, 262, 241);

    /** Fader and Hardie (2007): alpha 0.668, beta 3.806 and log-likelihood -1611.2; 0.704, 1.182 and -1680.3. */
    @Test
    void sbgFitsAsPublished() {
        Fitted<Sbg> high = Sbg.fit(HIGH_END);
        Fitted<Sbg> regular = Sbg.fit(REGULAR);

        assertThat(high.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(high.model().alpha()).isCloseTo(0.668, within(5e-4));
        assertThat(high.model().beta()).isCloseTo(3.806, within(5e-4));
        assertThat(high.report().logLikelihood()).isCloseTo(-1611.2, within(0.05));
        assertThat(regular.model().alpha()).isCloseTo(0.704, within(5e-4));
        assertThat(regular.model().beta()).isCloseTo(1.182, within(5e-4));
        assertThat(regular.report().logLikelihood()).isCloseTo(-1680.3, within(0.05));
        assertThat(high.report().observations()).isEqualTo(1000);
        assertThat(high.model().period()).isEqualTo(YEARS);
    }

    /** Fader and Hardie (2010), eqs. 6 and 8 at alpha 0.668, beta 3.806, n = 4, d = 10 %; the values by mpmath. */
    @Test
    void residualLifetimeAndElasticityAreThoseOfTheFormulas() {
        Sbg model = Sbg.of(0.668, 3.806, YEARS);

        assertThat(model.derl(4, TEN_PERCENT)).isCloseTo(6.620280323, within(5e-10));
        assertThat(model.retentionElasticity(4, TEN_PERCENT)).isCloseTo(7.018436657, within(5e-10));
        assertThat(model.retentionElasticity(4, DiscountRate.none())).isInfinite();
    }

    @Test
    void bdwFitsBetterThanItsSpecialCase() {
        FitReport sbg = Sbg.fit(HIGH_END).report();
        Fitted<Bdw> bdw = Bdw.fit(HIGH_END);

        // The maximum by scipy 1.17.1: minimize(Nelder-Mead) of the sum over survivors of log differences of beta
        // functions.
        assertThat(bdw.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(bdw.report().logLikelihood()).isCloseTo(-1605.31421321, within(1e-6));
        assertThat(bdw.model().alpha()).isCloseTo(0.2142533, within(1e-4));
        assertThat(bdw.model().beta()).isCloseTo(1.4265749, within(1e-4));
        assertThat(bdw.model().c()).isCloseTo(1.7235649, within(1e-4));
        assertThat(bdw.model().logLikelihood(HIGH_END)).isCloseTo(bdw.report().logLikelihood(), within(1e-9));
        assertThat(bdw.report().likelihoodRatioTest(sbg).pValue()).isLessThan(0.001);
    }

    /**
     * name, alpha, beta, c, tenure, argument = value. By mpmath 1.3.0 with 40 to 90 digits from the definitions: surv is
     * S(tenure + argument)/S(tenure), prob is P(T = tenure), ren is the sum of S(tenure + k)/S(tenure) e^(−argument (k−1))
     * over k of 1 and more: 200 to 400 terms, the rest by the formula of Euler and Maclaurin with two corrections, its
     * integral in ln t.
     */
    private static final String HOSTILE = """
            surv 1000 1e6 3 60 1 = 0.00012512180080283920568
            surv 1000 2.5 1.7 0 1 = 0.0024937655860349127182
            surv 1 1000 1 60 5 = 0.99530516431924882629
            surv 1e6 1 0.3 1 300 = 1.7636366542187026111e-25
            surv 2.5 1e6 3 7 1 = 0.99957777002134485516
            surv 0.3 1e6 1 0 300 = 0.99991001751447677534
            surv 1 1000 1 1 5 = 0.99502982107355864811
            surv 1e6 1000 0.3 60 5 = 0.56370281062407254409
            surv 0.3 1000 1 60 5 = 0.99858876430693081933
            surv 1e6 1 0.3 7 300 = 4.0709832368564190038e-21
            prob 1e6 1e-6 1.7 8 0 = 1.225334818057467207e-143
            prob 1 1000 1 8 0 = 0.00098516732081776768966
            prob 1e-6 0.3 3 2 0 = 2.2239871363933890683e-6
            prob 1000 1 1 2 0 = 0.00099700698503093712675
            prob 2.5 1e6 3 1 0 = 2.4999937500156249609e-6
            prob 1000 0.3 1.7 1 0 = 0.99970008997300809757
            prob 1000 1e6 3 1 0 = 0.000999000999000999001
            prob 2.5 1e6 1 61 0 = 2.4994688228512189117e-6
            ren 1.2 1e3 2 0 1e-5 = 39.0985321550582661
            ren 1.2 1e3 2 0 0.0079741404289037643 = 29.7064937845403475
            ren 1.2 1e3 2 0 0.09531017980432486 = 9.36038001517298207
            ren 1.2 1e3 2 12 1e-5 = 32.68259017761319
            ren 1.2 1e3 2 12 0.0079741404289037643 = 24.4157490382351036
            ren 1.2 1e3 2 12 0.09531017980432486 = 8.10297279088216013
            ren .668 3.806 1 0 1e-5 = 280.356485552268351
            ren .668 3.806 1 0 0.0079741404289037643 = 21.1472324662200991
            ren .668 3.806 1 0 0.09531017980432486 = 5.41485604837404058
            ren .668 3.806 1 12 1e-5 = 724.408230731619028
            ren .668 3.806 1 12 0.0079741404289037643 = 43.2192733799670485
            ren .668 3.806 1 12 0.09531017980432486 = 8.21219600319301528
            ren .668 3.806 1.5 0 1e-5 = 24.29685268162637
            ren .668 3.806 1.5 0 0.0079741404289037643 = 8.82052546699806721
            ren .668 3.806 1.5 0 0.09531017980432486 = 3.81047963120644539
            ren .668 3.806 1.5 12 1e-5 = 105.382022458502163
            ren .668 3.806 1.5 12 0.0079741404289037643 = 25.2406641875606213
            ren .668 3.806 1.5 12 0.09531017980432486 = 6.8001548114954254
            ren 2 5 .7 0 1e-5 = 20.8198734014198103
            ren 2 5 .7 0 0.0079741404289037643 = 10.5284726871050223
            ren 2 5 .7 0 0.09531017980432486 = 3.8738461175279681
            ren 2 5 .7 12 1e-5 = 66.9192005897746406
            ren 2 5 .7 12 0.0079741404289037643 = 27.1562589899327612
            ren 2 5 .7 12 0.09531017980432486 = 7.28840570587037841
            ren 0.3 2 0.4 0 1e-5 = 31548.6920167692439
            ren 0.3 2 0.4 0 0.0079741404289037643 = 81.1865041509462192
            ren 0.3 2 0.4 0 0.09531017980432486 = 8.53804378581953788
            ren 0.3 2 0.4 12 1e-5 = 42053.4677499950682
            ren 0.3 2 0.4 12 0.0079741404289037643 = 105.737690268322249
            ren 0.3 2 0.4 12 0.09531017980432486 = 10.5223987760440974
            ren 30 1000 .05 0 1e-5 = 95014.3163382099428
            ren 30 1000 .05 0 0.0079741404289037643 = 121.372621890703084
            ren 30 1000 .05 0 0.09531017980432486 = 10.646905983203396
            ren .668 3.806 1.5 0 0 = 1185.17972867972338
            ren .668 3.806 1.5 12 0 = 6345.12409905602211
            ren 2 5 .7 0 0 = 21.9218482450533322
            ren 2 5 .7 12 0 = 71.5040155100988253
            ren 1.2 1e3 2 0 0 = 39.1220873372036183
            ren 1.2 1e3 2 12 0 = 32.7056432654303771
            """;

    static Stream<String> hostile() {
        return HOSTILE.lines();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileParametersKeepTheirDigits(String line) {
        String[] sides = line.split(" = ", -1);
        String[] word = sides[0].split(" ", -1);
        double alpha = Double.parseDouble(word[1]);
        double beta = Double.parseDouble(word[2]);
        double c = Double.parseDouble(word[3]);
        double expected = Double.parseDouble(sides[1]);
        assertThat(valueOf(Bdw.of(alpha, beta, c, YEARS), word)).isCloseTo(expected, within(1e-11 * expected));
        if (c == 1) {
            assertThat(valueOf(Sbg.of(alpha, beta, YEARS), word)).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    private static double valueOf(ContractModel model, String[] word) {
        int tenure = Integer.parseInt(word[4]);
        return switch (word[0]) {
            case "surv" -> model.survival(tenure, Integer.parseInt(word[5]));
            case "prob" -> model.probability(tenure);
            case "ren" -> model.renewals(tenure, Double.parseDouble(word[5]));
            default -> throw new IllegalArgumentException(word[0]);
        };
    }

    @Test
    void withCOfOneBdwIsSbg() {
        for (double alpha : new double[] {1e-3, 0.668, 1, 1.3, 40, 1e4}) {
            for (double beta : new double[] {1e-3, 1, 3.806, 1e4}) {
                Bdw bdw = Bdw.of(alpha, beta, 1, YEARS);
                Sbg sbg = Sbg.of(alpha, beta, YEARS);
                for (int n : new int[] {1, 2, 9, 400}) {
                    assertThat(bdw.retentionRate(n)).isCloseTo(sbg.retentionRate(n), within(1e-14));
                    assertThat(bdw.probability(n)).isCloseTo(sbg.probability(n), within(1e-14));
                    assertThat(bdw.derl(n, TEN_PERCENT)).isCloseTo(sbg.derl(n, TEN_PERCENT), withinPercentage(1e-10));
                    assertThat(bdw.expectedResidualLifetime(n) / sbg.expectedResidualLifetime(n))
                            .satisfiesAnyOf(
                                    ratio -> assertThat(ratio).isCloseTo(1, within(1e-11)),
                                    ratio -> assertThat(sbg.expectedResidualLifetime(n))
                                            .isInfinite());
                }
                assertThat(bdw.logLikelihood(HIGH_END)).isCloseTo(sbg.logLikelihood(HIGH_END), withinPercentage(1e-10));
            }
        }
    }

    @Test
    void sumsGoTogether() {
        for (ContractModel model : List.of(
                Sbg.of(0.668, 3.806, YEARS),
                Sbg.of(3, 2, YEARS),
                Bdw.of(0.26, 1.7, 1.6, YEARS),
                Bdw.of(5, 3, 0.4, YEARS))) {
            double lost = 0;
            for (int t = 1; t <= 60; t++) {
                lost += model.probability(t);
                assertThat(model.survival(t)).isCloseTo(1 - lost, within(1e-14));
                assertThat(model.retentionRate(t)).isCloseTo(model.survival(t) / model.survival(t - 1), within(1e-14));
                assertThat(model.survival(7, t)).isCloseTo(model.survival(7 + t) / model.survival(7), within(1e-13));
                assertThat(model.logLikelihood(t, true)).isCloseTo(Math.log(model.probability(t)), within(1e-12));
                assertThat(model.logLikelihood(t, false)).isCloseTo(Math.log(model.survival(t)), within(1e-12));
            }
            double derl = 0;
            for (int t = 4; t < 1000; t++) {
                derl += model.survival(3, t - 3) / Math.pow(1.1, t - 4);
            }
            assertThat(model.derl(4, TEN_PERCENT)).isCloseTo(derl, within(1e-11));
            assertThat(model.discountedExpectedLifetime(TEN_PERCENT))
                    .isCloseTo(1 + model.derl(1, TEN_PERCENT) / 1.1, within(1e-13));
            assertThat(model.expectedRenewals(3, 5))
                    .isCloseTo(
                            model.survival(3, 1)
                                    + model.survival(3, 2)
                                    + model.survival(3, 3)
                                    + model.survival(3, 4)
                                    + model.survival(3, 5),
                            within(1e-14));
            assertThat(model.logLikelihood(0, false)).isZero();
        }
    }

    @Test
    void lifetimesWithoutAMeanAreInfinite() {
        assertThat(Sbg.of(0.668, 3.806, YEARS).expectedLifetime()).isInfinite();
        assertThat(Sbg.of(3, 4, YEARS).expectedLifetime()).isCloseTo((3 + 4 - 1) / 2.0, within(1e-14));
        assertThat(Sbg.of(3, 4, YEARS).expectedResidualLifetime(5)).isCloseTo(9 / 2.0, within(1e-14));
        assertThat(Bdw.of(2, 4, 0.5, YEARS).expectedLifetime()).isInfinite();
        assertThat(Bdw.of(2, 4, 0.5, YEARS).derl(3, DiscountRate.none())).isInfinite();
        assertThat(Bdw.of(2, 4, 0.51, YEARS).expectedLifetime()).isFinite().isGreaterThan(900);
        assertThat(Bdw.of(0.5, 4, 3, YEARS).expectedResidualLifetime(1)).isFinite();
    }

    @Test
    void noNaNAnywhere() {
        double[] shapes = {1e-300, 0.1, 1e6};
        for (double alpha : shapes) {
            for (double beta : shapes) {
                for (double c : new double[] {0.3, 1, 4, 1e3}) {
                    for (ContractModel model : List.of(Sbg.of(alpha, beta, YEARS), Bdw.of(alpha, beta, c, YEARS))) {
                        for (int t : new int[] {1, 2, 30, 1_000_000, Integer.MAX_VALUE}) {
                            assertThat(model.survival(t)).isBetween(0.0, 1.0);
                            assertThat(model.probability(t)).isBetween(0.0, 1.0);
                            assertThat(model.retentionRate(t)).isBetween(0.0, 1.0);
                            assertThat(model.survival(t - 1, 3)).isBetween(0.0, 1.0);
                            assertThat(model.logLikelihood(t, true)).isNotNaN();
                        }
                        for (int n : new int[] {1, 2, 30, 1_000_000}) {
                            assertThat(model.derl(n, TEN_PERCENT)).isBetween(0.0, 11 + 1e-9);
                            assertThat(model.expectedResidualLifetime(n)).isGreaterThanOrEqualTo(0);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theBookOfBusinessIsTheSumOverCustomers() {
        Sbg model = Sbg.of(0.668, 3.806, YEARS);
        Tenures tenures =
                Tenures.of(YEARS, new int[] {3, 3, 0, 5, 2}, new boolean[] {false, false, false, false, true});
        double two = 2 * model.derl(4, TEN_PERCENT) + model.derl(1, TEN_PERCENT) + model.derl(6, TEN_PERCENT);

        assertThat(model.bookOfBusiness(tenures, 10, TEN_PERCENT)).isCloseTo(10 * two, withinPercentage(1e-12));
        assertThat(model.bookOfBusiness(tenures, 0, DiscountRate.none())).isZero();
        assertThat(model.bookOfBusiness(new int[] {3, 0, 3}, new double[] {1, 5, 2}, TEN_PERCENT))
                .isCloseTo(3 * model.derl(4, TEN_PERCENT) + 5 * model.derl(1, TEN_PERCENT), withinPercentage(1e-12));
        assertThat(model.bookOfBusiness(new int[0], new double[0], TEN_PERCENT)).isZero();
        assertThatThrownBy(() -> model.bookOfBusiness(new int[] {1}, new double[] {Double.NaN}, TEN_PERCENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer number 0");
        assertThatThrownBy(() -> model.bookOfBusiness(new int[] {1}, new double[2], TEN_PERCENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.bookOfBusiness(tenures, Double.NaN, TEN_PERCENT))
                .hasMessageContaining("margin is NaN");
        assertThatThrownBy(() -> Sbg.of(1, 1, TimeStep.MONTHS).bookOfBusiness(tenures, 1, TEN_PERCENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("periods of MONTHS");
    }

    @Test
    void theRateIsOfThePeriod() {
        Sbg monthly = Sbg.of(0.668, 3.806, TimeStep.MONTHS);

        assertThat(monthly.derl(4, DiscountRate.perPeriod(0.1, TimeStep.MONTHS)))
                .isCloseTo(6.620280323, within(5e-10));
        assertThat(monthly.derl(4, DiscountRate.annual(Math.pow(1.1, 12) - 1))).isCloseTo(6.620280323, within(5e-10));
    }

    @Test
    void theGradientIsThatOfTheValue() {
        Tenures tenures =
                HIGH_END.plus(Tenures.ofSurvivors(YEARS, 50, 20, 20, 1)).plus(Tenures.ofSurvivors(YEARS, 9));
        for (double[] p :
                new double[][] {{0.67, 3.8, 1}, {3, 0.02, 0.3}, {0.01, 200, 2.5}, {400, 900, 1.2}, {1e-5, 1, 0.5}}) {
            ContractLikelihood bdw = new ContractLikelihood("BdW", Bdw.NAMES, tenures);
            ContractLikelihood sbg = new ContractLikelihood("sBG", Sbg.NAMES, tenures);
            double[] two = {p[0], p[1]};
            DerivativeCheck.gradient(bdw, bdw.theta(p), 1e-8);
            DerivativeCheck.gradient(sbg, sbg.theta(two), 1e-8);
            double value = Bdw.of(p[0], p[1], p[2], YEARS).logLikelihood(tenures);
            assertThat(bdw.value(bdw.theta(p), null)).isCloseTo(-value, withinPercentage(1e-10));
            value = Sbg.of(p[0], p[1], YEARS).logLikelihood(tenures);
            assertThat(sbg.value(sbg.theta(two), null)).isCloseTo(-value, withinPercentage(1e-10));
        }
    }

    @Test
    void whatTheDataDoNotTellIsSaid() {
        assertThatThrownBy(() -> Sbg.fit(Tenures.ofSurvivors(YEARS, 100, 100, 100)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("none of the 100 customers is lost");
        assertThatThrownBy(() -> Bdw.fit(Tenures.ofSurvivors(YEARS, 100, 0, 0)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("none of the 100 customers has renewed");
        assertThatThrownBy(() -> Sbg.fit(Tenures.ofSurvivors(YEARS, 100, 60)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("seen at 1 renewal;");
        assertThatThrownBy(() -> Bdw.fit(Tenures.ofSurvivors(YEARS, 100, 60, 50)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("3 parameters and customers are seen at 2 renewals");
        // Retention that falls: the nearest sBG has customers alike.
        FitReport alike =
                Sbg.fit(Tenures.ofSurvivors(YEARS, 1000, 900, 700, 400)).report();
        assertThat(alike.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(alike.message()).contains("same churn probability");
        // All who stay for the first renewal stay for ever.
        FitReport torn =
                Sbg.fit(Tenures.ofSurvivors(YEARS, 1000, 400, 400, 400)).report();
        assertThat(torn.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(torn.message()).contains("at the first renewal or never");
    }

    @Test
    void optionsAreHeard() {
        Fitted<Bdw> warm = Bdw.fit(HIGH_END, FitOptions.withDefaults().withStart(0.3, 1, 1.5));
        assertThat(warm.report().logLikelihood()).isCloseTo(-1605.31421321, within(1e-6));
        assertThatThrownBy(() -> Sbg.fit(HIGH_END, FitOptions.withDefaults().withStart(1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Sbg.fit(HIGH_END, FitOptions.withDefaults().withMaxIterations(1))
                        .report()
                        .status())
                .isEqualTo(FitStatus.NOT_CONVERGED);
    }

    @Test
    void whatCannotBeIsRefused() {
        Sbg model = Sbg.of(1, 2, YEARS);
        assertThatThrownBy(() -> Sbg.of(0, 2, YEARS)).hasMessageContaining("alpha is 0.0");
        assertThatThrownBy(() -> Bdw.of(1, 2, Double.NaN, YEARS)).hasMessageContaining("c is NaN");
        assertThatThrownBy(() -> model.survival(-1)).hasMessage("t is -1; it must be 0 or more");
        assertThatThrownBy(() -> model.survival(-2, 1)).hasMessageContaining("tenure is -2");
        assertThatThrownBy(() -> model.probability(0)).hasMessageContaining("t is 0; it must be 1 or more");
        assertThatThrownBy(() -> model.retentionRate(0)).hasMessageContaining("t is 0");
        assertThatThrownBy(() -> model.derl(0, TEN_PERCENT)).hasMessageContaining("n is 0");
        assertThatThrownBy(() -> model.logLikelihood(0, true)).hasMessageContaining("tenure is 0");
        assertThatThrownBy(() -> model.expectedRenewals(0, -1)).hasMessageContaining("t is -1");
        assertThatThrownBy(() -> Sbg.of(1, 1, TimeStep.MONTHS).logLikelihood(HIGH_END))
                .hasMessageContaining("periods of MONTHS");
    }

    @Test
    void modelsAreValues() {
        assertThat(Sbg.of(1, 2, YEARS)).isEqualTo(Sbg.of(1, 2, YEARS)).hasSameHashCodeAs(Sbg.of(1, 2, YEARS));
        assertThat(Sbg.of(1, 2, YEARS))
                .isNotEqualTo(Sbg.of(1, 2, TimeStep.WEEKS))
                .isNotEqualTo(Sbg.of(1, 3, YEARS));
        assertThat(Bdw.of(1, 2, 3, YEARS)).hasToString("BdW [alpha, beta, c] = [1.0, 2.0, 3.0] in YEARS");
    }
}
