package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.BgCnbdK;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is margin × spend × discounted purchases less costs, the same for one customer and for a million. */
class PredictedClvTest {
    private static final DiscountRate RATE = DiscountRate.annual(0.1);
    private static final ClvOptions YEAR = ClvOptions.of(52, TimeStep.WEEKS, RATE);
    private static final Simulation MADE = Shops.simulation(Shops.PURCHASES, 2_000, 5);
    private static final CustomerSummary SUMMARY = Shops.summary(MADE.log());

    static List<PurchaseModel> models() {
        return List.of(
                Shops.PURCHASES,
                ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS),
                MbgNbd.of(0.52, 6.2, 0.89, 1.6, TimeStep.WEEKS),
                BgCnbdK.of(2, 0.3, 2.1, 0.9, 2.2, TimeStep.WEEKS),
                GgompertzNbd.of(0.55, 10.6, 0.03, 0.8, 2.1, TimeStep.WEEKS),
                Nbd.of(0.4, 12, TimeStep.WEEKS));
    }

    private static PredictedClv clv(PurchaseModel model, ClvOptions options) {
        return PredictedClv.of(model, Shops.SPEND, Shops.EUR, options);
    }

    @ParameterizedTest
    @MethodSource("models")
    void withoutDiscountItIsMarginTimesSpendTimesPurchases(PurchaseModel model) {
        PredictedClv clv = clv(
                model, ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.none()).withGrossMargin(0.35));
        double expected = 0.35 * Shops.SPEND.expectedSpend(3, 40) * model.expectedPurchases(3, 20, 30, 52);
        assertThat(clv.value(3, 20, 30, 40)).isCloseTo(expected, within(1e-12 * expected));
    }

    @ParameterizedTest
    @MethodSource("models")
    void withoutEndItIsMarginTimesSpendTimesDert(PurchaseModel model) {
        PredictedClv clv = clv(model, ClvOptions.infinite(RATE).withGrossMargin(0.35));
        double expected = 0.35 * Shops.SPEND.expectedSpend(3, 40) * model.dert(3, 20, 30, RATE);
        assertThat(clv.value(3, 20, 30, 40)).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    void costsAreTakenOff() {
        PurchaseModel model = Shops.PURCHASES;
        ForecastHorizon year = YEAR.horizon();
        double purchases = model.discountedPurchases(3, 20, 30, year);
        double lifetime = model.discountedLifetime(3, 20, 30, year);
        double spend = Shops.SPEND.expectedSpend(3, 40);
        double plain = clv(model, YEAR).value(3, 20, 30, 40);
        assertThat(plain).isCloseTo(spend * purchases, within(1e-12 * plain));
        // 4.00 an order.
        assertThat(clv(model, YEAR.withCostPerOrder(400)).value(3, 20, 30, 40))
                .isCloseTo((spend - 4) * purchases, within(1e-12 * plain));
        // 12.00 a year while alive: 12 · 7 / 365.25 a week.
        double perWeek = 12 * 7 / 365.25;
        ClvOptions alive = YEAR.withRetentionCost(1200, TimeStep.YEARS, CostDuration.WHILE_ALIVE);
        assertThat(clv(model, alive).value(3, 20, 30, 40)).isCloseTo(plain - perWeek * lifetime, within(1e-12 * plain));
        // To the horizon whether alive or not: an annuity.
        double delta = RATE.continuous(TimeStep.WEEKS);
        ClvOptions always = YEAR.withRetentionCost(1200, TimeStep.YEARS, CostDuration.TO_HORIZON);
        assertThat(clv(model, always).value(3, 20, 30, 40))
                .isCloseTo(plain - perWeek * -Math.expm1(-52 * delta) / delta, within(1e-12 * plain));
        // By month, a month's cost at its end, the last one cut by the horizon.
        double annuity = 0;
        double month = TimeStep.MONTHS.days() / 7;
        for (int i = 1; i <= 12; i++) {
            double end = Math.min(52, i * month);
            annuity += Math.exp(-delta * end) * (end - (i - 1) * month);
        }
        double byMonth = clv(model, YEAR.withPeriods(TimeStep.MONTHS)).value(3, 20, 30, 40);
        assertThat(clv(model, always.withPeriods(TimeStep.MONTHS)).value(3, 20, 30, 40))
                .isCloseTo(byMonth - perWeek * annuity, within(1e-11 * plain));
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneCustomerAndAllGetTheSameBits(PurchaseModel model) {
        ClvOptions costs = YEAR.withCostPerOrder(100).withRetentionCost(50, TimeStep.MONTHS, CostDuration.WHILE_ALIVE);
        for (ClvOptions options : List.of(
                YEAR.withPeriods(TimeStep.WEEKS),
                costs,
                costs.withSpendBasis(SpendBasis.ALL_PURCHASES),
                ClvOptions.infinite(RATE))) {
            PredictedClv clv = clv(model, options);
            ClvScores scores = clv.score(SUMMARY);
            for (int c = 0; c < SUMMARY.customers(); c += 13) {
                double mean = options.spendBasis() == SpendBasis.ALL_PURCHASES
                        ? SUMMARY.money().toMajor(SUMMARY.spendMinor(c)) / SUMMARY.purchasePeriods(c)
                        : SUMMARY.x(c) == 0 ? 0 : SUMMARY.meanRepeatSpend(c);
                assertThat(scores.value(c)).isEqualTo(clv.value(SUMMARY.x(c), SUMMARY.tx(c), SUMMARY.age(c), mean));
                assertThat(scores.expectedSpend(c)).isEqualTo(clv.expectedSpend(SUMMARY.x(c), mean));
            }
        }
    }

    @Test
    void valuesAreThoseOfTheCustomerInAnyOrderAndCompany() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 400).boxed().toList());
        TransactionLog all = MADE.log();
        TransactionLogBuilder few = TransactionLog.builder(all.options());
        Collections.shuffle(order, new Random(3));
        for (int c : order) {
            for (int row = all.end(c) - 1; row >= all.start(c); row--) {
                few.add(all.index().id(c), all.day(row), all.amountMinor(row));
            }
        }
        CustomerSummary some = Shops.summary(few.build());
        PredictedClv clv = clv(Shops.PURCHASES, YEAR);
        ClvScores alone = clv.score(some);
        ClvScores together = clv.score(SUMMARY);
        for (int c = 0; c < 400; c++) {
            int there = some.index().indexOf(SUMMARY.index().id(c));
            assertThat(alone.value(there)).isEqualTo(together.value(c));
        }
    }

    @Test
    void threadsChangeNoBit() throws Exception {
        ClvOptions costs = YEAR.withRetentionCost(50, TimeStep.MONTHS, CostDuration.WHILE_ALIVE);
        CustomerSummary many = Shops.summary(Shops.PURCHASES, 40_000, 6);
        double[] here = values(clv(Shops.PURCHASES, costs).score(many));
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            double[] there = one.submit(() -> values(clv(Shops.PURCHASES, costs).score(many)))
                    .get();
            assertThat(there).isEqualTo(here);
        } finally {
            one.shutdown();
        }
    }

    private static double[] values(ClvScores scores) {
        return IntStream.range(0, scores.customers()).mapToDouble(scores::value).toArray();
    }

    @Test
    void equityAddsUpToTheCent() {
        ClvScores scores = clv(Shops.PURCHASES, YEAR.withGrossMargin(0.35)).score(SUMMARY);
        int[] group = new int[SUMMARY.customers()];
        Arrays.setAll(group, c -> c % 4 == 3 ? Grouping.NONE : c % 4);
        CustomerEquity equity = scores.equity(Grouping.of("quarter", List.of("a", "b", "c"), group));
        assertThat(equity.labels()).containsExactly("a", "b", "c", "(none)");
        assertThat(IntStream.range(0, 4).mapToLong(equity::valueMinor).sum())
                .isEqualTo(scores.totalMinor())
                .isEqualTo(equity.totalMinor())
                .isEqualTo(IntStream.range(0, SUMMARY.customers())
                        .mapToLong(scores::valueMinor)
                        .sum());
        assertThat(IntStream.range(0, 4).mapToLong(equity::customers).sum()).isEqualTo(SUMMARY.presentCustomers());
        assertThat(IntStream.range(0, 4)
                        .mapToDouble(g -> equity.share(g).orElseThrow())
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(equity.expectedAlive(3)).isBetween(1.0, (double) equity.customers(3));
        assertThat(equity.toTable().rows()).isEqualTo(4);
        assertThat(scores.toTable().rows()).isEqualTo(SUMMARY.presentCustomers());
        assertThat(scores.toTable().columns().stream().map(column -> column.name()))
                .containsExactly(
                        "customer_id",
                        "p_alive",
                        "expected_purchases",
                        "discounted_purchases",
                        "expected_spend",
                        "clv");
        assertThat(scores.concentration().totalMinor()).isEqualTo(scores.totalMinor());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores.equity(Grouping.everyone(3)))
                .withMessageContaining("3 customers");
    }

    @Test
    void aNewCustomerBringsItsFirstOrderToo() {
        PredictedClv clv = clv(Shops.PURCHASES, YEAR);
        double mean = Shops.SPEND.populationMean().orElseThrow();
        assertThat(clv.newCustomerValue())
                .isCloseTo(mean * (1 + Shops.PURCHASES.discountedPurchases(0, 0, 0, YEAR.horizon())), within(1e-10));
        GammaGamma heavy = GammaGamma.of(2, 0.9, 15);
        PredictedClv heavyTailed =
                PredictedClv.of(Shops.PURCHASES, heavy, Shops.EUR, YEAR.withSpendBasis(SpendBasis.ALL_PURCHASES));
        assertThatIllegalStateException()
                .isThrownBy(heavyTailed::newCustomerValue)
                .withMessageContaining("does not exist");
    }

    @Test
    void scoringOneCustomerAllocatesNothing() {
        PredictedClv clv = clv(
                Shops.PURCHASES,
                YEAR.withPeriods(TimeStep.WEEKS).withRetentionCost(5, TimeStep.WEEKS, CostDuration.WHILE_ALIVE));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = many(clv);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += many(clv);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(sum).isFinite();
        assertThat(allocated / 2_000.0).as("bytes a customer").isLessThan(1);
    }

    private static double many(PredictedClv clv) {
        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
            int x = i % 20;
            sum += clv.value(x, x == 0 ? 0 : 30, 39, x == 0 ? 0 : 25);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.NEGATIVE_INFINITY})
    void aMarginThatIsNoneIsRefused(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YEAR.withGrossMargin(margin))
                .withMessageContaining("gross margin is " + margin);
    }

    @ParameterizedTest
    @CsvSource({"0", "-4", "NaN"})
    void aHorizonThatIsNoneIsRefused(double weeks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClvOptions.of(weeks, TimeStep.WEEKS, RATE))
                .withMessageContaining("horizon is " + weeks);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.annual(-0.1))
                .withMessageContaining("discount rate is -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YEAR.withCostPerOrder(-1))
                .withMessageContaining("cost per order is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YEAR.withRetentionCost(-1, TimeStep.YEARS, CostDuration.WHILE_ALIVE))
                .withMessageContaining("retention cost is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv(Shops.PURCHASES, ClvOptions.infinite(DiscountRate.none())))
                .withMessageContaining("infinite")
                .withMessageContaining("no discounting");
        ClvOptions forEver =
                ClvOptions.infinite(DiscountRate.none()).withRetentionCost(1, TimeStep.YEARS, CostDuration.TO_HORIZON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv(ParetoNbd.of(1, 10, 2, 10, TimeStep.WEEKS), forEver))
                .withMessageContaining("retention cost of all time to come is infinite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictedClv.of(Shops.PURCHASES, GammaGamma.of(2, 0.9, 15), Shops.EUR, YEAR))
                .withMessageContaining("does not exist")
                .withMessageContaining("ALL_PURCHASES");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictedClv.of(Shops.PURCHASES, Shops.SPEND, MoneyScale.of("USD"), YEAR)
                        .score(SUMMARY))
                .withMessageContaining("USD")
                .withMessageContaining("EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        clv(BgNbd.of(0.2, 30, 0.8, 2, TimeStep.DAYS), YEAR).score(SUMMARY))
                .withMessageContaining("DAYS");
        PredictedClv clv = clv(Shops.PURCHASES, YEAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv.value(-1, 0, 3, 0))
                .withMessageContaining("x is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv.value(1, 1, 3, Double.NaN))
                .withMessageContaining("mean spend is NaN");
    }

    @Test
    void refundsThatOutweighOrdersCountAsNoSpend() {
        PredictedClv clv = clv(Shops.PURCHASES, YEAR);
        assertThat(clv.value(2, 10, 30, -15)).isEqualTo(clv.value(2, 10, 30, 0)).isPositive();
    }

    @Test
    void opportunitiesThatNobodyLeavesCostTheSameEitherWay() {
        BgBb staying = BgBb.of(1, 1, 1e-9, 1_000, TimeStep.YEARS);
        double sum = 0;
        for (int i = 1; i <= 10; i++) {
            sum += 100 * Math.pow(1.1, -i);
        }
        for (CostDuration duration : CostDuration.values()) {
            ClvOptions options = ClvOptions.of(10, TimeStep.YEARS, RATE)
                    .withGrossMargin(0)
                    .withRetentionCost(10_000, TimeStep.YEARS, duration);
            assertThat(clv(staying, options).value(0, 0, 0, 0)).isCloseTo(-sum, within(1e-6));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clv(Shops.PURCHASES, YEAR).value(3, 20, 30, Double.NEGATIVE_INFINITY))
                .withMessageContaining("mean spend is");
    }

    @Test
    void optionsAreValues() {
        ClvOptions one = YEAR.withGrossMargin(0.4).withCostPerOrder(3);
        assertThat(one)
                .isEqualTo(YEAR.withCostPerOrder(3).withGrossMargin(0.4))
                .hasSameHashCodeAs(YEAR.withCostPerOrder(3).withGrossMargin(0.4))
                .isNotEqualTo(YEAR)
                .isNotEqualTo(one.withSpendBasis(SpendBasis.ALL_PURCHASES))
                .isNotEqualTo(one.withRetentionCost(1, TimeStep.YEARS, CostDuration.WHILE_ALIVE));
        assertThat(one.toString()).contains("52.0 WEEKS").contains("0.4");
    }
}
