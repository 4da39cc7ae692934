package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.summary.TestRow;
import io.github.clv4j.summary.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EvaluationPropertyTest {
    private static final FitOptions DEFAULTS = FitOptions.withDefaults();
    private static final LocalDate CALIBRATION_END = LocalDate.of(2023, 9, 29);
    private static final LocalDate END = LocalDate.of(2024, 3, 29);
    private static final BgNbd MODEL = BgNbd.of(0.6, 8, 0.8, 2.4, TimeStep.WEEKS);

    /** The rows of 250 simulated customers, of whom some come after the calibration. */
    private static final List<TestRow> ROWS = rows(Simulation.of(
                    MODEL,
                    SimulationOptions.of(LocalDate.of(2023, 1, 2), END)
                            .withEntryDays(340)
                            .withCustomers(250)
                            .withSeed(11))
            .log());

    private static List<TestRow> rows(TransactionLog log) {
        List<TestRow> rows = new ArrayList<>();
        for (int c = 0; c < log.customers(); c++) {
            String id = log.index().id(c).substring(1);
            for (int row = log.start(c); row < log.end(c); row++) {
                rows.add(new TestRow(id, log.day(row), log.amountMinor(row), 0));
            }
        }
        return rows;
    }

    private static CalibrationSplit split(TransactionLog log) {
        return CalibrationSplit.of(log, CALIBRATION_END, END, SummaryOptions.weekly());
    }

    /** All that is fitted and all that is expected without looking at the hold-out: parameters, report, series. */
    private static List<String> fits(ModelComparison comparison, TransactionLog log) {
        List<String> fits = new ArrayList<>();
        for (ComparedModel entry : comparison.entries()) {
            fits.add(entry.fitted().orElseThrow().model() + " "
                    + entry.fitted().orElseThrow().report() + " "
                    + Arrays.deepToString(entry.fitted().orElseThrow().report().covarianceOfLogs()) + " "
                    + entry.summary().presentCustomers());
        }
        Tracking tracking = Tracking.of(log, split(log), MODEL);
        IntStream.range(0, tracking.periods()).forEach(p -> fits.add(p + " " + tracking.expected(p)));
        fits.add(FrequencyFit.of(comparison.calibration(), MODEL, 7).toString());
        return fits;
    }

    /** What came after the calibration: rows of known and of new customers, refunds of any of their purchases among them. */
    @Provide
    Arbitrary<List<TestRow>> holdouts() {
        int first = (int) CALIBRATION_END.toEpochDay() + 1;
        int last = (int) END.toEpochDay() + 30;
        return Combinators.combine(
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(first, last),
                        Arbitraries.of(100L, 100L, 5L, 0L, -100L, -30L))
                .as((id, day, amount) -> new TestRow(Integer.toString(id), day, amount, 0))
                .list()
                .ofMaxSize(400);
    }

    @Provide
    Arbitrary<RefundPolicy> policies() {
        return World.policies();
    }

    @Property(tries = 8, seed = "41")
    void nothingOfTheHoldoutReachesAFit(
            @ForAll("holdouts") List<TestRow> added,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 3) int kept) {
        TransactionLog log = TestRow.log(policy, ROWS);
        // Some of the hold-out's rows go, some change, some come.
        List<TestRow> other = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            TestRow row = ROWS.get(i);
            boolean calibration = row.day() <= CALIBRATION_END.toEpochDay();
            if (calibration || i % 4 < kept) {
                other.add(calibration ? row : new TestRow(row.id(), row.day() + i % 3, row.amount() + i, 0));
            }
        }
        other.addAll(added);
        TransactionLog changed = TestRow.log(policy, other);

        ModelComparison one = ModelComparison.of(log, split(log), DEFAULTS);
        ModelComparison two = ModelComparison.of(changed, split(changed), DEFAULTS);

        assertThat(fits(two, changed)).isEqualTo(fits(one, log));
        assertThat(one.absentCustomers())
                .isEqualTo(250 - one.calibration().presentCustomers())
                .isPositive();
        assertThat(one.entry(ModelFamily.NBD).holdout().orElseThrow().absentCustomers())
                .isEqualTo(one.absentCustomers());
        assertThat(Tracking.of(log, split(log), MODEL).absentCustomers()).isEqualTo(one.absentCustomers());
    }

    /** Every result of a log as text, to the last bit. */
    private static List<List<List<String>>> everything(TransactionLog log) {
        CalibrationSplit split = split(log);
        HoldoutComparison holdout =
                HoldoutComparison.of(split, PurchaseForecast.of(MODEL, split.calibration(), split.holdoutLength()));
        ModelComparison models = ModelComparison.of(log, split, DEFAULTS);
        List<List<List<String>>> all = new ArrayList<>(List.of(
                Cells.of(holdout.toTable()),
                Cells.of(Gains.of(holdout).toTable()),
                Cells.of(Gains.of(holdout).curve(100)),
                Cells.of(Tracking.of(log, split, MODEL).toTable()),
                Cells.of(FrequencyFit.of(split.calibration(), MODEL, 7).toTable())));
        for (ModelCriterion criterion : ModelCriterion.values()) {
            all.add(Cells.of(models.toTable(criterion)));
        }
        return all;
    }

    @Property(tries = 4, seed = "42")
    void theOrderOfTheRowsDoesNotMatter(@ForAll long seed) {
        List<TestRow> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(everything(TestRow.log(RefundPolicy.NET, shuffled)))
                .isEqualTo(everything(TestRow.log(RefundPolicy.NET, ROWS)));
    }

    @Property(tries = 3, seed = "43")
    void theNumberOfThreadsDoesNotMatter(@ForAll @IntRange(min = 2, max = 8) int threads) {
        TransactionLog log = TestRow.log(RefundPolicy.NET, ROWS);
        assertThat(EvaluateData.onThreads(threads, () -> everything(log)))
                .isEqualTo(EvaluateData.onThreads(1, () -> everything(log)));
    }

    @Property(tries = 200, seed = "44")
    void figuresOfArraysDoNotDependOnTheirOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        Random random = new Random(seed);
        int[] x = random.ints(n, 0, 4).toArray();
        double[] age = random.doubles(n, 0.5, 40).toArray();
        double[] tx = new double[n];
        Arrays.setAll(tx, c -> x[c] == 0 ? 0 : age[c] * random.nextDouble());
        double[] expected = random.doubles(n, 0, 3).toArray();
        int[] actual = random.ints(n, 0, 3).toArray();
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, random);
        HoldoutOptions options = HoldoutOptions.withDefaults();
        HoldoutComparison one = HoldoutComparison.of(x, tx, age, 13, expected, actual, options);
        HoldoutComparison two = HoldoutComparison.of(
                order.stream().mapToInt(c -> x[c]).toArray(),
                order.stream().mapToDouble(c -> tx[c]).toArray(),
                order.stream().mapToDouble(c -> age[c]).toArray(),
                13,
                order.stream().mapToDouble(c -> expected[c]).toArray(),
                order.stream().mapToInt(c -> actual[c]).toArray(),
                options);
        assertThat(Cells.of(two.toTable())).isEqualTo(Cells.of(one.toTable()));
        assertThat(Cells.of(Gains.of(two).toTable()))
                .isEqualTo(Cells.of(Gains.of(one).toTable()));

        ForecastErrors all = one.overall();
        assertThat(all.rmse()).isGreaterThanOrEqualTo(all.mae() - 1e-12);
        assertThat(all.mae()).isGreaterThanOrEqualTo(Math.abs(all.bias()) - 1e-12);
        for (String breakdown : List.of("x", "t_x")) {
            double customers = 0;
            double absolute = 0;
            for (List<String> row : Cells.of(one.toTable())) {
                if (row.get(0).equals(breakdown)) {
                    customers += Double.parseDouble(row.get(2));
                    absolute += Double.parseDouble(row.get(2)) * Double.parseDouble(row.get(5));
                }
            }
            assertThat(customers).isEqualTo(n);
            assertThat(absolute / n).isCloseTo(all.mae(), within(1e-12));
        }
    }

    /** The mean of Gini and shares over all ways to order customers of the same prediction. */
    @Property(tries = 200, seed = "45")
    void tiesAreTheMeanOfAllTheirOrders(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int levels,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] predicted = random.ints(n, 0, levels).asDoubleStream().toArray();
        double[] actual = random.ints(n, 0, 5).asDoubleStream().toArray();
        Assume.that(Arrays.stream(actual).sum() > 0);
        double[] mean = new double[n + 1];
        int orders = sumOverOrders(new ArrayList<>(), predicted, actual, mean);
        Gains gains = Gains.of(predicted, actual);
        assertThat(gains.gini().orElseThrow()).isCloseTo(mean[n] / orders, within(1e-12));
        for (int i = 0; i < n; i++) {
            assertThat(gains.topShare((i + 1.0) / n).orElseThrow()).isCloseTo(mean[i] / orders, within(1e-12));
        }
        assertThat(Math.abs(gains.gini().orElseThrow()))
                .isLessThanOrEqualTo(gains.perfectGini().orElseThrow() + 1e-12);
    }

    /** Adds the shares of the first 1..n and G of every order that the predictions allow; gives the number of orders. */
    private static int sumOverOrders(List<Integer> chosen, double[] predicted, double[] actual, double[] sums) {
        int n = predicted.length;
        double total = Arrays.stream(actual).sum();
        if (chosen.size() == n) {
            double so = 0;
            for (int i = 0; i < n; i++) {
                so += actual[chosen.get(i)];
                sums[i] += so / total;
                sums[n] += (n + 1 - 2.0 * (i + 1)) * actual[chosen.get(i)] / (n * total);
            }
            return 1;
        }
        double next = IntStream.range(0, n)
                .filter(c -> !chosen.contains(c))
                .mapToDouble(c -> predicted[c])
                .max()
                .orElseThrow();
        int orders = 0;
        for (int c = 0; c < n; c++) {
            if (!chosen.contains(c) && predicted[c] == next) {
                List<Integer> more = new ArrayList<>(chosen);
                more.add(c);
                orders += sumOverOrders(more, predicted, actual, sums);
            }
        }
        return orders;
    }

    @Provide
    Arbitrary<World> worlds() {
        return World.worlds();
    }

    /** Increments are never negative, and what is counted is what the split counts. */
    @Property(tries = 300, seed = "46")
    void trackingIsTheSplitPeriodByPeriod(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int cut,
            @ForAll @IntRange(max = 100) int end,
            @ForAll TimeStep step,
            @ForAll TrackingGrid grid,
            @ForAll boolean steep) {
        Assume.that(world.day(end) > world.day(cut));
        TransactionLog log = TestRow.log(policy, world.rows());
        CalibrationSplit split = CalibrationSplit.of(log, world.date(cut), world.date(end), SummaryOptions.weekly());
        Assume.that(split.calibration().presentCustomers() > 0);
        PurchaseModel model = steep ? MbgNbd.of(900, 1e-3, 9, 0.5, TimeStep.DAYS) : Nbd.of(0.5, 20, TimeStep.DAYS);
        TrackingOptions options = TrackingOptions.of(split).withStep(step).withGrid(grid);
        Tracking tracking = Tracking.of(log, model, options);

        int last = tracking.periods() - 1;
        int repeat = 0;
        double expected = 0;
        for (int c = 0; c < log.customers(); c++) {
            if (split.calibration().isPresent(c)) {
                repeat += split.calibration().x(c) + split.holdoutPurchases(c);
                expected += model.expectedPurchases(
                        (double) world.day(end) - split.calibration().firstDay(c));
            }
        }
        assertThat(tracking.actualCumulative(last)).isEqualTo(repeat);
        assertThat(tracking.expectedCumulative(last)).isCloseTo(expected, within(1e-9 * (1 + expected)));
        assertThat(tracking.lastDay(last)).isEqualTo(world.date(end));
        assertThat(tracking.customers() + tracking.absentCustomers()).isEqualTo(log.customers());
        for (int p = 0; p <= last; p++) {
            assertThat(tracking.expected(p)).isNotNegative();
            assertThat(tracking.actual(p)).isNotNegative();
            assertThat(tracking.firstDay(p)).isBeforeOrEqualTo(tracking.lastDay(p));
            assertThat(tracking.isHoldout(p)).isEqualTo(tracking.firstDay(p).isAfter(world.date(cut)));
            if (p > 0) {
                assertThat(tracking.firstDay(p))
                        .isEqualTo(tracking.lastDay(p - 1).plusDays(1));
            }
        }
        assertThat(tracking.firstDay(0))
                .isEqualTo(LocalDate.ofEpochDay(IntStream.range(0, log.customers())
                        .filter(split.calibration()::isPresent)
                        .map(split.calibration()::firstDay)
                        .min()
                        .orElseThrow()));
    }

    /** Merged periods: the split of the same merging, if both its ends are ends of periods. */
    @Property(tries = 200, seed = "47")
    void trackingOfMergedPeriodsIsTheSplit(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int cut,
            @ForAll @IntRange(max = 100) int end,
            @ForAll TimeStep step) {
        int holdoutEnd = step.firstDayOf(step.periodOf(world.day(end)) + 1) - 1;
        Assume.that(holdoutEnd > world.day(cut));
        TransactionLog log = TestRow.log(policy, world.rows());
        CalibrationSplit split = CalibrationSplit.of(
                log,
                world.date(cut),
                LocalDate.ofEpochDay(holdoutEnd),
                SummaryOptions.withDefaults().withStep(step).withMerging(PurchaseMerging.SAME_PERIOD));
        Assume.that(split.calibration().presentCustomers() > 0);
        Tracking tracking = Tracking.of(log, split, Nbd.of(0.5, 20, step));
        int repeat = 0;
        double age = 0;
        for (int c = 0; c < log.customers(); c++) {
            if (split.calibration().isPresent(c)) {
                repeat += split.calibration().x(c) + split.holdoutPurchases(c);
                age += split.calibration().age(c) + split.holdoutLength();
            }
        }
        assertThat(tracking.actualCumulative(tracking.periods() - 1)).isEqualTo(repeat);
        assertThat(tracking.expectedCumulative(tracking.periods() - 1)).isCloseTo(age / 40, within(1e-9));
        assertThat(tracking.isWhole(tracking.periods() - 1)).isTrue();
    }
}
