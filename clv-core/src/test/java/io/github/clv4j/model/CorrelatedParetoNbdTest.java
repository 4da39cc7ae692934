package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.LikelihoodRatioTest;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.SharedFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelatedParetoNbdTest {
    private static final TimeStep WEEKS = TimeStep.WEEKS;
    private static final FitOptions DEFAULTS = FitOptions.withDefaults();
    private static final GoldenFile EXACT = GoldenFile.of("exact-correlated-pareto-nbd.csv");

    private static CorrelatedParetoNbd model(GoldenFile.Row row) {
        return CorrelatedParetoNbd.of(
                row.number("r"), row.number("alpha"), row.number("s"), row.number("beta"), row.number("m"), WEEKS);
    }

    /** Measured: 3.2e-13 at most, 9.2e-13 for the mean time to the next order. The file tells how its values were made. */
    @Test
    void figuresAreThoseOfIntegrationOverTheJointDensity() {
        ErrorBudget errors = new ErrorBudget();
        DiscountRate rate = ExactValuesTest.perWeek(0.002);
        for (GoldenFile.Row row : EXACT.rows()) {
            CorrelatedParetoNbd model = model(row);
            int x = row.x();
            double tx = row.tx();
            double age = row.age();
            double ll = row.number("ll");
            errors.add("ll", row, model.logLikelihood(x, tx, age), ll, 1 + Math.abs(ll));
            errors.add("p_alive", row, model.pAlive(x, tx, age), row.number("p_alive"));
            errors.add("p_alive_later", row, model.pAlive(x, tx, age, 52), row.number("p_alive_later"));
            errors.add("purchases", row, model.expectedPurchases(x, tx, age, 52), row.number("purchases"));
            errors.add("two", row, model.probability(2, x, tx, age, 52), row.number("two"));
            errors.add("none", row, model.pNoPurchase(x, tx, age, 52), row.number("none"));
            errors.add("dert", row, model.dert(x, tx, age, rate), row.number("dert"));
            errors.add("correlation", row, model.correlation(), row.number("correlation"));
            if (!row.text("mean_to_next").isEmpty()) {
                double days = model.nextOrder(x, tx, age, 0.8).expectedDays();
                errors.add("mean_to_next", row, days / 7, row.number("mean_to_next"));
            }
        }
        for (String quantity : List.of(
                "ll", "p_alive", "p_alive_later", "purchases", "two", "none", "dert", "correlation", "mean_to_next")) {
            errors.assertWithin(quantity, 2e-12, 5e-13);
            assertThat(errors.count(quantity)).as(quantity).isGreaterThan(20);
        }
    }

    /** Simpson's rule over P(alive) later and over purchases to come. */
    @Test
    void discountedFiguresAreIntegralsOfThoseOfEachTime() {
        double delta = 0.05;
        double t = 30;
        int steps = 6_000;
        for (GoldenFile.Row row : EXACT.rows()) {
            CorrelatedParetoNbd model = model(row);
            int x = row.x();
            double tx = row.tx();
            double age = row.age();
            double lifetime = 0;
            double purchases = 0;
            for (int i = 0; i <= steps; i++) {
                double u = t * i / steps;
                double weight = t / steps / 3 * (i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4) * Math.exp(-delta * u);
                lifetime += weight * model.survivorAlive(x, tx, age, u);
                purchases += weight * delta * model.survivorPurchases(x, tx, age, u);
            }
            purchases += Math.exp(-delta * t) * model.survivorPurchases(x, tx, age, t);
            assertThat(model.survivorLifetime(x, tx, age, t, delta))
                    .as("%s", row)
                    .isCloseTo(lifetime, within(1e-8 * lifetime));
            assertThat(model.survivorDiscounted(x, tx, age, t, delta))
                    .as("%s", row)
                    .isCloseTo(purchases, within(1e-8 * purchases));
        }
    }

    /** Derivatives by differences are asked for at fits whose m is at a bound, which then moves. */
    @Test
    void nearAModelAtItsBoundTheTieGoesWithTheBound() {
        CorrelatedParetoNbd free = CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, 0, WEEKS);
        for (double m : new double[] {free.lowerM(), free.upperM(), 3}) {
            CorrelatedParetoNbd model = CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, m, WEEKS);
            PurchaseModel near = ModelFamily.CORRELATED_PARETO_NBD.near(model, new double[] {0.54, 9.7, 0.50, 9.0, m});
            CorrelatedParetoNbd there = CorrelatedParetoNbd.of(0.54, 9.7, 0.50, 9.0, 0, WEEKS);
            double expected = m == 3 ? 3 : m > 0 ? there.upperM() : there.lowerM();
            assertThat(((CorrelatedParetoNbd) near).m()).isEqualTo(expected);
        }
    }

    /** Relative errors of 1e-13 are those of a sum that cancels nothing. */
    @Test
    void withoutATieItIsTheParetoNbd() {
        ParetoNbd plain = ParetoNbd.of(0.55, 10.6, 0.6, 11.7, WEEKS);
        CorrelatedParetoNbd tied = CorrelatedParetoNbd.of(0.55, 10.6, 0.6, 11.7, 0, WEEKS);
        double[][] histories = {{0, 0, 0}, {0, 0, 39}, {2, 30.5, 38.75}, {26, 31, 31}, {1, 1, 100}};
        DiscountRate rate = DiscountRate.annual(0.1);
        for (double[] h : histories) {
            int x = (int) h[0];
            assertNear(tied.logLikelihood(x, h[1], h[2]), plain.logLikelihood(x, h[1], h[2]));
            assertNear(tied.pAlive(x, h[1], h[2]), plain.pAlive(x, h[1], h[2]));
            assertNear(tied.expectedPurchases(x, h[1], h[2], 52), plain.expectedPurchases(x, h[1], h[2], 52));
            assertNear(tied.probability(3, x, h[1], h[2], 52), plain.probability(3, x, h[1], h[2], 52));
            assertNear(tied.dert(x, h[1], h[2], rate), plain.dert(x, h[1], h[2], rate));
            assertNear(
                    tied.nextOrder(x, h[1], h[2], 0.8).medianDays(),
                    plain.nextOrder(x, h[1], h[2], 0.8).medianDays());
        }
        assertThat(tied.correlation()).isZero();
    }

    private static void assertNear(double value, double expected) {
        assertThat(value).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }

    /** L = L00 + m LA LB (L00 + L11 − L10 − L01). */
    @Test
    void theLikelihoodIsTheSignedMixture() {
        for (GoldenFile.Row row : EXACT.rows()) {
            CorrelatedParetoNbd model = model(row);
            double r = model.r();
            double a = model.alpha();
            double s = model.s();
            double b = model.beta();
            double la = Math.pow(a / (1 + a), r);
            double lb = Math.pow(b / (1 + b), s);
            double l00 = likelihood(ParetoNbd.of(r, a, s, b, WEEKS), row);
            double twice = l00
                    + likelihood(ParetoNbd.of(r, a + 1, s, b + 1, WEEKS), row)
                    - likelihood(ParetoNbd.of(r, a + 1, s, b, WEEKS), row)
                    - likelihood(ParetoNbd.of(r, a, s, b + 1, WEEKS), row);
            double mixture = l00 + model.m() * la * lb * twice;
            // The sum cancels: its error is that of l00, times m.
            assertThat(Math.exp(model.logLikelihood(row.x(), row.tx(), row.age())))
                    .as("%s", row)
                    .isCloseTo(mixture, within(1e-12 * l00 * (1 + Math.abs(model.m()))));
        }
    }

    private static double likelihood(ParetoNbd model, GoldenFile.Row row) {
        return Math.exp(model.logLikelihood(row.x(), row.tx(), row.age()));
    }

    @Test
    void aTieBeyondItsBoundsIsRefusedWithThem() {
        CorrelatedParetoNbd free = CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, 0, WEEKS);
        for (double bound : new double[] {free.lowerM(), free.upperM()}) {
            assertThat(CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, bound, WEEKS)
                            .m())
                    .isEqualTo(bound);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, bound * 1.001, WEEKS))
                    .withMessageContaining("m is " + bound * 1.001)
                    .withMessageContaining("it must be in " + free.lowerM() + ".." + free.upperM());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, Double.NaN, WEEKS))
                .withMessageContaining("m is NaN");
    }

    @Test
    void anotherUnitOfTimeIsRefusedWithTheReason() {
        CorrelatedParetoNbd model = CorrelatedParetoNbd.of(0.53, 9.85, 0.49, 9.17, 2, WEEKS);
        assertThat(model.in(WEEKS)).isEqualTo(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.in(TimeStep.DAYS))
                .withMessageContaining("e^(-rate)")
                .withMessageContaining("it is in WEEKS and cannot be told in DAYS; fit it to data in DAYS");
    }

    @Test
    void derivativesAreThoseOfTheLikelihood() {
        HistoryColumns columns = HistoryColumns.of(simulated(1, 400));
        double[] centre = {-0.3, 2, 0.1, 1.5};
        for (double m : new double[] {1.5, -1}) {
            double[] p = {1.1, 1.4, 1.3, 2.8, m};
            SarmanovLikelihood plain = SarmanovLikelihood.of(columns);
            SarmanovLikelihood described = plain.around(p);
            SarmanovLikelihood searched = plain.searched((int) Math.signum(m), centre, 2);
            for (SarmanovLikelihood likelihood : List.of(described, searched)) {
                double[] theta = likelihood.theta(p);
                double[] back = likelihood.parameters(theta);
                for (int i = 0; i < p.length; i++) {
                    assertThat(back[i]).isCloseTo(p[i], within(1e-13 * Math.abs(p[i])));
                }
                DerivativeCheck.gradient(likelihood, theta, 1e-6);
            }
            assertThat(-described.value(described.theta(p), null))
                    .isCloseTo(
                            CorrelatedParetoNbd.of(p[0], p[1], p[2], p[3], p[4], WEEKS)
                                    .logLikelihood(simulated(1, 400)),
                            within(1e-8));
        }
    }

    private static DistinctHistories simulated(double m, int customers) {
        return Simulated.histories(
                CorrelatedParetoNbd.of(1.2, 1.5, 1.2, 3, m, WEEKS),
                Simulated.over(364, 84).withCustomers(customers).withSeed(11));
    }

    /** Seeds of customers whose rates are not tied, so that m may fall on either side. */
    @Test
    void aFitIsNeverBelowThatWithoutTheTie() {
        int inside = 0;
        for (int seed = 1; seed <= 12; seed++) {
            DistinctHistories histories = Simulated.histories(
                    ParetoNbd.of(1.2, 1.5, 1.2, 3, WEEKS),
                    Simulated.over(273, 84).withCustomers(250).withSeed(seed));
            FitReport plain = ParetoNbd.fit(histories, DEFAULTS).report();
            Fitted<CorrelatedParetoNbd> tied = CorrelatedParetoNbd.fit(histories, DEFAULTS);
            assertThat(tied.report().logLikelihood()).as("seed %s", seed).isGreaterThanOrEqualTo(plain.logLikelihood());
            assertThat(tied.model().logLikelihood(histories))
                    .isCloseTo(tied.report().logLikelihood(), within(1e-8));
            double m = tied.model().m();
            boolean atBound =
                    m / tied.model().upperM() > 1 - 1e-12 || m / tied.model().lowerM() > 1 - 1e-12;
            assertThat(tied.report().status()).isEqualTo(atBound ? FitStatus.AT_BOUNDARY : FitStatus.CONVERGED);
            inside += atBound ? 0 : 1;
        }
        assertThat(inside).as("fits inside the bounds, of 12").isBetween(1, 11);
    }

    /** Customers who buy often leave sooner (m above 0) or later. */
    @Test
    void aTieThatMadeTheCustomersIsFound() {
        for (double m : new double[] {2.5, -2.3}) {
            DistinctHistories histories = simulated(m, 8_000);
            Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(histories, DEFAULTS);
            CorrelatedParetoNbd truth = CorrelatedParetoNbd.of(1.2, 1.5, 1.2, 3, m, WEEKS);
            FitReport plain = ParetoNbd.fit(histories, DEFAULTS).report();
            LikelihoodRatioTest test = fitted.report().likelihoodRatioTest(plain);

            assertThat(fitted.report().logLikelihood()).isGreaterThanOrEqualTo(truth.logLikelihood(histories));
            assertThat(fitted.model().correlation()).isCloseTo(truth.correlation(), within(0.05));
            assertThat(test.degreesOfFreedom()).isEqualTo(1);
            assertThat(test.pValue()).isLessThan(0.01);
        }
    }

    /** Second differences of the model's own likelihood, in the logarithms and in m. */
    @Test
    void standardErrorsAreThoseOfTheLikelihood() {
        DistinctHistories histories = simulated(1, 8_000);
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(histories, DEFAULTS);
        FitReport report = fitted.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.message()).contains("have a correlation of ");
        assertThat(report.isSigned("m")).isTrue();
        double[] at = report.estimates();
        double[][] hessian = report.hessianOfLogs();
        double h = 2e-3;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j <= i; j++) {
                double mixed = (moved(histories, at, i, h, j, h)
                                - moved(histories, at, i, h, j, -h)
                                - moved(histories, at, i, -h, j, h)
                                + moved(histories, at, i, -h, j, -h))
                        / (4 * h * h);
                double size = Math.sqrt(hessian[i][i] * hessian[j][j]);
                assertThat(hessian[i][j]).as("%s %s", i, j).isCloseTo(mixed, within(1e-3 * size));
            }
        }
        double error = report.standardError("m");
        assertThat(report.interval("m", 0.95).lower()).isCloseTo(at[4] - 1.959964 * error, within(1e-6));
        assertThat(report.interval("m", 0.999).contains(1)).isTrue();
    }

    private static double moved(DistinctHistories histories, double[] p, int i, double byI, int j, double byJ) {
        double[] q = p.clone();
        q[i] = i == 4 ? q[i] + byI : q[i] * Math.exp(byI);
        q[j] = j == 4 ? q[j] + byJ : q[j] * Math.exp(byJ);
        return CorrelatedParetoNbd.of(q[0], q[1], q[2], q[3], q[4], WEEKS).logLikelihood(histories);
    }

    @Test
    void aWarmStartLeadsToTheSameMaximum() {
        DistinctHistories histories = simulated(1, 2_000);
        FitReport cold = CorrelatedParetoNbd.fit(histories, DEFAULTS).report();
        for (double m : new double[] {cold.estimate("m"), 0}) {
            double[] start = cold.estimates();
            start[4] = m;
            FitReport warm = CorrelatedParetoNbd.fit(histories, DEFAULTS.withStart(start))
                    .report();
            assertThat(warm.logLikelihood()).isCloseTo(cold.logLikelihood(), within(1e-6));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelatedParetoNbd.fit(histories, DEFAULTS.withStart(1, 1, 1, 1, 99)))
                .withMessageContaining("m is 99.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelatedParetoNbd.fit(histories, DEFAULTS.withStart(1, 1, 1, 1)))
                .withMessageContaining("has the parameters [r, alpha, s, beta, m]");
    }

    @Test
    void aSearchThatIsStoppedSaysSo() {
        FitReport report = CorrelatedParetoNbd.fit(simulated(1, 500), DEFAULTS.withMaxIterations(1))
                .report();
        assertThat(report.status()).isEqualTo(FitStatus.NOT_CONVERGED);
    }

    @Test
    void aPriorHoldsTheOtherParameters() {
        DistinctHistories histories = simulated(1, 500);
        FitReport without = CorrelatedParetoNbd.fit(histories, DEFAULTS).report();
        FitReport with =
                CorrelatedParetoNbd.fit(histories, DEFAULTS.withPrior(0.2)).report();
        assertThat(with.status().isUsable()).isTrue();
        assertThat(with.objective()).isLessThan(with.logLikelihood());
        assertThat(with.logLikelihood()).isLessThan(without.logLikelihood());
        assertThat(with.objective())
                .isGreaterThanOrEqualTo(ParetoNbd.fit(histories, DEFAULTS.withPrior(0.2))
                        .report()
                        .objective());
    }

    private static final String CDNOW = "reference/cdnow/full/clvtools_cdnow_sample_pnbd_cor.csv";

    private static DistinctHistories cdnow() throws IOException {
        List<String[]> rows = SharedFiles.csv(CDNOW);
        int n = rows.size();
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = Integer.parseInt(rows.get(c)[1]);
            tx[c] = Double.parseDouble(rows.get(c)[2]);
            age[c] = Double.parseDouble(rows.get(c)[3]);
        }
        return DistinctHistories.of(x, tx, age, WEEKS);
    }

    /**
     * clvtools_cdnow_sample_pnbd_cor_constrained_max.json: the maximum of CLVTools 0.12.1's own likelihood with m within its
     * bounds, where both of the upper bound's products are 1. CLVTools' own search ends at −9591.7659, tightened at
     * −9591.6849.
     */
    @Test
    void theMaximumForCdnowIsAtTheKinkOfTheBound() throws IOException {
        DistinctHistories histories = cdnow();
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(histories, DEFAULTS);
        FitReport report = fitted.report();
        CorrelatedParetoNbd model = fitted.model();
        FitReport plain = ParetoNbd.fit(histories, DEFAULTS).report();

        assertThat(report.logLikelihood()).isBetween(-9591.6657594088 - 1e-9, -9591.6657594088 + 1e-7);
        assertThat(model.r()).isCloseTo(0.528785696956342, within(1e-6));
        assertThat(model.alpha()).isCloseTo(9.847196346129897, within(1e-4));
        assertThat(model.s()).isCloseTo(0.4942322996734508, within(1e-5));
        assertThat(model.beta()).isCloseTo(9.17215065077483, within(2e-4));
        assertThat(model.m()).isCloseTo(21.109340873369096, within(1e-4)).isCloseTo(model.upperM(), within(1e-12));
        assertThat(model.correlation()).isCloseTo(0.08829306948713023, within(1e-6));
        assertThat(report.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(report.message())
                .startsWith(
                        "the likelihood is highest at the bound of m, its upper one 21.11: a correlation of 0.08829");
        assertThat(report.standardError("m")).isInfinite();
        assertThat(report.standardError("r")).isBetween(0.01, 0.2);

        LikelihoodRatioTest test = report.likelihoodRatioTest(plain);
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.statistic()).isCloseTo(2 * (9594.976178939549 - 9591.665759404774), within(1e-5));
        assertThat(test.pValue()).isBetween(0.010, 0.0102);
        CorrelatedParetoNbd theirs = CorrelatedParetoNbd.of(
                0.528785696956342, 9.847196346129897, 0.4942322996734508, 9.17215065077483, 21.109340873369, WEEKS);
        assertThat(theirs.logLikelihood(histories)).isCloseTo(-9591.66575940882, within(1e-8));
        assertThat(theirs.lowerM()).isCloseTo(-1.107702624702083, within(1e-12));
        assertThat(theirs.upperM()).isCloseTo(21.109340873369096, within(1e-12));
    }

    /**
     * CLVTools' predictions are Pareto/NBD's at the r, α, s and β of the tied fit, as if there were no tie: its m is at a
     * bound as well. Here the tie counts in predictions too; {@link
     * #figuresAreThoseOfIntegrationOverTheJointDensity} holds them against integration.
     */
    @Test
    void predictionsOfThePackageLeaveOutTheTie() throws IOException {
        double r = 0.5318657928059866;
        double alpha = 9.859369055172966;
        double s = 0.4810029960037948;
        double beta = 8.66264351971729;
        CorrelatedParetoNbd tied = CorrelatedParetoNbd.of(r, alpha, s, beta, 20.56443574617, WEEKS);
        assertThat(tied.correlation()).isCloseTo(0.0893418732045812, within(1e-10));
        assertThat(tied.logLikelihood(cdnow())).isCloseTo(-9591.684875871963, within(1e-6));
        ParetoNbd plain = ParetoNbd.of(r, alpha, s, beta, WEEKS);
        double alive = 0;
        double purchases = 0;
        for (String[] row : SharedFiles.csv(CDNOW)) {
            int x = Integer.parseInt(row[1]);
            double tx = Double.parseDouble(row[2]);
            double age = Double.parseDouble(row[3]);
            assertThat(plain.pAlive(x, tx, age)).isCloseTo(Double.parseDouble(row[4]), within(1e-9));
            double theirs = Double.parseDouble(row[5]);
            assertThat(plain.expectedPurchases(x, tx, age, 39)).isCloseTo(theirs, within(1e-8 * (1 + theirs)));
            alive += tied.pAlive(x, tx, age);
            purchases += tied.expectedPurchases(x, tx, age, 39);
        }
        // CLVTools: 1102.403 and 1782.484.
        assertThat(alive).isCloseTo(1112.8207, within(0.001));
        assertThat(purchases).isCloseTo(1736.5544, within(0.001));
    }
}
