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
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fit must not depend on, and data that other packages stumble over. */
class FitInvarianceTest {
    private static final FitOptions DEFAULTS = FitOptions.withDefaults();
    private static final Percentage SAME = Percentage.withPercentage(1e-4);

    /** BG/NBD at CDNOW's estimates: customers of 27 to 39 weeks. */
    private static final BgNbd CDNOW = BgNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeStep.WEEKS);

    private static final Simulation SHOP =
            Simulation.of(CDNOW, Simulated.over(273, 84).withCustomers(2_357).withSeed(1));

    static List<PurchaseModel> models() {
        return List.of(
                Nbd.of(0.4, 12, TimeStep.WEEKS),
                ParetoNbd.of(0.55, 10.6, 0.9, 12, TimeStep.WEEKS),
                CorrelatedParetoNbd.of(1.2, 1.5, 1.2, 3, 1, TimeStep.WEEKS),
                CDNOW,
                MbgNbd.of(0.9, 8, 0.9, 2, TimeStep.WEEKS),
                BgCnbdK.of(2, 0.8, 3, 0.8, 2.4, TimeStep.WEEKS),
                MbgCnbdK.of(3, 0.8, 2, 0.8, 2.4, TimeStep.WEEKS),
                GgompertzNbd.of(1.2, 12, 0.04, 1.6, 4, TimeStep.WEEKS),
                BgBb.of(1.2, 6, 0.9, 8, TimeStep.WEEKS));
    }

    /** Without BG/BB, which counts opportunities and no time, and the correlation, which is of one unit of time. */
    static Stream<PurchaseModel> timedModels() {
        return models().stream()
                .filter(model ->
                        model.family() != ModelFamily.BG_BB && model.family() != ModelFamily.CORRELATED_PARETO_NBD);
    }

    private static Simulation made(PurchaseModel model) {
        return Simulation.of(
                model, Simulated.over(700, 300).withCustomers(2_500).withSeed(7));
    }

    @Test
    void everyFamilyIsTested() {
        assertThat(models().stream().map(PurchaseModel::family)).containsExactlyInAnyOrder(ModelFamily.values());
    }

    /** Histories of an array's customers, each so many times, in an order of their own. */
    private static DistinctHistories repeated(Simulation made, int times, boolean backwards) {
        int n = made.customers() * times;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        for (int i = 0; i < n; i++) {
            int c = (backwards ? n - 1 - i : i) % made.customers();
            x[i] = made.x(c);
            tx[i] = made.tx(c);
            age[i] = made.age(c);
        }
        return DistinctHistories.of(x, tx, age, made.model().unit());
    }

    private static DistinctHistories scaled(Simulation made, TimeStep unit) {
        double factor = made.model().unit().days() / unit.days();
        int n = made.customers();
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = made.x(c);
            age[c] = made.age(c) * factor;
            tx[c] = Math.min(age[c], made.tx(c) * factor);
        }
        return DistinctHistories.of(x, tx, age, unit);
    }

    /** 235,700 customers, at which a well-known package's BG/NBD diverges without a word, and ten times as many. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void moreCustomersOfTheSameKindGiveTheSameModel(int times) {
        FitReport once = BgNbd.fit(SHOP.histories(), DEFAULTS).report();
        DistinctHistories many = repeated(SHOP, times, false);
        assertThat(many.customers()).isEqualTo(2_357L * times);
        FitReport often = BgNbd.fit(many, DEFAULTS).report();
        assertThat(once.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(often.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(often.logLikelihood()).isCloseTo(times * once.logLikelihood(), Percentage.withPercentage(1e-10));
        for (String name : once.parameterNames()) {
            assertThat(often.estimate(name)).as(name).isCloseTo(once.estimate(name), SAME);
            assertThat(often.standardError(name) * Math.sqrt(times))
                    .as(name)
                    .isCloseTo(once.standardError(name), Percentage.withPercentage(0.1));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void orderOfTheCustomersChangesNoBit(PurchaseModel model) {
        Simulation made = made(model);
        FitReport forth =
                Simulated.fit(model, repeated(made, 1, false), DEFAULTS).report();
        FitReport back = Simulated.fit(model, repeated(made, 1, true), DEFAULTS).report();
        assertThat(back.estimates()).containsExactly(forth.estimates());
        assertThat(back.logLikelihood()).isEqualTo(forth.logLikelihood());
        assertThat(back.message()).isEqualTo(forth.message());
    }

    @ParameterizedTest
    @MethodSource("timedModels")
    void unitOfTimeChangesNothing(PurchaseModel model) {
        Simulation made = made(model);
        Fitted<? extends PurchaseModel> weeks = Simulated.fit(model, made.histories(), DEFAULTS);
        assertThat(weeks.report().status()).isEqualTo(FitStatus.CONVERGED);
        for (TimeStep unit : TimeStep.values()) {
            Fitted<? extends PurchaseModel> other = Simulated.fit(model, scaled(made, unit), DEFAULTS);
            double factor = TimeStep.WEEKS.days() / unit.days();
            double[] back = other.model().in(TimeStep.WEEKS).parameters();
            for (int i = 0; i < back.length; i++) {
                assertThat(back[i]).as(unit + " " + i).isCloseTo(weeks.model().parameters()[i], SAME);
            }
            assertThat(other.model().pAlive(2, 10 * factor, 30 * factor))
                    .isCloseTo(weeks.model().pAlive(2, 10, 30), within(1e-6));
            assertThat(other.model().expectedPurchases(2, 10 * factor, 30 * factor, 52 * factor))
                    .isCloseTo(weeks.model().expectedPurchases(2, 10, 30, 52), within(1e-6));
            assertThat(other.model().probability(3, 2, 10 * factor, 30 * factor, 52 * factor))
                    .isCloseTo(weeks.model().probability(3, 2, 10, 30, 52), within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void numberOfThreadsChangesNoBit(PurchaseModel model) throws Exception {
        DistinctHistories histories = Simulated.histories(
                model, Simulated.over(500, 300).withCustomers(20_000).withSeed(8));
        double[] first = {};
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                FitReport report = pool.submit(
                                () -> Simulated.fit(model, histories, DEFAULTS).report())
                        .get();
                double[] found = Arrays.copyOf(report.estimates(), report.estimates().length + 1);
                found[found.length - 1] = report.logLikelihood();
                first = first.length == 0 ? found : first;
                assertThat(found).containsExactly(first);
            } finally {
                pool.shutdown();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void warmStartEndsSoonAndAtTheSameModel(PurchaseModel model) {
        DistinctHistories histories = made(model).histories();
        Fitted<? extends PurchaseModel> cold = Simulated.fit(model, histories, DEFAULTS);
        double[] start = Simulated.fitted(cold.model());
        for (int i = 0; i < start.length; i++) {
            start[i] *= i % 2 == 0 ? 1.02 : 0.99;
        }
        FitReport warm =
                Simulated.fit(model, histories, DEFAULTS.withStart(start)).report();
        assertThat(warm.iterations())
                .isLessThanOrEqualTo(6)
                .isLessThan(cold.report().iterations());
        assertThat(warm.evaluations()).isLessThan(cold.report().evaluations());
        assertThat(warm.logLikelihood()).isCloseTo(cold.report().logLikelihood(), within(1e-7));
        for (int i = 0; i < start.length; i++) {
            assertThat(warm.estimates()[i]).isCloseTo(cold.report().estimates()[i], SAME);
        }
    }

    @Test
    void gompertzBecomesParetoWhereNothingAges() {
        ParetoNbd truth = ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS);
        DistinctHistories histories = Simulated.histories(
                truth, Simulated.over(273, 84).withCustomers(2_357).withSeed(3));
        Fitted<ParetoNbd> pareto = ParetoNbd.fit(histories, DEFAULTS);
        Fitted<GgompertzNbd> gompertz = GgompertzNbd.fit(histories, DEFAULTS);
        assertThat(pareto.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(gompertz.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(gompertz.report().message()).contains("the model has become the Pareto/NBD");
        assertThat(gompertz.report().logLikelihood()).isCloseTo(pareto.report().logLikelihood(), within(1e-6));
        assertThat(gompertz.model().beta() / gompertz.model().b())
                .isCloseTo(pareto.model().beta(), Percentage.withPercentage(0.01));
        assertThat(gompertz.report().standardError("b")).isInfinite();
        assertThat(gompertz.report().standardError("r"))
                .isCloseTo(pareto.report().standardError("r"), Percentage.withPercentage(0.1));
        assertThat(gompertz.model().expectedPurchases(2, 10, 30, 52))
                .isCloseTo(pareto.model().expectedPurchases(2, 10, 30, 52), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("models")
    void fewerCustomersThanParametersAreRefused(PurchaseModel model) {
        DistinctHistories one =
                DistinctHistories.of(new int[] {3}, new double[] {20}, new double[] {30}, TimeStep.WEEKS);
        assertThatThrownBy(() -> Simulated.fit(model, one, DEFAULTS))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("parameters")
                .hasMessageContaining("1 customers");
        DistinctHistories two =
                DistinctHistories.of(new int[] {3, 1}, new double[] {20, 4}, new double[] {30, 26}, TimeStep.WEEKS);
        if (model.family() == ModelFamily.NBD) {
            assertThat(Simulated.fit(model, two, DEFAULTS).report().status().isUsable())
                    .isTrue();
        } else {
            assertThatThrownBy(() -> Simulated.fit(model, two, DEFAULTS))
                    .isInstanceOf(FitException.class)
                    .hasMessageContaining("2 customers");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void customersWithoutRepeatPurchaseAreRefused(PurchaseModel model) {
        double[] ages = new double[50];
        Arrays.setAll(ages, i -> 10 + i);
        for (double[] age : List.of(ages, new double[50])) {
            DistinctHistories none = DistinctHistories.of(new int[50], new double[50], age, TimeStep.WEEKS);
            assertThatThrownBy(() -> Simulated.fit(model, none, DEFAULTS))
                    .isInstanceOf(FitException.class)
                    .hasMessageContaining("none of the 50 customers has a repeat purchase");
        }
    }

    /** Customers that stayed: a and b are known to be such that nobody leaves, and to no more. */
    @Test
    void priorHoldsWhatTheDataDoNotTell() {
        DistinctHistories histories = Simulated.histories(
                Nbd.of(20, 20, TimeStep.WEEKS),
                Simulated.over(273, 84).withCustomers(1_000).withSeed(2));
        FitReport without = BgNbd.fit(histories, DEFAULTS).report();
        assertThat(without.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(without.message()).contains("no customer is seen to drop out");
        assertThat(without.standardError("b")).isInfinite();
        assertThat(without.objective()).isEqualTo(without.logLikelihood());
        FitReport with = BgNbd.fit(histories, DEFAULTS.withPrior(2)).report();
        assertThat(with.status()).isEqualTo(FitStatus.CONVERGED);
        for (String name : with.parameterNames()) {
            assertThat(with.standardError(name)).as(name).isFinite().isPositive();
        }
        assertThat(with.estimate("a")).isBetween(1e-4, 1.0);
        assertThat(with.estimate("b")).isBetween(1.0, 1e3);
        assertThat(with.objective()).isLessThan(with.logLikelihood() - 0.5);
        assertThat(with.logLikelihood()).isLessThan(without.logLikelihood()).isGreaterThan(without.logLikelihood() - 5);
        double likelihood = BgNbd.of(
                        with.estimate("r"),
                        with.estimate("alpha"),
                        with.estimate("a"),
                        with.estimate("b"),
                        TimeStep.WEEKS)
                .logLikelihood(histories);
        assertThat(with.logLikelihood()).isCloseTo(likelihood, within(1e-7));
        assertThat(with.aic()).isEqualTo(8 - 2 * with.logLikelihood());
        assertThat(with.estimate("r") / with.estimate("alpha"))
                .isCloseTo(without.estimate("r") / without.estimate("alpha"), Percentage.withPercentage(1));
    }
}
