package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.ZeroAmountPolicy;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Row;

/** Summaries on Spark against those of one machine, for the same rows. */
class SparkSummaryPropertyTest {
    @Property(tries = 7, shrinking = ShrinkingMode.OFF)
    void isTheSummaryOfOneMachine(@ForAll long seed) {
        Random random = new Random(seed);
        RefundPolicy refunds = List.of(
                        RefundPolicy.NET, RefundPolicy.NET, RefundPolicy.KEEP_NEGATIVE, RefundPolicy.DROP)
                .get(random.nextInt(4));
        LogOptions options = LogOptions.of(Samples.EUR)
                .withRefunds(refunds)
                .withZeroAmounts(random.nextBoolean() ? ZeroAmountPolicy.KEEP : ZeroAmountPolicy.DROP);
        options = random.nextBoolean() ? options.withCost() : options;
        List<SampleRow> rows = Samples.random(
                random.nextLong(),
                1 + random.nextInt(600),
                1 + random.nextInt(60),
                random.nextInt(4) > 0,
                random.nextBoolean());
        SummaryOptions how = SummaryOptions.withDefaults()
                .withStep(List.of(TimeStep.values()).get(random.nextInt(4)))
                .withMerging(random.nextBoolean() ? PurchaseMerging.SAME_DAY : PurchaseMerging.SAME_PERIOD);
        boolean atDefault = random.nextInt(3) == 0;
        how = atDefault ? how : how.until(Samples.FIRST.plusDays(random.nextInt(Samples.DAYS)));
        TransactionLog log = Samples.log(rows, options);
        if (atDefault && log.rows() == 0) {
            return;
        }
        CustomerSummary expected = CustomerSummary.of(log, how);

        SparkSummary summary = SparkSummary.of(Samples.transactions(rows, options, 1 + random.nextInt(64)), how);

        assertThat(summary.asOf()).isEqualTo(expected.asOf());
        assertThat(Samples.told(summary)).isEqualTo(Samples.told(expected));
        assertSameTable(summary, expected);
    }

    private static void assertSameTable(SparkSummary summary, CustomerSummary expected) {
        Map<String, Row> told = new HashMap<>();
        summary.toDataset().collectAsList().forEach(row -> told.put(row.getString(0), row));
        assertThat(told).hasSize(expected.presentCustomers());
        for (int c = 0; c < expected.customers(); c++) {
            if (expected.isPresent(c)) {
                Row row = Objects.requireNonNull(told.get(expected.index().id(c)));
                assertThat(row.<Integer>getAs("recency_days")).isEqualTo(expected.recencyDays(c));
                assertThat(row.getDecimal(5)).isEqualTo(Samples.EUR.toDecimal(expected.spendMinor(c)));
                assertThat(row.<Integer>getAs("x")).isEqualTo(expected.x(c));
                assertThat(row.<Double>getAs("tx")).isEqualTo(expected.tx(c));
                assertThat(row.<Double>getAs("age")).isEqualTo(expected.age(c));
                assertThat(row.<Double>getAs("mean_repeat_spend")).isEqualTo(expected.meanRepeatSpend(c));
            }
        }
    }

    /** Spans of time merge as on one machine, in either order, with periods that both share. */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void mergesAsOneMachineDoes(@ForAll long seed) {
        Random random = new Random(seed);
        LogOptions options = LogOptions.of(Samples.EUR)
                .withRefunds(RefundPolicy.KEEP_NEGATIVE)
                .withCost();
        SummaryOptions how = SummaryOptions.withDefaults()
                .withStep(random.nextBoolean() ? TimeStep.WEEKS : TimeStep.MONTHS)
                .withMerging(random.nextBoolean() ? PurchaseMerging.SAME_DAY : PurchaseMerging.SAME_PERIOD);
        List<SampleRow> rows = Samples.random(random.nextLong(), 500, 40, true, true);
        int split = (int) Samples.FIRST.toEpochDay() + 20 + random.nextInt(Samples.DAYS - 40);
        List<SampleRow> early = rows.stream().filter(row -> row.day() <= split).toList();
        List<SampleRow> late = rows.stream().filter(row -> row.day() > split).toList();
        CustomerSummary expected = CustomerSummary.of(Samples.log(early, options), how)
                .merge(CustomerSummary.of(Samples.log(late, options), how));
        SparkSummary first = SparkSummary.of(Samples.transactions(early, options, 3), how);
        SparkSummary second = SparkSummary.of(Samples.transactions(late, options, 2), how);

        SparkSummary merged = random.nextBoolean() ? first.merge(second) : second.merge(first);

        assertThat(merged.asOf()).isEqualTo(expected.asOf());
        assertThat(Samples.told(merged)).isEqualTo(Samples.told(expected));
        assertThat(Samples.told(merged))
                .isEqualTo(Samples.told(SparkSummary.of(Samples.transactions(rows, options, 4), how)));
    }

    /** Day after day, with refunds of what was bought before, comes to the summary of all rows together. */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void growsByTheRowsOfFurtherDays(@ForAll long seed) {
        Random random = new Random(seed);
        LogOptions options = LogOptions.of(Samples.EUR);
        List<SampleRow> rows = Samples.random(random.nextLong(), 400, 40, random.nextInt(4) > 0, random.nextBoolean());
        Collections.shuffle(rows, random);
        LocalDate first = Samples.FIRST.plusDays(60L + random.nextInt(60));
        LocalDate second = first.plusDays(1L + random.nextInt(40));
        SparkSummary stored = SparkSummary.of(
                Samples.transactions(rows, options, 3), SummaryOptions.weekly().until(first));
        List<SampleRow> added = new ArrayList<>();
        for (SampleRow row : rows) {
            if (row.day() > first.toEpochDay() && row.day() <= second.toEpochDay()) {
                added.add(row);
            }
        }

        SparkSummary grown = stored.plus(
                Samples.transactions(added, options, 2),
                SparkTransactions.checkedBefore(Samples.dataset(rows, 4), Samples.COLUMNS, options),
                second);

        CustomerSummary expected = CustomerSummary.of(
                Samples.log(rows, options), SummaryOptions.weekly().until(second));
        assertThat(grown.asOf()).isEqualTo(second);
        assertThat(Samples.told(grown)).isEqualTo(Samples.told(expected));
    }
}
