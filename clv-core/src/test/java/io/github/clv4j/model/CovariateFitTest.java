package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits with covariates: against another route, and what they must not depend on. */
class CovariateFitTest {
    private static final FitOptions FIT = FitOptions.withDefaults();
    private static final CovariateOptions DEFAULTS = CovariateCustomers.DEFAULTS;
    private static final CovariateOptions BOTH = CovariateCustomers.BOTH;

    /** Of the likelihood, estimates and standard errors of the coefficients. */
    @SuppressWarnings("ArrayRecordComponent") // read by this test alone
    record Golden(
            ModelFamily family,
            CovariateOptions options,
            double logLikelihood,
            double objective,
            double[] estimates,
            double[] errors) {
        Golden(ModelFamily family, CovariateOptions options, double value, double[] estimates, double... errors) {
            this(family, options, value, value, estimates, errors);
        }

        @Override
        public String toString() {
            return family + ", " + options;
        }
    }

    /**
     * By a Python script on scipy 1.17.1: the likelihoods in closed form (Pareto/NBD with its ₂F₁ by {@code hyp2f1},
     * GGompertz/NBD's integral by 120 nodes of Gauss and Legendre), {@code minimize} with Nelder-Mead, then BFGS, then Newton
     * with differences of fourth order until the slope is below 1e-8.
     */
    static List<Golden> goldens() {
        return List.of(
                new Golden(
                        ModelFamily.PARETO_NBD,
                        DEFAULTS,
                        -9773.467952657,
                        values(
                                2.26001659,
                                15.744463,
                                0.578240333,
                                12.4273383,
                                0.180291729,
                                0.290029905,
                                0.241664393,
                                -0.642279868),
                        0.053363730612,
                        0.089128075919,
                        0.136688255389,
                        0.238662882539),
                new Golden(
                        ModelFamily.PARETO_NBD,
                        DEFAULTS.withSameCoefficients(),
                        -9780.743073081,
                        values(2.23822819, 15.3859806, 0.544660513, 13.7956681, 0.191753501, 0.201930526),
                        0.051820149556,
                        0.086094091579),
                new Golden(
                        ModelFamily.PARETO_NBD,
                        DEFAULTS.withRidge(40),
                        -9774.128843571,
                        -9776.106608979,
                        values(
                                2.2606178,
                                15.1734895,
                                0.576468122,
                                11.4029615,
                                0.163685493,
                                0.27695662,
                                0.161623769,
                                -0.432709666),
                        values(0.0511587, 0.08571141, 0.11049297, 0.19294085)),
                new Golden(
                        ModelFamily.PARETO_NBD,
                        DEFAULTS.withRidge(10, 100),
                        -9775.177399493,
                        -9776.763636814,
                        values(
                                2.2574206,
                                15.5068259,
                                0.570663849,
                                10.6860396,
                                0.171186062,
                                0.296607339,
                                0.11013173,
                                -0.285958103),
                        values(0.05261485, 0.08809661, 0.08988863, 0.15723312)),
                new Golden(
                        ModelFamily.BG_NBD,
                        DEFAULTS,
                        -8318.402888693,
                        values(
                                1.51340224,
                                13.8650727,
                                0.353218135,
                                0.863643204,
                                0.267580266,
                                0.277601354,
                                0.45276338,
                                -0.0823934703,
                                0.547794911,
                                0.893407327),
                        0.063448410984,
                        0.103542179372,
                        0.204842659443,
                        0.363236494807,
                        0.266338002972,
                        0.522875546159),
                new Golden(
                        ModelFamily.BG_NBD,
                        BOTH,
                        -8326.747001379,
                        values(
                                1.50789938,
                                13.9215446,
                                0.533794974,
                                2.17278023,
                                0.269610348,
                                0.284022033,
                                0.370279521,
                                -0.75576945),
                        0.063643403446,
                        0.103683218358,
                        0.189589204845,
                        0.296310921016),
                new Golden(
                        ModelFamily.BG_NBD,
                        BOTH.withSameCoefficients(),
                        -8332.722330330,
                        values(1.49329133, 13.415993, 0.39804378, 1.62781122, 0.280949225, 0.16623192),
                        0.060493733635,
                        0.098092419786),
                new Golden(
                        ModelFamily.MBG_NBD,
                        DEFAULTS,
                        -8362.809123705,
                        values(
                                1.83574524,
                                17.6544418,
                                1.21523073,
                                7.98041369,
                                0.292155217,
                                0.315539813,
                                0.326187452,
                                -0.723516793,
                                0.257951108,
                                -0.168100234),
                        0.060277333489,
                        0.097858979492,
                        0.245137845772,
                        0.464636155776,
                        0.284280584025,
                        0.593831448907),
                new Golden(
                        ModelFamily.MBG_NBD,
                        BOTH,
                        -8366.705138541,
                        values(
                                1.83925047,
                                17.6992079,
                                1.50608949,
                                10.0155561,
                                0.291247629,
                                0.320753859,
                                0.325244388,
                                -1.26867581),
                        0.0601862176,
                        0.097711751991,
                        0.228690339152,
                        0.414481748626),
                new Golden(
                        ModelFamily.GGOMPERTZ_NBD,
                        DEFAULTS,
                        -11090.847537268,
                        values(
                                2.61965902,
                                15.648988,
                                0.0437925448,
                                1.09555839,
                                7.21989569,
                                0.159220083,
                                0.357552219,
                                0.177056793,
                                -0.325404895),
                        0.041735239594,
                        0.075165509389,
                        0.103358445238,
                        0.196758914103));
    }

    private static double[] values(double... values) {
        return values;
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void agreesWithAnotherRoute(Golden golden) {
        Fitted<CovariateModel> fitted = CovariateCustomers.of(golden.family).fit(golden.family, golden.options);
        FitReport report = fitted.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.logLikelihood()).isCloseTo(golden.logLikelihood, within(1e-7));
        assertThat(report.objective()).isCloseTo(golden.objective, within(1e-7));
        assertThat(report.aic()).isCloseTo(2 * golden.estimates.length - 2 * golden.logLikelihood, within(1e-6));
        double[] estimates = report.estimates();
        assertThat(estimates).hasSameSizeAs(golden.estimates);
        for (int i = 0; i < estimates.length; i++) {
            assertThat(estimates[i])
                    .as(report.parameterNames().get(i))
                    .isCloseTo(golden.estimates[i], within(1e-7 * Math.max(1, golden.estimates[i])));
        }
        List<String> coefficients = fitted.model().coefficientNames();
        for (int k = 0; k < golden.errors.length; k++) {
            String name = coefficients.get(k);
            assertThat(report.isSigned(name)).isTrue();
            assertThat(report.standardError(name))
                    .as(name)
                    .isCloseTo(golden.errors[k], within(1e-5 * golden.errors[k]));
        }
        assertThat(fitted.model().parameters()).isEqualTo(estimates);
        assertThat(fitted.model().parameterNames()).isEqualTo(report.parameterNames());
    }

    /** What the report sums up is what each customer's own model says of its history. */
    @ParameterizedTest
    @MethodSource("goldens")
    void theLikelihoodIsTheSumOverTheCustomersOwnModels(Golden golden) {
        CovariateCustomers customers = CovariateCustomers.of(golden.family);
        Fitted<CovariateModel> fitted = customers.fit(golden.family, golden.options);
        CustomerModels models = fitted.model().forCustomers(customers.covariates());
        double sum = IntStream.range(0, customers.size())
                .mapToDouble(c -> models.of(c)
                        .logLikelihood(
                                customers.x()[c], customers.tx()[c], customers.age()[c]))
                .sum();
        assertThat(sum).isCloseTo(fitted.report().logLikelihood(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void derivativesAreThoseOfTheValue(Golden golden) {
        CovariateLikelihood likelihood = CovariateCustomers.of(golden.family).likelihood(golden.family, golden.options);
        double[] theta = likelihood.theta(golden.estimates);
        for (int i = 0; i < theta.length; i++) {
            theta[i] += 0.3 - 0.1 * (i % 5);
        }
        DerivativeCheck.gradient(likelihood, theta, 1e-7);
        int n = theta.length;
        double[][] hessian = new double[n][n];
        likelihood.hessian(theta, hessian);
        double[][] rough = new double[n][n];
        likelihood.roughHessian(theta, new double[n], rough);
        for (int i = 0; i < n; i++) {
            double[] above = new double[n];
            double[] below = new double[n];
            double[] at = theta.clone();
            at[i] += 1e-5;
            likelihood.value(at, above);
            at[i] -= 2e-5;
            likelihood.value(at, below);
            for (int j = 0; j < n; j++) {
                double difference = (above[j] - below[j]) / 2e-5;
                double size = Math.max(10, Math.abs(difference));
                assertThat(hessian[i][j]).as("%d, %d", i, j).isCloseTo(difference, within(1e-5 * size));
                assertThat(rough[i][j]).as("rough %d, %d", i, j).isCloseTo(difference, within(1e-3 * size));
            }
        }
    }

    static List<Golden> fewGoldens() {
        return goldens().stream()
                .filter(golden -> golden.family != ModelFamily.GGOMPERTZ_NBD && golden.family != ModelFamily.MBG_NBD)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fewGoldens")
    void unitAndOriginOfACovariateDoNotMatter(Golden golden) {
        CovariateCustomers customers = CovariateCustomers.of(golden.family);
        double[] inOtherUnits =
                Arrays.stream(customers.income()).map(v -> v * 1e6).toArray();
        double[] moved = Arrays.stream(customers.web()).map(v -> 50 * v + 2_000).toArray();
        FitReport scaled = customers
                .fit(
                        golden.family,
                        Covariates.of(List.of("income", "web"), inOtherUnits, customers.web()),
                        golden.options,
                        FIT)
                .report();
        FitReport shifted = customers
                .fit(
                        golden.family,
                        Covariates.of(List.of("income", "web"), customers.income(), moved),
                        golden.options,
                        FIT)
                .report();
        FitReport report = customers.fit(golden.family, golden.options).report();
        assertThat(scaled.logLikelihood()).isCloseTo(report.logLikelihood(), within(1e-8));
        assertThat(shifted.logLikelihood()).isCloseTo(report.logLikelihood(), within(1e-8));
        assertThat(scaled.objective()).isCloseTo(report.objective(), within(1e-8));
        assertThat(shifted.objective()).isCloseTo(report.objective(), within(1e-8));
        for (String name : report.parameterNames()) {
            double unit = name.endsWith("income") ? 1e-6 : 1;
            assertThat(scaled.estimate(name))
                    .as(name)
                    .isCloseTo(report.estimate(name) * unit, Percentage.withPercentage(1e-5));
            assertThat(scaled.standardError(name))
                    .as(name)
                    .isCloseTo(report.standardError(name) * unit, Percentage.withPercentage(1e-4));
            if (report.isSigned(name)) {
                double of = name.endsWith("web") ? 1.0 / 50 : 1;
                assertThat(shifted.estimate(name))
                        .as(name)
                        .isCloseTo(report.estimate(name) * of, Percentage.withPercentage(1e-5));
                assertThat(shifted.standardError(name))
                        .as(name)
                        .isCloseTo(report.standardError(name) * of, Percentage.withPercentage(1e-4));
            }
        }
        // At z = 0 a customer is 2,000 units away, and α₀ is told there.
        String name = golden.options.hasSameCoefficients() ? "web" : "transaction.web";
        assertThat(Math.log(shifted.estimate("alpha")))
                .isCloseTo(Math.log(report.estimate("alpha")) + 40 * report.estimate(name), within(1e-4));
    }

    /** A prior is on the customer with mean covariates, or the origin of a covariate would be felt. */
    @Test
    void theOriginDoesNotMatterUnderAPriorEither() {
        CovariateCustomers customers = CovariateCustomers.of("bg");
        double[] moved = Arrays.stream(customers.income()).map(v -> v - 50).toArray();
        FitOptions held = FIT.withPrior(0.5);
        FitReport report = customers
                .fit(ModelFamily.BG_NBD, customers.covariates(), BOTH, held)
                .report();
        FitReport shifted = customers
                .fit(ModelFamily.BG_NBD, Covariates.of(List.of("income", "web"), moved, customers.web()), BOTH, held)
                .report();
        assertThat(report.objective()).isLessThan(report.logLikelihood() - 0.1);
        assertThat(shifted.objective()).isCloseTo(report.objective(), within(1e-8));
        assertThat(shifted.estimate("transaction.income"))
                .isCloseTo(report.estimate("transaction.income"), within(1e-7));
    }

    @Test
    void ridgeDrawsToTheFitWithoutCovariates() {
        CovariateCustomers customers = CovariateCustomers.of("bg");
        FitReport plain = BgNbd.fit(customers.histories(), FIT).report();
        FitReport held =
                customers.fit(ModelFamily.BG_NBD, DEFAULTS.withRidge(1e12)).report();
        assertThat(held.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-6));
        assertThat(held.estimate("transaction.income")).isCloseTo(0, within(1e-8));
        assertThat(held.estimate("alpha")).isCloseTo(plain.estimate("alpha"), within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD", "MBG_NBD", "GGOMPERTZ_NBD"})
    void withoutEffectItIsThePlainFit(ModelFamily family) {
        CovariateCustomers customers = CovariateCustomers.of(family);
        Fitted<CovariateModel> fitted =
                customers.fit(family, DEFAULTS.withTransaction().withAttrition());
        Fitted<? extends PurchaseModel> plain = Simulated.fit(fitted.model().base(), customers.histories(), FIT);
        assertThat(fitted.model().base()).isEqualTo(plain.model());
        assertThat(fitted.report().logLikelihood()).isEqualTo(plain.report().logLikelihood());
        assertThat(fitted.model().coefficientNames()).isEmpty();
        assertThat(fitted.model().forCustomer()).isEqualTo(plain.model());
    }

    @Test
    void eachColumnActsWhereItIsToldTo() {
        CovariateCustomers customers = CovariateCustomers.of("pareto");
        Fitted<CovariateModel> fitted = customers.fit(
                ModelFamily.PARETO_NBD, DEFAULTS.withTransaction("web").withAttrition("income"));
        assertThat(fitted.model().coefficientNames()).containsExactly("transaction.web", "attrition.income");
        assertThat(fitted.model().columns()).containsExactly("income", "web");
        ParetoNbd base = (ParetoNbd) fitted.model().base();
        ParetoNbd other = (ParetoNbd) fitted.model().forCustomer(2, 1);
        assertThat(other.alpha())
                .isCloseTo(base.alpha() * Math.exp(-fitted.model().coefficient("transaction.web")), within(1e-12));
        assertThat(other.beta())
                .isCloseTo(base.beta() * Math.exp(-2 * fitted.model().coefficient("attrition.income")), within(1e-12));
    }

    /** 0.05 of the chi-squared distribution with 4 degrees of freedom is at 9.488; the covariates made these customers. */
    @Test
    void likelihoodRatioTellsWhetherCovariatesMatter() {
        CovariateCustomers customers = CovariateCustomers.of("pareto");
        FitReport with = customers.fit(ModelFamily.PARETO_NBD, DEFAULTS).report();
        FitReport same = customers
                .fit(ModelFamily.PARETO_NBD, DEFAULTS.withSameCoefficients())
                .report();
        FitReport without = ParetoNbd.fit(customers.histories(), FIT).report();
        assertThat(with.likelihoodRatioTest(without).pValue()).isLessThan(0.001);
        assertThat(with.likelihoodRatioTest(same).statistic())
                .isCloseTo(2 * (9780.743073081 - 9773.467952657), within(1e-6));
        double[] noise =
                IntStream.range(0, customers.size()).mapToDouble(c -> c % 2).toArray();
        FitReport idle = customers
                .fit(ModelFamily.PARETO_NBD, Covariates.of(List.of("noise"), noise), DEFAULTS, FIT)
                .report();
        assertThat(idle.likelihoodRatioTest(without).pValue()).isGreaterThan(0.05);
    }

    private static CovariateCustomers reversed(CovariateCustomers of) {
        int n = of.size();
        return new CovariateCustomers(
                IntStream.range(0, n).map(i -> of.x()[n - 1 - i]).toArray(),
                reversed(of.tx()),
                reversed(of.age()),
                reversed(of.income()),
                reversed(of.web()));
    }

    private static double[] reversed(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[values.length - 1 - i])
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD"})
    void orderOfCustomersAndThreadsDoNotShow(ModelFamily family) throws Exception {
        CovariateCustomers customers = CovariateCustomers.of(family);
        // Many pieces of work, and of BG/NBD more customers than a sample has.
        CovariateCustomers many = repeated(customers, family == ModelFamily.BG_NBD ? 33 : 8);
        FitReport report = many.fit(family, BOTH).report();
        double[] estimates = report.estimates();
        assertThat(reversed(many).fit(family, BOTH).report().estimates()).isEqualTo(estimates);
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            FitReport other = pool.submit(() -> many.fit(family, BOTH).report()).get();
            pool.shutdown();
            assertThat(other.estimates()).isEqualTo(estimates);
            assertThat(other.logLikelihood()).isEqualTo(report.logLikelihood());
            assertThat(other.covarianceOfLogs()).isDeepEqualTo(report.covarianceOfLogs());
        }
    }

    /** The customers several times, each time with a little other income, so that no two are one row. */
    private static CovariateCustomers repeated(CovariateCustomers of, int times) {
        int n = of.size();
        return new CovariateCustomers(
                IntStream.range(0, n * times).map(i -> of.x()[i % n]).toArray(),
                IntStream.range(0, n * times).mapToDouble(i -> of.tx()[i % n]).toArray(),
                IntStream.range(0, n * times).mapToDouble(i -> of.age()[i % n]).toArray(),
                IntStream.range(0, n * times)
                        .mapToDouble(i -> of.income()[i % n] + Math.floorDiv(i, n) * 1e-4)
                        .toArray(),
                IntStream.range(0, n * times).mapToDouble(i -> of.web()[i % n]).toArray());
    }

    /** As many times the same customers, as rows with a weight: the same estimates, and errors by the root of the times. */
    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD", "MBG_NBD"})
    void customersThatAreTheSameCountAsOftenAsTheyAre(ModelFamily family) {
        CovariateCustomers once = CovariateCustomers.of(family);
        int n = once.size();
        CovariateCustomers often = new CovariateCustomers(
                IntStream.range(0, n * 16).map(i -> once.x()[i % n]).toArray(),
                IntStream.range(0, n * 16).mapToDouble(i -> once.tx()[i % n]).toArray(),
                IntStream.range(0, n * 16).mapToDouble(i -> once.age()[i % n]).toArray(),
                IntStream.range(0, n * 16)
                        .mapToDouble(i -> once.income()[i % n])
                        .toArray(),
                IntStream.range(0, n * 16).mapToDouble(i -> once.web()[i % n]).toArray());
        FitReport one = once.fit(family, BOTH).report();
        FitReport sixteen = often.fit(family, BOTH).report();
        assertThat(sixteen.logLikelihood()).isCloseTo(16 * one.logLikelihood(), within(1e-5));
        for (String name : one.parameterNames()) {
            assertThat(sixteen.estimate(name)).as(name).isCloseTo(one.estimate(name), within(1e-5));
            assertThat(4 * sixteen.standardError(name))
                    .as(name)
                    .isCloseTo(one.standardError(name), Percentage.withPercentage(0.01));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD", "GGOMPERTZ_NBD"})
    void aWarmStartLeadsToTheSameMaximum(ModelFamily family) {
        CovariateCustomers customers = CovariateCustomers.of(family);
        Fitted<CovariateModel> cold = customers.fit(family, BOTH);
        FitReport warm = customers
                .fit(
                        family,
                        customers.covariates(),
                        BOTH,
                        FIT.withStart(cold.model().parameters()))
                .report();
        assertThat(warm.iterations()).isLessThanOrEqualTo(2);
        assertThat(warm.logLikelihood()).isCloseTo(cold.report().logLikelihood(), within(1e-8));
        assertThatThrownBy(() -> customers.fit(family, customers.covariates(), BOTH, FIT.withStart(1, 2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transaction.income");
        double[] negative = cold.model().parameters();
        negative[0] = -1;
        assertThatThrownBy(() -> customers.fit(family, customers.covariates(), BOTH, FIT.withStart(negative)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start of r is -1.0; it must be above 0");
    }

    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD", "MBG_NBD"})
    void columnsThatSayTheSameAreNamed(ModelFamily family) {
        CovariateCustomers customers = CovariateCustomers.of(family);
        double[] cents = Arrays.stream(customers.income()).map(v -> 7 - 100 * v).toArray();
        Covariates twice = Covariates.of(List.of("income", "cents", "web"), customers.income(), cents, customers.web());
        FitReport report =
                customers.fit(family, twice, DEFAULTS.withAttrition("web"), FIT).report();
        assertThat(report.status()).isEqualTo(FitStatus.FLAT);
        assertThat(report.message())
                .contains("transaction.income, transaction.cents")
                .doesNotContain("web");
        assertThat(report.standardError("transaction.income")).isInfinite();
        assertThat(report.standardError("transaction.cents")).isInfinite();
        assertThat(report.standardError("transaction.web")).isBetween(0.01, 1.0);
        // The likelihood is there all the same.
        FitReport once = customers.fit(family, DEFAULTS.withAttrition("web")).report();
        assertThat(report.logLikelihood()).isCloseTo(once.logLikelihood(), within(1e-6));
        // A penalty tells them apart.
        assertThat(customers
                        .fit(family, twice, DEFAULTS.withAttrition("web").withRidge(1), FIT)
                        .report()
                        .status())
                .isEqualTo(FitStatus.CONVERGED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PARETO_NBD", "BG_NBD", "MBG_NBD"})
    void aCovariateThatPartsBuyersFromOthersIsNamed(ModelFamily family) {
        CovariateCustomers customers = CovariateCustomers.of(family);
        double[] never =
                Arrays.stream(customers.x()).mapToDouble(x -> x == 0 ? 1 : 0).toArray();
        Covariates parting = Covariates.of(List.of("web", "never"), customers.web(), never);
        FitReport report = customers
                .fit(family, parting, DEFAULTS.withAttrition("web"), FIT)
                .report();
        assertThat(report.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(report.message()).contains("the likelihood rises for ever with the size of transaction.never:");
        assertThat(report.estimate("transaction.never")).isLessThan(-8);
        assertThat(report.standardError("transaction.never")).isInfinite();
        assertThat(report.interval("transaction.never", 0.9))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(report.standardError("transaction.web")).isBetween(0.01, 1.0);
    }

    /** Customers that drop out alike: a and b go to infinity together, with covariates as without. */
    @Test
    void aLimitOfTheBaseModelIsTold() {
        int n = 2_000;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] web = new double[n];
        java.util.SplittableRandom random = new java.util.SplittableRandom(11);
        for (int c = 0; c < n; c++) {
            web[c] = c % 2;
            age[c] = 60;
            double rate = 0.3 * (1 + web[c]) * (0.5 + random.nextDouble());
            double t = 0;
            boolean alive = true;
            while (alive) {
                t -= Math.log(random.nextDouble()) / rate;
                if (t > age[c]) {
                    break;
                }
                x[c]++;
                tx[c] = t;
                alive = random.nextDouble() > 0.15;
            }
        }
        FitReport report = CovariateModel.fit(
                        ModelFamily.BG_NBD, x, tx, age, TimeStep.WEEKS, Covariates.of(List.of("web"), web), BOTH, FIT)
                .report();
        assertThat(report.status()).isIn(FitStatus.AT_BOUNDARY, FitStatus.FLAT);
        assertThat(report.message()).contains("all customers have nearly the same dropout probability");
        assertThat(report.estimate("transaction.web")).isCloseTo(Math.log(2), within(0.1));
    }

    @Test
    void aColumnTooFarFromZeroIsToBeCentred() {
        CovariateCustomers customers = CovariateCustomers.of("bg");
        double[] seconds = Arrays.stream(customers.income()).map(v -> 1.7e9 + v).toArray();
        Covariates far = Covariates.of(List.of("since", "web"), seconds, customers.web());
        assertThatThrownBy(() -> customers.fit(ModelFamily.BG_NBD, far, DEFAULTS, FIT))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("alpha of a customer with all covariates 0 is Infinity")
                .hasMessageContaining("'since', whose mean is 1.7E+9; centre that column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NBD", "BG_CNBD_K", "MBG_CNBD_K", "BG_BB"})
    void otherFamiliesTakeNone(String family) {
        assertThatThrownBy(() -> CovariateCustomers.of("bg").fit(ModelFamily.valueOf(family), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes no covariates; Pareto/NBD, BG/NBD, MBG/NBD, GGompertz/NBD do");
    }
}
