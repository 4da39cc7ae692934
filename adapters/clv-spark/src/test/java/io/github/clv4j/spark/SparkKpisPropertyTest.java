package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.CohortOptions;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Facts and cohorts on Spark against those of one machine, for the rows up to the as-of day. */
class SparkKpisPropertyTest {
    private static final List<String> LABELS = List.of("gold", "silver", "nobody");

    private static @Nullable String label(String customer) {
        return switch (Math.floorMod(customer.hashCode(), 3)) {
            case 0 -> "gold";
            case 1 -> "silver";
            default -> null;
        };
    }

    private static int group(String customer) {
        String label = label(customer);
        return label == null ? Grouping.NONE : LABELS.indexOf(label);
    }

    private static Dataset<Row> groups(List<SampleRow> rows) {
        List<Row> labels = new ArrayList<>();
        rows.stream().map(SampleRow::customer).distinct().forEach(id -> labels.add(RowFactory.create(id, label(id))));
        return Sparks.SESSION.createDataFrame(
                labels,
                new StructType()
                        .add(SparkTransactions.CUSTOMER, DataTypes.StringType)
                        .add("tier", DataTypes.StringType));
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void countsAsOneMachineDoes(@ForAll long seed) {
        Random random = new Random(seed);
        LogOptions options = LogOptions.of(Samples.EUR)
                .withRefunds(random.nextBoolean() ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE);
        options = random.nextBoolean() ? options.withCost() : options;
        List<SampleRow> rows = Samples.random(
                random.nextLong(),
                50 + random.nextInt(600),
                1 + random.nextInt(60),
                random.nextInt(3) > 0,
                random.nextBoolean());
        LocalDate asOf = Samples.FIRST.plusDays(100L + random.nextInt(100));
        TransactionLog log = Samples.log(
                rows.stream().filter(row -> row.day() <= asOf.toEpochDay()).toList(), options);
        if (log.rows() == 0) {
            return;
        }
        boolean rolling = random.nextBoolean();
        Recipe<Periods> periods = rolling
                ? () -> Periods.rolling(asOf, 30, 10, 6)
                : () -> Periods.covering(Samples.FIRST.plusDays(40), asOf, TimeStep.MONTHS);
        Recipe<PeriodCalendar> calendar = () -> PeriodCalendar.of(TimeStep.MONTHS);
        Recipe<CohortOptions> cohortOptions =
                rolling ? () -> CohortOptions.withDefaults().withElapsedDays(30) : CohortOptions::withDefaults;
        SparkTransactions transactions = Samples.transactions(rows, options, 1 + random.nextInt(64));
        boolean grouped = random.nextBoolean();
        Grouping grouping = grouped
                ? Grouping.of(
                        "tier",
                        LABELS,
                        IntStream.range(0, log.customers())
                                .map(c -> group(log.index().id(c)))
                                .toArray())
                : Grouping.everyone(log.customers());

        PeriodFacts facts = grouped
                ? SparkKpis.facts(transactions, periods, groups(rows), "tier", LABELS)
                : SparkKpis.facts(transactions, periods);
        CohortTable cohorts = grouped
                ? SparkKpis.cohorts(transactions, calendar, asOf, cohortOptions, groups(rows), "tier", LABELS)
                : SparkKpis.cohorts(transactions, calendar, asOf, cohortOptions);

        assertThat(facts).isEqualTo(PeriodFacts.of(log, periods.make(), grouping));
        CohortTable expected = CohortTable.of(log, calendar.make(), asOf, grouping, cohortOptions.make());
        assertThat(text(cohorts.toTable())).isEqualTo(text(expected.toTable()));
        assertThat(cohorts.groupedBy()).isEqualTo(expected.groupedBy());
    }

    @Example
    void aCustomerWhoStandsTwiceInTheGroupsIsAnErrorAndCountsNothingTwice() {
        LogOptions options = LogOptions.of(Samples.EUR);
        List<SampleRow> rows = Samples.random(5, 60, 10, false, false);
        SparkTransactions transactions = Samples.transactions(rows, options, 2);
        Dataset<Row> twice = groups(rows).union(groups(rows));
        Recipe<Periods> periods = () -> Periods.covering(Samples.FIRST, Samples.FIRST.plusDays(200), TimeStep.MONTHS);

        assertThatThrownBy(() -> SparkKpis.facts(transactions, periods, twice, "tier", LABELS))
                .hasStackTraceContaining("stands twice; labels are one each");
    }

    private static String text(Table table) {
        StringBuilder text = new StringBuilder(table.toString());
        for (int row = 0; row < table.rows(); row++) {
            for (Column column : table.columns()) {
                text.append(column.name())
                        .append('=')
                        .append(column.textAt(row))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
