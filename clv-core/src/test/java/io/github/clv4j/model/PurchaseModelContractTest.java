package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every purchase model. A family takes part by one entry in {@link #MODELS}. */
class PurchaseModelContractTest {
    /** A customer of each kind: new, silent, busy, bought just now. */
    private static final List<History> HISTORIES = List.of(
            new History(0, 0, 0),
            new History(0, 0, 30),
            new History(1, 2, 30),
            new History(3, 20, 30),
            new History(12, 29, 30),
            new History(6, 30, 30));

    /** All but the NBD with finitely many purchases on average, however long one waits; few customers never buy at all. */
    private static final Map<ModelFamily, Subject> MODELS = models();

    private static Map<ModelFamily, Subject> models() {
        Map<ModelFamily, Subject> models = new EnumMap<>(ModelFamily.class);
        TimeStep weeks = TimeStep.WEEKS;
        put(models, false, Nbd.of(0.4, 12, weeks));
        put(models, false, ParetoNbd.of(0.6, 10.6, 2.6, 40, weeks));
        put(models, false, CorrelatedParetoNbd.of(0.6, 10.6, 2.6, 40, 6, weeks));
        put(models, false, BgNbd.of(2.6, 14.4, 2.8, 6.5, weeks));
        put(models, false, MbgNbd.of(2.5, 16.2, 2.9, 5.6, weeks));
        put(models, false, BgCnbdK.of(3, 2.8, 4.1, 2.7, 6.1, weeks));
        put(models, false, MbgCnbdK.of(2, 2.5, 6.1, 2.9, 5.6, weeks));
        put(models, false, GgompertzNbd.of(0.6, 10.6, 0.03, 0.8, 2.1, weeks));
        put(models, true, BgBb.of(1.2, 0.75, 2.6, 9, weeks));
        return models;
    }

    private static void put(Map<ModelFamily, Subject> models, boolean wholeTimes, PurchaseModel model) {
        models.put(model.family(), new Subject(model, wholeTimes));
    }

    /**
     * A model under test.
     *
     * @param wholeTimes true if it has opportunities at whole times and takes no other times
     */
    private record Subject(PurchaseModel model, boolean wholeTimes) {
        @Override
        public String toString() {
            return model.toString();
        }
    }

    private record History(int x, double tx, double age) {}

    static Stream<Subject> subjects() {
        return Stream.of(ModelFamily.values()).map(MODELS::get);
    }

    @Test
    void everyFamilyIsTested() {
        assertThat(MODELS).containsOnlyKeys(ModelFamily.values());
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void probabilitiesOfCountsAddUpAndHaveTheExpectationAsTheirMean(Subject subject) {
        PurchaseModel model = subject.model();
        for (History h : HISTORIES) {
            double sum = 0;
            double mean = 0;
            for (int n = 0; n < 2_000; n++) {
                double p = model.probability(n, h.x, h.tx, h.age, 13);
                assertThat(p).isBetween(0.0, 1.0);
                sum += p;
                mean += n * p;
            }
            assertThat(sum).as("%s", h).isCloseTo(1, offset(1e-11));
            assertThat(mean)
                    .as("%s", h)
                    .isCloseTo(model.expectedPurchases(h.x, h.tx, h.age, 13), relative(1e-10, mean));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void noPurchaseIsTheCountZero(Subject subject) {
        PurchaseModel model = subject.model();
        for (History h : HISTORIES) {
            double before = 1;
            for (double t : new double[] {0, 1, 13, 52, 520}) {
                double none = model.pNoPurchase(h.x, h.tx, h.age, t);
                assertThat(none).isEqualTo(model.probability(0, h.x, h.tx, h.age, t));
                assertThat(none).as("%s, %s", h, t).isLessThanOrEqualTo(before);
                before = none;
            }
            assertThat(model.pNoPurchase(h.x, h.tx, h.age, 0)).isCloseTo(1, offset(1e-15));
            assertThat(model.probability(1, h.x, h.tx, h.age, 0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void fewerAreAliveLaterAndMoreHaveBeenBought(Subject subject) {
        PurchaseModel model = subject.model();
        for (History h : HISTORIES) {
            double alive = model.pAlive(h.x, h.tx, h.age);
            double bought = 0;
            assertThat(alive).isBetween(0.0, 1.0);
            assertThat(model.pAlive(h.x, h.tx, h.age, 0)).isCloseTo(alive, offset(1e-15));
            assertThat(model.expectedPurchases(h.x, h.tx, h.age, 0)).isZero();
            for (double t : new double[] {1, 2, 13, 52, 104, 520}) {
                double aliveLater = model.pAlive(h.x, h.tx, h.age, t);
                double boughtLater = model.expectedPurchases(h.x, h.tx, h.age, t);
                assertThat(aliveLater).as("%s, %s", h, t).isBetween(0.0, alive);
                assertThat(boughtLater).as("%s, %s", h, t).isGreaterThan(bought);
                alive = aliveLater;
                bought = boughtLater;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theLikelihoodOfSilenceIsItsProbability(Subject subject) {
        PurchaseModel model = subject.model();
        for (double age : new double[] {1, 10, 52}) {
            double silent = model.probability(0, age);
            assertThat(Math.exp(model.logLikelihood(0, 0, age))).isCloseTo(silent, relative(1e-12, silent));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void withoutDiscountTheRestIsTheLimitOfTheExpectation(Subject subject) {
        PurchaseModel model = subject.model();
        for (History h : HISTORIES) {
            double rest = model.dert(h.x, h.tx, h.age, DiscountRate.none());
            if (model.family() == ModelFamily.NBD) {
                assertThat(rest).isEqualTo(Double.POSITIVE_INFINITY);
            } else {
                double far = model.expectedPurchases(h.x, h.tx, h.age, 1e9);
                assertThat(far).as("%s", h).isCloseTo(rest, relative(1e-8, rest));
                double near = model.dert(h.x, h.tx, h.age, DiscountRate.continuousAnnual(1e-7));
                assertThat(near).as("%s", h).isCloseTo(rest, relative(1e-6, rest));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void discountedPurchasesFallWithTheRate(Subject subject) {
        PurchaseModel model = subject.model();
        for (History h : HISTORIES) {
            double before = model.dert(h.x, h.tx, h.age, DiscountRate.none());
            for (double rate : new double[] {1e-6, 0.01, 0.1, 0.15, 1, 5, 50}) {
                double dert = model.dert(h.x, h.tx, h.age, DiscountRate.annual(rate));
                assertThat(dert).as("%s at %s", h, rate).isPositive().isLessThan(before);
                before = dert;
            }
        }
    }

    /** By parts, ∫ e^{−δt} dE(t) = ∫ δ e^{−δt} E(t) dt; of opportunities at whole times it is the sum. */
    @ParameterizedTest
    @MethodSource("subjects")
    void discountedPurchasesAreTheIntegralOfTheExpectation(Subject subject) {
        PurchaseModel model = subject.model();
        DiscountRate rate = DiscountRate.annual(20);
        double delta = rate.continuous(model.unit());
        for (History h : HISTORIES) {
            double sum = 0;
            if (subject.wholeTimes()) {
                double before = 0;
                for (int t = 1; t * delta < 40; t++) {
                    double bought = model.expectedPurchases(h.x, h.tx, h.age, t);
                    sum += Math.exp(-delta * t) * (bought - before);
                    before = bought;
                }
            } else {
                // Simpson's rule; E is smooth from 0 on.
                int steps = 16_000;
                double step = 40 / delta / steps;
                for (int i = 1; i <= steps; i++) {
                    double weight = i == steps ? 1 : i % 2 == 0 ? 2 : 4;
                    double t = i * step;
                    sum += weight * delta * Math.exp(-delta * t) * model.expectedPurchases(h.x, h.tx, h.age, t);
                }
                sum *= step / 3;
            }
            double dert = model.dert(h.x, h.tx, h.age, rate);
            assertThat(sum).as("%s", h).isCloseTo(dert, relative(1e-8, dert));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void nextOrderIsWhatTheProbabilityOfNoneSays(Subject subject) {
        PurchaseModel model = subject.model();
        double days = model.unit().days();
        for (History h : HISTORIES) {
            NextOrder next = model.nextOrder(h.x, h.tx, h.age, 0.8);
            assertThat(next.lowerDays()).isPositive().isLessThanOrEqualTo(next.medianDays());
            assertThat(next.upperDays()).isGreaterThanOrEqualTo(next.medianDays());
            assertThat(next.expectedDays()).isPositive();
            assertThat(next.probability()).isBetween(0.0, model.pAlive(h.x, h.tx, h.age) * (1 + 1e-15));
            if (!subject.wholeTimes()) {
                for (double[] level :
                        new double[][] {{next.lowerDays(), 0.1}, {next.medianDays(), 0.5}, {next.upperDays(), 0.9}}) {
                    if (level[0] < 1e12) {
                        assertThat(1 - model.pNoPurchase(h.x, h.tx, h.age, level[0] / days))
                                .as("%s by %s days", h, level[0])
                                .isCloseTo(level[1] * next.probability(), offset(1e-10));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aNewCustomerIsOneWithoutHistory(Subject subject) {
        PurchaseModel model = subject.model();
        DiscountRate rate = DiscountRate.annual(0.1);

        assertThat(model.expectedPurchases(52)).isEqualTo(model.expectedPurchases(0, 0, 0, 52));
        assertThat(model.probability(2, 52)).isEqualTo(model.probability(2, 0, 0, 0, 52));
        assertThat(model.dert(rate)).isEqualTo(model.dert(0, 0, 0, rate));
        assertThat(model.logLikelihood(0, 0, 0)).isCloseTo(0, offset(1e-15));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theLikelihoodOfManyIsTheSum(Subject subject) {
        PurchaseModel model = subject.model();
        int[] x = {0, 3, 3, 12};
        double[] tx = {0, 20, 20, 29};
        double[] age = {30, 30, 30, 30};
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += model.logLikelihood(x[i], tx[i], age[i]);
        }
        DistinctHistories histories = DistinctHistories.of(x, tx, age, model.unit());

        assertThat(model.logLikelihood(histories)).isCloseTo(sum, relative(1e-14, sum));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logLikelihood(DistinctHistories.of(x, tx, age, TimeStep.DAYS)))
                .withMessageContaining("WEEKS")
                .withMessageContaining("DAYS");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void anotherUnitOfTimeChangesNoFigure(Subject subject) {
        assumeThat(subject.wholeTimes()).isFalse();
        assumeThat(subject.model().family()).isNotEqualTo(ModelFamily.CORRELATED_PARETO_NBD);
        PurchaseModel weeks = subject.model();
        PurchaseModel days = weeks.in(TimeStep.DAYS);
        DiscountRate rate = DiscountRate.annual(0.1);
        Offset<Double> near = offset(1e-12);

        assertThat(days.unit()).isEqualTo(TimeStep.DAYS);
        assertThat(days.in(TimeStep.WEEKS).parameters()).containsExactly(weeks.parameters(), near);
        for (History h : HISTORIES) {
            double tx = 7 * h.tx;
            double age = 7 * h.age;
            double purchases = weeks.expectedPurchases(h.x, h.tx, h.age, 52);
            double dert = weeks.dert(h.x, h.tx, h.age, rate);
            NextOrder next = weeks.nextOrder(h.x, h.tx, h.age, 0.8);
            assertThat(days.pAlive(h.x, tx, age)).isCloseTo(weeks.pAlive(h.x, h.tx, h.age), near);
            assertThat(days.pAlive(h.x, tx, age, 70)).isCloseTo(weeks.pAlive(h.x, h.tx, h.age, 10), near);
            assertThat(days.expectedPurchases(h.x, tx, age, 364)).isCloseTo(purchases, relative(1e-11, purchases));
            assertThat(days.probability(2, h.x, tx, age, 364))
                    .isCloseTo(weeks.probability(2, h.x, h.tx, h.age, 52), near);
            assertThat(days.pNoPurchase(h.x, tx, age, 364)).isCloseTo(weeks.pNoPurchase(h.x, h.tx, h.age, 52), near);
            assertThat(days.dert(h.x, tx, age, rate)).isCloseTo(dert, relative(1e-11, dert));
            assertThat(days.nextOrder(h.x, tx, age, 0.8).medianDays())
                    .isCloseTo(next.medianDays(), relative(1e-9, next.medianDays()));
            double events = h.x * (weeks.family().parameterNames().get(0).equals("k") ? weeks.parameters()[0] : 1);
            assertThat(days.logLikelihood(h.x, tx, age))
                    .isCloseTo(weeks.logLikelihood(h.x, h.tx, h.age) - events * Math.log(7), offset(1e-11));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aHistoryThatCannotBeIsRefusedByName(Subject subject) {
        PurchaseModel model = subject.model();
        List<Consumer<History>> methods = List.of(
                h -> model.logLikelihood(h.x, h.tx, h.age),
                h -> model.pAlive(h.x, h.tx, h.age),
                h -> model.pAlive(h.x, h.tx, h.age, 1),
                h -> model.expectedPurchases(h.x, h.tx, h.age, 1),
                h -> model.probability(1, h.x, h.tx, h.age, 1),
                h -> model.pNoPurchase(h.x, h.tx, h.age, 1),
                h -> model.dert(h.x, h.tx, h.age, DiscountRate.annual(0.1)),
                h -> model.nextOrder(h.x, h.tx, h.age, 0.8));
        for (Consumer<History> method : methods) {
            refused(() -> method.accept(new History(-1, 2, 3)), "x is -1");
            refused(() -> method.accept(new History(1, 4, 3)), "t_x is 4.0");
            refused(() -> method.accept(new History(1, -4, 3)), "t_x is -4.0");
            refused(() -> method.accept(new History(1, Double.NaN, 3)), "t_x is NaN");
            refused(() -> method.accept(new History(0, 2, 3)), "t_x is 2.0 though x is 0");
            refused(() -> method.accept(new History(1, 2, Double.NaN)), "T is NaN");
            refused(() -> method.accept(new History(1, 2, Double.POSITIVE_INFINITY)), "T is Infinity");
            refused(() -> method.accept(new History(0, 0, -1)), "T is -1.0");
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aSpanOrCountThatCannotBeIsRefusedByName(Subject subject) {
        PurchaseModel model = subject.model();
        for (double t : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(() -> model.pAlive(1, 2, 3, t), "t is " + t);
            refused(() -> model.expectedPurchases(t), "t is " + t);
            refused(() -> model.expectedPurchases(1, 2, 3, t), "t is " + t);
            refused(() -> model.probability(1, t), "t is " + t);
            refused(() -> model.probability(1, 1, 2, 3, t), "t is " + t);
            refused(() -> model.pNoPurchase(1, 2, 3, t), "t is " + t);
        }
        refused(() -> model.probability(-1, 1, 2, 3, 1), "n is -1");
        for (double level : new double[] {0, 1, -1, Double.NaN}) {
            refused(() -> model.nextOrder(1, 2, 3, level), "level is " + level);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aParameterOutOfItsDomainIsRefusedByName(Subject subject) {
        PurchaseModel model = subject.model();
        List<String> names = model.family().parameterNames();
        for (int i = 0; i < names.size(); i++) {
            double[] low = model.family().isSigned(i) ? new double[] {-99, 99} : new double[] {0, -1};
            for (double bad :
                    new double[] {low[0], low[1], Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                double[] parameters = model.parameters();
                parameters[i] = bad;
                refused(() -> model.family().of(parameters, model.unit()), names.get(i) + " is " + bad);
            }
        }
        refused(
                () -> model.family().of(Arrays.copyOf(model.parameters(), names.size() + 1), model.unit()),
                "there are " + (names.size() + 1));
        refused(() -> model.family().of(new double[0], model.unit()), "there are 0");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void modelsAreValues(Subject subject) {
        PurchaseModel model = subject.model();
        PurchaseModel same = model.family().of(model.parameters(), model.unit());
        assertThat(same).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString());
        assertThat(model.toString())
                .contains(model.family().displayName(), model.unit().toString());
        for (int i = 0; i < model.parameters().length; i++) {
            double[] other = model.parameters();
            other[i] += 1;
            assertThat(model.family().of(other, model.unit())).isNotEqualTo(model);
            assertThat(model.toString()).contains(Double.toString(model.parameters()[i]));
        }
        assertThat(model.family().of(model.parameters(), TimeStep.MONTHS)).isNotEqualTo(model);
        assertThat(model).isNotEqualTo(model.toString());

        double[] copy = model.parameters();
        copy[0] = 99;
        assertThat(model.parameters()[0]).as("parameters() is a copy").isNotEqualTo(99);
    }

    private static void refused(Runnable call, String figure) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(figure);
    }

    private static Offset<Double> relative(double error, double value) {
        return within(error * Math.abs(value));
    }
}
