package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.CohortAccumulator;
import io.github.clv4j.kpi.CohortOptions;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.FactsAccumulator;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * KPI facts and cohorts of customers that do not fit one machine: what {@link PeriodFacts} and {@link CohortTable} are of one
 * log of all rows up to the as-of day, bit for bit.
 *
 * <p>Rows of a customer are brought together and counted by the core's own code, block by block ({@link CustomerBlocks}
 * tells of memory). Each partition gives one set of counters, whose size depends on groups, periods and lengths of gaps, not
 * on customers; they are added on their way to the driver.
 */
public final class SparkKpis {
    private SparkKpis() {}

    /** What counts a partition: made on the executor, given away as bytes. */
    private interface Counter {
        void add(TransactionLog log, Grouping groups);

        byte[] toBytes();

        void add(byte[] counted);
    }

    /** Groups of customers, if there are any. */
    private record Groups(@Nullable String name, List<String> labels) implements Serializable {
        static final Groups NONE = new Groups(null, List.of());

        Grouping of(TransactionLog log, List<@Nullable String> labelOfCustomer) {
            if (name == null) {
                return Grouping.everyone(log.customers());
            }
            int[] groupOf = new int[log.customers()];
            for (int c = 0; c < groupOf.length; c++) {
                String label = labelOfCustomer.get(c);
                groupOf[c] = label == null ? Grouping.NONE : labels.indexOf(label);
                if (label != null && groupOf[c] < 0) {
                    throw new IllegalArgumentException("customer '"
                            + log.index().id(c) + "' is in group '" + label + "'; the groups are " + labels);
                }
            }
            return Grouping.of(name, labels, groupOf);
        }
    }

    /**
     * The facts of all customers.
     *
     * @param periods makes the periods; rows after their as-of day play no part
     * @throws DataException if there are no rows by then, or a sum does not fit 64 bits
     */
    public static PeriodFacts facts(SparkTransactions transactions, Recipe<Periods> periods) {
        return facts(transactions, periods, transactions.rows(), Groups.NONE);
    }

    /**
     * The facts of all customers and of groups of them, such as segments.
     *
     * @param periods makes the periods; rows after their as-of day play no part
     * @param groups {@value SparkTransactions#CUSTOMER}, once each (the job fails at one who stands twice), and a column of
     *     labels
     * @param label the column of labels; customers that have none are in none
     * @param labels all labels, in order
     * @throws DataException if there are no rows by then, or a sum does not fit 64 bits
     */
    public static PeriodFacts facts(
            SparkTransactions transactions,
            Recipe<Periods> periods,
            Dataset<Row> groups,
            String label,
            List<String> labels) {
        return facts(
                transactions, periods, labelled(transactions, groups, label), new Groups(label, List.copyOf(labels)));
    }

    private static Dataset<Row> labelled(SparkTransactions transactions, Dataset<Row> groups, String label) {
        String customer = SparkTransactions.CUSTOMER;
        return transactions.rows().join(Datasets.labels(groups, label), SparkSummary.asSeq(customer), "left_outer");
    }

    private static PeriodFacts facts(
            SparkTransactions transactions, Recipe<Periods> periods, Dataset<Row> rows, Groups groups) {
        CustomerBlocks.Kind kind = CustomerBlocks.Kind.of(transactions);
        Recipe<Counter> counter = () -> new FactsCounter(accumulator(kind.options(), periods.make(), groups));
        FactsCounter all = (FactsCounter) counted(rows, periods.make().asOfDay(), kind, groups, counter);
        return all.facts.toFacts();
    }

    private static FactsAccumulator accumulator(LogOptions options, Periods periods, Groups groups) {
        String name = groups.name();
        return name == null
                ? FactsAccumulator.of(options, periods)
                : FactsAccumulator.of(options, periods, name, groups.labels());
    }

    private record FactsCounter(FactsAccumulator facts) implements Counter {
        @Override
        public void add(TransactionLog log, Grouping groups) {
            facts.add(log, groups);
        }

        @Override
        public byte[] toBytes() {
            return facts.toBytes();
        }

        @Override
        public void add(byte[] counted) {
            facts.add(counted);
        }
    }

    /**
     * The cohorts of all customers as of a day.
     *
     * @param calendar makes the calendar whose periods cohorts are
     * @param asOf rows after it play no part
     * @param options makes the options
     * @throws DataException if there are no rows by then, or a sum does not fit 64 bits
     */
    public static CohortTable cohorts(
            SparkTransactions transactions,
            Recipe<PeriodCalendar> calendar,
            LocalDate asOf,
            Recipe<CohortOptions> options) {
        return cohorts(transactions, calendar, asOf, options, transactions.rows(), Groups.NONE);
    }

    /**
     * The cohorts of all customers and of groups of them as of a day.
     *
     * @param groups {@value SparkTransactions#CUSTOMER}, once each (the job fails at one who stands twice), and a column of
     *     labels
     * @param label the column of labels; customers that have none are in none
     * @param labels all labels, in order
     * @throws DataException if there are no rows by then, or a sum does not fit 64 bits
     */
    public static CohortTable cohorts(
            SparkTransactions transactions,
            Recipe<PeriodCalendar> calendar,
            LocalDate asOf,
            Recipe<CohortOptions> options,
            Dataset<Row> groups,
            String label,
            List<String> labels) {
        return cohorts(
                transactions,
                calendar,
                asOf,
                options,
                labelled(transactions, groups, label),
                new Groups(label, List.copyOf(labels)));
    }

    private static CohortTable cohorts(
            SparkTransactions transactions,
            Recipe<PeriodCalendar> calendar,
            LocalDate asOf,
            Recipe<CohortOptions> options,
            Dataset<Row> rows,
            Groups groups) {
        CustomerBlocks.Kind kind = CustomerBlocks.Kind.of(transactions);
        LocalDate firstDay = firstDay(transactions, asOf);
        Recipe<Counter> counter = () ->
                new CohortCounter(accumulator(kind.options(), calendar.make(), firstDay, asOf, options.make(), groups));
        CohortCounter all = (CohortCounter) counted(rows, (int) asOf.toEpochDay(), kind, groups, counter);
        return all.cohorts.toTable();
    }

    private static CohortAccumulator accumulator(
            LogOptions log,
            PeriodCalendar calendar,
            LocalDate firstDay,
            LocalDate asOf,
            CohortOptions options,
            Groups groups) {
        String name = groups.name();
        return name == null
                ? CohortAccumulator.of(log, calendar, firstDay, asOf, options)
                : CohortAccumulator.of(log, calendar, firstDay, asOf, options, name, groups.labels());
    }

    private record CohortCounter(CohortAccumulator cohorts) implements Counter {
        @Override
        public void add(TransactionLog log, Grouping groups) {
            cohorts.add(log, groups);
        }

        @Override
        public byte[] toBytes() {
            return cohorts.toBytes();
        }

        @Override
        public void add(byte[] counted) {
            cohorts.add(counted);
        }
    }

    /** The first day of any row, refunds and what they cancel included. */
    private static LocalDate firstDay(SparkTransactions transactions, LocalDate asOf) {
        if (transactions.isCounted()) {
            return LocalDate.ofEpochDay(transactions.firstDay());
        }
        Row first = Datasets.only(transactions.rows().agg(min(SparkTransactions.DAY)));
        if (first.isNullAt(0)) {
            throw new DataException("there are no transactions by " + asOf);
        }
        return LocalDate.ofEpochDay(first.getInt(0));
    }

    private static Counter counted(
            Dataset<Row> rows, int asOf, CustomerBlocks.Kind kind, Groups groups, Recipe<Counter> counter) {
        int labelAt = groups.name() == null ? -1 : rows.columns().length - 1;
        Dataset<Row> together =
                CustomerBlocks.together(rows.filter(col(SparkTransactions.DAY).leq(asOf)));
        Dataset<byte[]> parts = together.mapPartitions(
                (MapPartitionsFunction<Row, byte[]>)
                        partition -> counted(CustomerBlocks.labelled(partition, kind, labelAt), groups, counter),
                Encoders.BINARY());
        Counter all = counter.make();
        if (!parts.isEmpty()) {
            all.add(parts.javaRDD().treeReduce((one, other) -> {
                Counter both = counter.make();
                both.add(one);
                both.add(other);
                return both.toBytes();
            }));
        }
        return all;
    }

    /** The counters of a partition; nothing of an empty one. */
    private static Iterator<byte[]> counted(CustomerBlocks blocks, Groups groups, Recipe<Counter> counter) {
        if (!blocks.hasNext()) {
            return List.<byte[]>of().iterator();
        }
        Counter own = counter.make();
        while (blocks.hasNext()) {
            TransactionLog log = blocks.next();
            own.add(log, groups.of(log, blocks.labels()));
        }
        return List.of(Objects.requireNonNull(own.toBytes())).iterator();
    }
}
