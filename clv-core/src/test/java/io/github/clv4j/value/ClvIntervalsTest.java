package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.CovariateModel;
import io.github.clv4j.model.CovariateOptions;
import io.github.clv4j.model.Covariates;
import io.github.clv4j.model.CustomerModels;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseSensitivity;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The delta method's standard errors are those that the parameters' covariance gives by an independent route. */
class ClvIntervalsTest {
    private static final CustomerSummary SUMMARY = Shops.summary(Shops.PURCHASES, 1_500, 8);
    private static final Fitted<BgNbd> PURCHASES = BgNbd.fit(SUMMARY);
    private static final Fitted<GammaGamma> SPEND = GammaGamma.fit(SUMMARY);
    private static final ClvOptions YEAR =
            ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.1)).withGrossMargin(0.4);

    private static ClvScores scores(BgNbd purchases, GammaGamma spend, ClvOptions options) {
        return PredictedClv.of(purchases, spend, Shops.EUR, options).score(SUMMARY);
    }

    /** gᵀΣg in the parameters themselves, by differences of whole scorings. */
    private static double error(ClvOptions options, ToDoubleFunction<ClvScores> figure) {
        double[] p = PURCHASES.model().parameters();
        double[] s = SPEND.model().parameters();
        double[] gradient = new double[7];
        for (int j = 0; j < 7; j++) {
            double[] high = j < 4 ? p.clone() : s.clone();
            double[] low = high.clone();
            int at = j < 4 ? j : j - 4;
            double step = 1e-4 * high[at];
            high[at] += step;
            low[at] -= step;
            ClvScores above = j < 4 ? scores(bg(high), SPEND.model(), options) : scores(bg(p), gg(high), options);
            ClvScores below = j < 4 ? scores(bg(low), SPEND.model(), options) : scores(bg(p), gg(low), options);
            gradient[j] = (figure.applyAsDouble(above) - figure.applyAsDouble(below)) / (2 * step);
        }
        double variance = 0;
        double[][] ofPurchases = PURCHASES.report().covariance();
        double[][] ofSpend = SPEND.report().covariance();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                double covariance = i < 4 && j < 4 ? ofPurchases[i][j] : i >= 4 && j >= 4 ? ofSpend[i - 4][j - 4] : 0;
                variance += gradient[i] * gradient[j] * covariance;
            }
        }
        return Math.sqrt(variance);
    }

    private static BgNbd bg(double[] p) {
        return BgNbd.of(p[0], p[1], p[2], p[3], TimeStep.WEEKS);
    }

    private static GammaGamma gg(double[] p) {
        return GammaGamma.of(p[0], p[1], p[2]);
    }

    private static double total(ClvScores scores) {
        double sum = 0;
        for (int c = 0; c < scores.customers(); c++) {
            sum += scores.value(c);
        }
        return sum;
    }

    @Test
    void errorsAreThoseOfTheWholeScoring() {
        for (ClvOptions options : List.of(
                YEAR,
                YEAR.withPeriods(TimeStep.MONTHS).withCostPerOrder(150),
                YEAR.withRetentionCost(200, TimeStep.YEARS, CostDuration.WHILE_ALIVE),
                ClvOptions.infinite(DiscountRate.annual(0.15)))) {
            ClvIntervals intervals = ClvIntervals.delta(
                    scores(PURCHASES.model(), SPEND.model(), options), PURCHASES.report(), SPEND.report(), 0.9);
            for (int c : new int[] {0, 5, 700, 1_499}) {
                double expected = error(options, scores -> scores.value(c));
                assertThat(intervals.standardError(c)).isCloseTo(expected, within(1e-5 * expected));
            }
            double expected = error(options, ClvIntervalsTest::total);
            CustomerEquity all = intervals.scores().equity(Grouping.everyone(SUMMARY.customers()));
            assertThat(intervals.standardErrors(all)[0]).isCloseTo(expected, within(1e-5 * expected));
            assertThat(intervals.note()).isEmpty();
        }
    }

    @Test
    void endsAreThoseOfTheLogarithmUnlessThereAreCosts() {
        double z = 1.6448536269514722;
        ClvIntervals plain = ClvIntervals.delta(
                scores(PURCHASES.model(), SPEND.model(), YEAR), PURCHASES.report(), SPEND.report(), 0.9);
        double value = plain.scores().value(3);
        double error = plain.standardError(3);
        assertThat(plain.interval(3).lower()).isCloseTo(value * Math.exp(-z * error / value), within(1e-9));
        assertThat(plain.interval(3).upper()).isCloseTo(value * Math.exp(z * error / value), within(1e-9));
        assertThat(plain.toTable().rows()).isEqualTo(SUMMARY.presentCustomers());
        ClvIntervals net = ClvIntervals.delta(
                scores(PURCHASES.model(), SPEND.model(), YEAR.withCostPerOrder(5_000)),
                PURCHASES.report(),
                SPEND.report(),
                0.9);
        assertThat(net.scores().value(3)).isNegative();
        assertThat(net.interval(3).lower()).isCloseTo(net.scores().value(3) - z * net.standardError(3), within(1e-9));
    }

    @Test
    void aParameterThatIsNotToldIsNamed() {
        FitReport flat = new FitReport.Builder()
                .model(
                        "BG/NBD",
                        PURCHASES.report().parameterNames(),
                        PURCHASES.report().estimates())
                .ended(FitStatus.FLAT, "flat")
                .curvature(new double[4][4], unknownA(PURCHASES.report().covarianceOfLogs()))
                .build();
        ClvIntervals intervals =
                ClvIntervals.delta(scores(PURCHASES.model(), SPEND.model(), YEAR), flat, SPEND.report(), 0.9);
        assertThat(intervals.note()).contains("a;").contains("as if they were known");
        assertThat(intervals.standardError(0)).isFinite().isPositive();
    }

    private static double[][] unknownA(double[][] covariance) {
        for (int i = 0; i < 4; i++) {
            covariance[2][i] = i == 2 ? Double.POSITIVE_INFINITY : Double.NaN;
            covariance[i][2] = covariance[2][i];
        }
        return covariance;
    }

    @Test
    void customersWithTheirOwnModelsHaveIntervalsToo() {
        double[] loyal = new double[SUMMARY.customers()];
        Arrays.setAll(loyal, c -> c % 2);
        for (double unit : new double[] {1, 1e6}) {
            Covariates.Builder builder = Covariates.builder(SUMMARY, "loyal");
            for (int c = 0; c < loyal.length; c++) {
                builder.row(SUMMARY.index().id(c), loyal[c] * unit);
            }
            Covariates covariates = builder.build();
            Fitted<CovariateModel> fitted = CovariateModel.fit(
                    ModelFamily.BG_NBD,
                    SUMMARY,
                    covariates,
                    CovariateOptions.withDefaults(),
                    FitOptions.withDefaults());
            BgNbd base = (BgNbd) fitted.model().base();
            ClvScores scores = PredictedClv.of(base, SPEND.model(), Shops.EUR, YEAR)
                    .score(SUMMARY, fitted.model().forCustomers(covariates));
            for (int c : new int[] {0, 5, 700, 1_499}) {
                PredictedClv own =
                        PredictedClv.of(fitted.model().forCustomer(loyal[c] * unit), SPEND.model(), Shops.EUR, YEAR);
                assertThat(scores.value(c))
                        .isEqualTo(own.value(
                                SUMMARY.x(c),
                                SUMMARY.tx(c),
                                SUMMARY.age(c),
                                SUMMARY.x(c) == 0 ? 0 : SUMMARY.meanRepeatSpend(c)));
            }
            PurchaseSensitivity sensitivity =
                    PurchaseSensitivity.of(fitted.model(), covariates, fitted.report(), SUMMARY, YEAR.horizon(), false);
            ClvIntervals intervals = ClvIntervals.delta(scores, sensitivity, fitted.report(), SPEND.report(), 0.9);
            // The covariate tells nothing; its coefficients add some uncertainty to the plain model's.
            ClvIntervals plain = ClvIntervals.delta(
                    scores(PURCHASES.model(), SPEND.model(), YEAR), PURCHASES.report(), SPEND.report(), 0.9);
            assertThat(width(intervals.total()) / width(plain.total())).isBetween(0.9, 1.2);
            assertThat(intervals.standardError(5) / plain.standardError(5)).isBetween(0.8, 2.5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OutcomeIntervals.of(scores, fitted.report(), SPEND.report(), 0.9))
                    .withMessageContaining("each customer's own");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClvBootstrap.of(scores, 10, 1, 0.9))
                    .withMessageContaining("each customer's own");
        }
    }

    @Test
    void covariatesOfOtherCustomersAreRefused() {
        // The same customers, of whom the first is called otherwise.
        TransactionLog log = Shops.simulation(Shops.PURCHASES, 1_500, 8).log();
        TransactionLogBuilder builder = TransactionLog.builder(log.options());
        for (int c = 0; c < log.customers(); c++) {
            for (int row = log.start(c); row < log.end(c); row++) {
                builder.add(c == 0 ? "other" : log.index().id(c), log.day(row), log.amountMinor(row));
            }
        }
        CustomerSummary others = Shops.summary(builder.build());
        Covariates.Builder rows = Covariates.builder(others, "z");
        for (int c = 0; c < others.customers(); c++) {
            rows.row(others.index().id(c), c % 3);
        }
        Covariates covariates = rows.build();
        CovariateOptions options = CovariateOptions.withDefaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CovariateModel.fit(ModelFamily.BG_NBD, SUMMARY, covariates, options, FitOptions.withDefaults()))
                .withMessageContaining("customer number 0 of the covariates is 'other'");
        Fitted<CovariateModel> fitted =
                CovariateModel.fit(ModelFamily.BG_NBD, others, covariates, options, FitOptions.withDefaults());
        CustomerModels models = fitted.model().forCustomers(covariates);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(models, SUMMARY, 52))
                .withMessageContaining("'other'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseSensitivity.of(
                        fitted.model(), covariates, fitted.report(), SUMMARY, YEAR.horizon(), false))
                .withMessageContaining("'other'");
        assertThat(PurchaseForecast.of(models, others, 52).totalExpectedPurchases())
                .isPositive();
    }

    private static double width(Interval interval) {
        return interval.upper() - interval.lower();
    }

    @Test
    void reportsOfOtherModelsAndLevelsAreRefused() {
        ClvScores scores = scores(PURCHASES.model(), SPEND.model(), YEAR);
        ClvScores others = scores(Shops.PURCHASES, SPEND.model(), YEAR);
        for (double level : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClvIntervals.delta(scores, PURCHASES.report(), SPEND.report(), level))
                    .withMessageContaining("level is " + level);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvIntervals.delta(others, PURCHASES.report(), SPEND.report(), 0.9))
                .withMessageContaining("not of BG/NBD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvIntervals.delta(scores, PURCHASES.report(), PURCHASES.report(), 0.9))
                .withMessageContaining("not of Gamma-Gamma");
        FitReport partly = new FitReport.Builder()
                .model(
                        "BG/NBD",
                        List.of("r", "alpha"),
                        Arrays.copyOf(PURCHASES.report().estimates(), 2))
                .ended(FitStatus.CONVERGED, "found")
                .curvature(new double[2][2], new double[][] {{0.1, 0}, {0, 0.1}})
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvIntervals.delta(scores, partly, SPEND.report(), 0.9))
                .withMessageContaining("the report is of [r, alpha]");
        FitReport stopped = new FitReport.Builder()
                .model(
                        "BG/NBD",
                        PURCHASES.report().parameterNames(),
                        PURCHASES.report().estimates())
                .ended(FitStatus.NOT_CONVERGED, "stopped")
                .curvature(new double[4][4], PURCHASES.report().covarianceOfLogs())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvIntervals.delta(scores, stopped, SPEND.report(), 0.9))
                .withMessageContaining("NOT_CONVERGED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeIntervals.of(scores, PURCHASES.report(), SPEND.report(), 1 - 1e-9))
                .withMessageContaining("level is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeIntervals.of(
                        scores(PURCHASES.model(), SPEND.model(), ClvOptions.infinite(DiscountRate.annual(0.1))),
                        PURCHASES.report(),
                        SPEND.report(),
                        0.9))
                .withMessageContaining("horizon is infinite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvBootstrap.of(scores, 1, 1, 0.9))
                .withMessageContaining("replicates are 1");
    }

    @Test
    void anOutcomeIsTheMixtureOfItsOrders() {
        ClvOptions plain =
                ClvOptions.of(26, TimeStep.WEEKS, DiscountRate.none()).withGrossMargin(0.5);
        ClvScores scores = scores(PURCHASES.model(), SPEND.model(), plain);
        OutcomeIntervals outcomes = OutcomeIntervals.of(scores, PURCHASES.report(), SPEND.report(), 0.8);
        int busy = 0;
        for (int c = 0; c < SUMMARY.customers(); c++) {
            busy = scores.expectedPurchases(c) > scores.expectedPurchases(busy) ? c : busy;
        }
        int x = SUMMARY.x(busy);
        double mean = SUMMARY.meanRepeatSpend(busy);
        Interval interval = outcomes.value(busy);
        for (double[] end : new double[][] {{interval.lower(), 0.1}, {interval.upper(), 0.9}}) {
            double below = PURCHASES.model().probability(0, x, SUMMARY.tx(busy), SUMMARY.age(busy), 26);
            for (int n = 1; n < 300; n++) {
                below += PURCHASES.model().probability(n, x, SUMMARY.tx(busy), SUMMARY.age(busy), 26)
                        * SPEND.model().nextSpendProbability(end[0] / 0.5 / n, n, x, mean);
            }
            assertThat(below).isCloseTo(end[1], within(1e-8));
        }
        assertThat(outcomes.orders(busy).lower()).isGreaterThanOrEqualTo(0);
        assertThat(outcomes.level()).isEqualTo(0.8);
    }
}
