package io.github.clv4j.spark;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Random transactions, as a log of one machine and as a dataset. */
final class Samples {
    static final MoneyScale EUR = MoneyScale.of("EUR");
    static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "amount");
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final int DAYS = 200;

    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("day", DataTypes.IntegerType)
            .add("amount", DataTypes.createDecimalType(12, 2))
            .add("cost", DataTypes.createDecimalType(14, 4));

    private Samples() {}

    /** Rows with days that coincide, zeros, refunds that match a purchase or do not, and a customer with half of them. */
    static List<SampleRow> random(long seed, int rows, int customers, boolean refunds, boolean skewed) {
        Random random = new Random(seed);
        List<SampleRow> result = new ArrayList<>();
        int first = (int) FIRST.toEpochDay();
        for (int i = 0; i < rows; i++) {
            String customer = "c" + (skewed && random.nextBoolean() ? 0 : random.nextInt(customers));
            int day = first + random.nextInt(DAYS);
            long amount = random.nextInt(20) == 0 ? 0 : (1 + random.nextInt(12)) * 250L + random.nextInt(3);
            if (refunds && random.nextInt(6) == 0) {
                amount = -amount;
            }
            result.add(new SampleRow(customer, day, amount, random.nextInt(2000) - 200));
        }
        return result;
    }

    static TransactionLog log(List<SampleRow> rows, LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        for (SampleRow row : rows) {
            if (options.hasCost()) {
                builder.add(row.customer(), row.day(), row.amountMinor(), row.costMinor());
            } else {
                builder.add(row.customer(), row.day(), row.amountMinor());
            }
        }
        return builder.build();
    }

    static Dataset<Row> dataset(List<SampleRow> rows, int partitions) {
        List<Row> cells = new ArrayList<>();
        for (SampleRow row : rows) {
            cells.add(RowFactory.create(
                    row.customer(),
                    row.day(),
                    BigDecimal.valueOf(row.amountMinor(), 2),
                    BigDecimal.valueOf(row.costMinor(), 2).setScale(4)));
        }
        return Sparks.SESSION
                .createDataFrame(cells, SCHEMA)
                .withColumn("day", functions.date_from_unix_date(functions.col("day")))
                .repartition(partitions);
    }

    static SparkTransactions transactions(List<SampleRow> rows, LogOptions options, int partitions) {
        return SparkTransactions.of(
                dataset(rows, partitions), options.hasCost() ? COLUMNS.withCost("cost") : COLUMNS, options);
    }

    /** What a summary of one machine tells of each customer that has an order or spend. */
    static Map<String, List<Object>> told(CustomerSummary summary) {
        Map<String, List<Object>> told = new TreeMap<>();
        for (int c = 0; c < summary.customers(); c++) {
            List<Object> figures = List.of(
                    summary.orders(c),
                    summary.purchasePeriods(c),
                    summary.isPresent(c) ? summary.firstDay(c) : "-",
                    summary.isPresent(c) ? summary.lastDay(c) : "-",
                    summary.spendMinor(c),
                    summary.firstSpendMinor(c),
                    summary.costMinor(c));
            if (summary.isPresent(c) || summary.spendMinor(c) != 0 || summary.costMinor(c) != 0) {
                told.put(summary.index().id(c), figures);
            }
        }
        return told;
    }

    /** The same of a summary on Spark. */
    static Map<String, List<Object>> told(SparkSummary summary) {
        Dataset<Row> rows = summary.rows()
                .withColumn("first", functions.unix_date(functions.col(SparkSummary.FIRST_DAY)))
                .withColumn("last", functions.unix_date(functions.col(SparkSummary.LAST_DAY)));
        Map<String, List<Object>> told = new TreeMap<>();
        for (Row row : rows.collectAsList()) {
            int orders = row.getAs(SparkSummary.ORDERS);
            long spend = row.getAs(SparkSummary.SPEND);
            long cost = summary.hasCost() ? row.getAs(SparkTransactions.COST) : 0L;
            List<Object> figures = List.of(
                    orders,
                    row.getAs(SparkSummary.PERIODS),
                    orders > 0 ? row.getAs("first") : "-",
                    orders > 0 ? row.getAs("last") : "-",
                    spend,
                    row.getAs(SparkSummary.FIRST_SPEND),
                    cost);
            String id = row.get(0).toString();
            if (orders > 0 || spend != 0 || cost != 0) {
                if (told.put(id, figures) != null) {
                    throw new AssertionError("customer " + id + " has two rows");
                }
            }
        }
        return told;
    }
}
