package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Summaries, histories and spend from figures that a cluster or a database has counted. */
class CountedElsewhereTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

    private static CustomerSummary summary(long seed, TimeStep step, PurchaseMerging merging) {
        Random random = new Random(seed);
        TransactionLogBuilder builder = TransactionLog.builder(
                LogOptions.of(EUR).withRefunds(RefundPolicy.KEEP_NEGATIVE).withCost());
        for (int i = 0; i < 3_000; i++) {
            int day = (int) AS_OF.toEpochDay() - random.nextInt(300);
            builder.add("c" + random.nextInt(600), day, random.nextInt(40) * 50L - 100, random.nextInt(90));
        }
        return CustomerSummary.of(
                builder.build(),
                SummaryOptions.withDefaults().until(AS_OF).withStep(step).withMerging(merging));
    }

    @Test
    void aSummaryOfItsOwnFiguresIsItself() {
        CustomerSummary expected = summary(1, TimeStep.WEEKS, PurchaseMerging.SAME_DAY);
        SummaryBuilder builder = SummaryBuilder.of(EUR, TimeStep.WEEKS, PurchaseMerging.SAME_DAY, AS_OF)
                .withCost();
        String[] ids = new String[expected.customers()];
        for (int c = 0; c < ids.length; c++) {
            ids[c] = expected.index().id(c);
            if (expected.isPresent(c)) {
                builder.add(
                        expected.orders(c),
                        expected.purchasePeriods(c),
                        expected.firstDay(c),
                        expected.lastDay(c),
                        expected.spendMinor(c),
                        expected.firstSpendMinor(c),
                        expected.costMinor(c));
            } else {
                builder.addAbsent(expected.spendMinor(c), expected.costMinor(c));
            }
        }
        assertThat(builder.size()).isEqualTo(ids.length);
        CustomerSummary built = builder.build(CustomerIndex.ofIds(ids));
        assertThat(built.sameRows(expected)).isTrue();
        assertThat(built.hasCost()).isTrue();
        assertThat(built.step()).isEqualTo(TimeStep.WEEKS);
        assertThat(built.merge(SummaryBuilder.of(EUR, TimeStep.WEEKS, PurchaseMerging.SAME_DAY, AS_OF)
                                .build(CustomerIndex.ofIds(new String[0])))
                        .sameRows(expected))
                .isTrue();
    }

    @Test
    void refusesFiguresThatCannotBe() {
        SummaryBuilder builder = SummaryBuilder.of(EUR, TimeStep.DAYS, PurchaseMerging.SAME_DAY, AS_OF);
        int day = (int) AS_OF.toEpochDay();
        assertThatThrownBy(() -> builder.add(1, 2, day, day, 5, 5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer number 0 has 1 orders in 2 periods");
        assertThatThrownBy(() -> builder.add(1, 1, day, day + 1, 5, 5, 0)).hasMessageContaining("last day <=");
        assertThatThrownBy(() -> builder.add(1, 1, day, day - 1, 5, 5, 0)).hasMessageContaining("first day <=");
        assertThatThrownBy(() -> builder.add(1, 1, day, day, 5, 5, 1)).hasMessageContaining("cost is 0");
        assertThatThrownBy(() -> builder.add(1, 1, day, day, 5, -5, 0)).hasMessageContaining("first spend");
        assertThatThrownBy(() -> builder.addAbsent(1, 0)).hasMessageContaining("spend 1");
        assertThatThrownBy(() -> builder.build(CustomerIndex.ofIds("a")))
                .hasMessage("the index has 1 customers, 0 were added; both must be as many");
    }

    @Test
    void refusesIdsThatAreNotUnique() {
        assertThatThrownBy(() -> CustomerIndex.ofIds("a", "b", "a"))
                .hasMessageContaining("'a' is blank or stands twice");
        assertThatThrownBy(() -> CustomerIndex.ofIds("a", " ")).hasMessageContaining("' ' is blank");
        assertThatThrownBy(() -> CustomerIndex.ofIds(1, 2, 2)).hasMessageContaining("id 2 stands twice");
        CustomerIndex index = CustomerIndex.ofIds(7, -1);
        assertThat(index.isNumeric()).isTrue();
        assertThat(index.indexOf(-1)).isEqualTo(1);
        assertThat(index.id(0)).isEqualTo("7");
    }

    /** In another order, and with some histories in two places. */
    @Test
    void countedHistoriesAreThoseOfTheCustomers() {
        for (PurchaseMerging merging : PurchaseMerging.values()) {
            for (TimeStep step : TimeStep.values()) {
                CustomerSummary summary = summary(2, step, merging);
                List<int[]> each = new ArrayList<>();
                for (int c = summary.customers() - 1; c >= 0; c--) {
                    if (summary.isPresent(c)) {
                        each.add(new int[] {summary.x(c), summary.txTicks(c), summary.ageTicks(c)});
                    }
                }
                DistinctHistories counted = DistinctHistories.ofCounts(
                        each.stream().mapToInt(row -> row[0]).toArray(),
                        each.stream().mapToInt(row -> row[1]).toArray(),
                        each.stream().mapToInt(row -> row[2]).toArray(),
                        each.stream().mapToLong(row -> 1).toArray(),
                        step,
                        merging);
                assertSame(counted, summary.distinctHistories());
            }
        }
    }

    private static void assertSame(DistinctHistories counted, DistinctHistories expected) {
        assertThat(counted.size()).isEqualTo(expected.size());
        assertThat(counted.customers()).isEqualTo(expected.customers());
        assertThat(counted.times()).isEqualTo(expected.times());
        assertThat(counted.step()).isEqualTo(expected.step());
        assertThat(counted.isWholePeriods()).isEqualTo(expected.isWholePeriods());
        for (int i = 0; i < counted.size(); i++) {
            assertThat(counted.x(i)).isEqualTo(expected.x(i));
            assertThat(counted.tx(i)).isEqualTo(expected.tx(i));
            assertThat(counted.age(i)).isEqualTo(expected.age(i));
            assertThat(counted.txTime(i)).isEqualTo(expected.txTime(i));
            assertThat(counted.weight(i)).isEqualTo(expected.weight(i));
        }
    }

    @Test
    void refusesHistoriesThatCannotBe() {
        for (int[] wrong : new int[][] {{-1, 0, 5, 1}, {0, 1, 5, 1}, {1, 6, 5, 1}, {1, -1, 5, 1}, {1, 1, 5, 0}}) {
            assertThatThrownBy(() -> DistinctHistories.ofCounts(
                            new int[] {wrong[0]},
                            new int[] {wrong[1]},
                            new int[] {wrong[2]},
                            new long[] {wrong[3]},
                            TimeStep.DAYS,
                            PurchaseMerging.SAME_DAY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("history number 0 has x " + wrong[0]);
        }
        assertThatThrownBy(() -> DistinctHistories.ofCounts(
                        new int[] {1, 1},
                        new int[] {1, 1},
                        new int[] {2, 2},
                        new long[] {Integer.MAX_VALUE, 1},
                        TimeStep.DAYS,
                        PurchaseMerging.SAME_DAY))
                .hasMessage("a history has 2147483648 customers; it must be at most 2147483647");
    }

    @Test
    void countedSpendIsThatOfTheCustomers() {
        CustomerSummary summary = summary(3, TimeStep.DAYS, PurchaseMerging.SAME_DAY);
        RepeatSpend expected = RepeatSpend.of(summary);
        List<Integer> x = new ArrayList<>();
        List<Double> mean = new ArrayList<>();
        long excluded = 0;
        for (int c = summary.customers() - 1; c >= 0; c--) {
            if (summary.x(c) > 0 && summary.meanRepeatSpend(c) > 0) {
                x.add(summary.x(c));
                mean.add(summary.meanRepeatSpend(c));
            } else if (summary.x(c) > 0) {
                excluded++;
            }
        }
        RepeatSpend counted = RepeatSpend.ofCounts(
                x.stream().mapToInt(i -> i).toArray(),
                mean.stream().mapToDouble(d -> d).toArray(),
                x.stream().mapToLong(i -> 1).toArray(),
                excluded);
        assertThat(counted.size()).isEqualTo(expected.size());
        assertThat(counted.customers()).isEqualTo(expected.customers());
        assertThat(counted.excluded()).isEqualTo(expected.excluded());
        assertThat(counted.correlation()).isEqualTo(expected.correlation());
        for (int i = 0; i < counted.size(); i++) {
            assertThat(counted.x(i)).isEqualTo(expected.x(i));
            assertThat(counted.meanSpend(i)).isEqualTo(expected.meanSpend(i));
            assertThat(counted.weight(i)).isEqualTo(expected.weight(i));
        }
        assertThatThrownBy(() -> RepeatSpend.ofCounts(new int[] {0}, new double[] {1}, new long[] {1}, 0))
                .hasMessageStartingWith("pair number 0 has x 0");
        assertThatThrownBy(() -> RepeatSpend.ofCounts(new int[] {1}, new double[] {Double.NaN}, new long[] {1}, 0))
                .hasMessageContaining("mean spend NaN");
        assertThatThrownBy(() -> RepeatSpend.ofCounts(new int[0], new double[0], new long[0], -1))
                .hasMessage("excluded is -1; it must be 0 or more");
    }
}
