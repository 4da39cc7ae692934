package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Summaries of transactions: by Spark's own aggregation, or by the core's code where refunds have to be netted. */
final class SummaryAggregation {
    private static final String DAY = SparkTransactions.DAY;
    private static final String AMOUNT = SparkTransactions.AMOUNT;
    private static final String COST = SparkTransactions.COST;
    private static final String CUSTOMER = SparkTransactions.CUSTOMER;
    private static final String REFUNDS = "refunds";
    private static final String PERIOD = "period";
    private static final String GROSS = "gross";

    private SummaryAggregation() {}

    /** One row a customer. */
    static Dataset<Row> of(SparkTransactions transactions, TimeStep step, PurchaseMerging merging, int asOf) {
        if (!transactions.mayNet()) {
            return aggregated(transactions, step, merging, asOf).drop(REFUNDS);
        }
        Dataset<Row> rows = transactions.until(asOf);
        return withoutRefunded(transactions, step, merging, asOf)
                .unionByName(netted(transactions, rows, refunded(rows), step, merging, asOf));
    }

    /** Customers with a refund. */
    static Dataset<Row> refunded(Dataset<Row> rows) {
        return rows.filter(col(AMOUNT).lt(0)).select(CUSTOMER).distinct();
    }

    /** One row for each customer without a refund by the as-of day. */
    static Dataset<Row> withoutRefunded(
            SparkTransactions transactions, TimeStep step, PurchaseMerging merging, int asOf) {
        return aggregated(transactions, step, merging, asOf)
                .filter(col(REFUNDS).equalTo(0))
                .drop(REFUNDS);
    }

    /** Two steps, days (or periods) of a customer and customers; negative amounts are no orders and lower spend. */
    private static Dataset<Row> aggregated(
            SparkTransactions transactions, TimeStep step, PurchaseMerging merging, int asOf) {
        Dataset<Row> rows = transactions.until(asOf);
        boolean withCost = transactions.options().hasCost();
        boolean refunds = transactions.mayHaveRefunds();
        Column order = refunds ? col(AMOUNT).geq(0) : lit(true);
        boolean byDay = merging == PurchaseMerging.SAME_DAY;
        Column period = byDay ? col(DAY) : PeriodNumbers.number(date_from_unix_date(col(DAY)), step, merging);
        List<Column> ofPeriod = new ArrayList<>();
        ofPeriod.add(count_if(order).as(SparkSummary.ORDERS));
        if (!byDay) {
            ofPeriod.add(min(when(order, col(DAY))).as(SparkSummary.FIRST_DAY));
            ofPeriod.add(max(when(order, col(DAY))).as(SparkSummary.LAST_DAY));
        }
        ofPeriod.add(Money.sum(when(order, col(AMOUNT)).otherwise(lit(0L))).as(GROSS));
        if (refunds) {
            ofPeriod.add(Money.sum(col(AMOUNT)).as(SparkSummary.SPEND));
            ofPeriod.add(count_if(col(AMOUNT).lt(0)).as(REFUNDS));
        }
        if (withCost) {
            ofPeriod.add(Money.sum(col(COST)).as(COST));
        }
        Dataset<Row> periods =
                rows.groupBy(col(CUSTOMER), period.as(PERIOD)).agg(ofPeriod.get(0), Datasets.rest(ofPeriod));
        Column bought = col(SparkSummary.ORDERS).gt(0);
        List<Column> ofCustomer = new ArrayList<>();
        ofCustomer.add(sum(SparkSummary.ORDERS).as(SparkSummary.ORDERS));
        ofCustomer.add(count_if(bought).as(SparkSummary.PERIODS));
        Column dayWithOrder = when(bought, col(PERIOD));
        ofCustomer.add(min(byDay ? dayWithOrder : col(SparkSummary.FIRST_DAY)).as(SparkSummary.FIRST_DAY));
        ofCustomer.add(max(byDay ? dayWithOrder : col(SparkSummary.LAST_DAY)).as(SparkSummary.LAST_DAY));
        // A period's sum that did not fit is null; it must not be passed over.
        ofCustomer.add(Money.sum(Money.checked(col(refunds ? SparkSummary.SPEND : GROSS)))
                .as(SparkSummary.SPEND));
        ofCustomer.add(
                min_by(Money.checked(col(GROSS)), when(bought, col(PERIOD))).as(SparkSummary.FIRST_SPEND));
        if (withCost) {
            ofCustomer.add(Money.sum(Money.checked(col(COST))).as(COST));
        }
        ofCustomer.add((refunds ? sum(REFUNDS) : min(lit(0L))).as(REFUNDS));
        Dataset<Row> customers = periods.groupBy(CUSTOMER).agg(ofCustomer.get(0), Datasets.rest(ofCustomer));
        List<Column> result = new ArrayList<>();
        result.add(col(CUSTOMER));
        result.add(counted(SparkSummary.ORDERS));
        result.add(counted(SparkSummary.PERIODS));
        result.add(date_from_unix_date(col(SparkSummary.FIRST_DAY)).as(SparkSummary.FIRST_DAY));
        result.add(date_from_unix_date(col(SparkSummary.LAST_DAY)).as(SparkSummary.LAST_DAY));
        result.add(Money.checked(col(SparkSummary.SPEND)).as(SparkSummary.SPEND));
        result.add(coalesce(col(SparkSummary.FIRST_SPEND), lit(0L)).as(SparkSummary.FIRST_SPEND));
        if (withCost) {
            result.add(Money.checked(col(COST)).as(COST));
        }
        result.add(col(REFUNDS));
        return customers.select(result.toArray(new Column[0]));
    }

    /** A number that one machine keeps in 32 bits. */
    private static Column counted(String column) {
        return when(col(column).leq(Integer.MAX_VALUE), col(column).cast("int"))
                .otherwise(raise_error(lit("a customer has more than 2^31 - 1 orders"))
                        .cast("int"))
                .as(column);
    }

    /** One row for each of some customers, by the core's code from all their rows. */
    static Dataset<Row> netted(
            SparkTransactions kind,
            Dataset<Row> rows,
            Dataset<Row> some,
            TimeStep step,
            PurchaseMerging merging,
            int asOf) {
        Dataset<Row> theirs = CustomerBlocks.together(rows.join(some, SparkSummary.asSeq(CUSTOMER), "left_semi"));
        CustomerBlocks.Kind blocks = CustomerBlocks.Kind.of(kind);
        boolean withCost = kind.options().hasCost();
        Dataset<Row> summed = theirs.mapPartitions(
                (MapPartitionsFunction<Row, Row>)
                        partition -> new Netted(CustomerBlocks.of(partition, blocks), step, merging, asOf, withCost),
                Encoders.row(schema(kind)));
        // Days go as numbers: how rows tell dates depends on the session.
        return summed.withColumn(SparkSummary.FIRST_DAY, date_from_unix_date(col(SparkSummary.FIRST_DAY)))
                .withColumn(SparkSummary.LAST_DAY, date_from_unix_date(col(SparkSummary.LAST_DAY)));
    }

    private static StructType schema(SparkTransactions kind) {
        StructType schema = new StructType()
                .add(CUSTOMER, kind.hasNumericIds() ? DataTypes.LongType : DataTypes.StringType, false)
                .add(SparkSummary.ORDERS, DataTypes.IntegerType, false)
                .add(SparkSummary.PERIODS, DataTypes.IntegerType, false)
                .add(SparkSummary.FIRST_DAY, DataTypes.IntegerType, true)
                .add(SparkSummary.LAST_DAY, DataTypes.IntegerType, true)
                .add(SparkSummary.SPEND, DataTypes.LongType, false)
                .add(SparkSummary.FIRST_SPEND, DataTypes.LongType, false);
        return kind.options().hasCost() ? schema.add(COST, DataTypes.LongType, false) : schema;
    }

    /** The summaries of log after log, one row a customer. */
    private static final class Netted implements Iterator<Row> {
        private final Iterator<TransactionLog> logs;
        private final SummaryOptions options;
        private final boolean withCost;
        private Iterator<Row> rows = Collections.emptyIterator();

        Netted(Iterator<TransactionLog> logs, TimeStep step, PurchaseMerging merging, int asOf, boolean withCost) {
            this.logs = logs;
            this.options = SummaryOptions.withDefaults()
                    .withStep(step)
                    .withMerging(merging)
                    .until(LocalDate.ofEpochDay(asOf));
            this.withCost = withCost;
        }

        @Override
        public boolean hasNext() {
            while (!rows.hasNext() && logs.hasNext()) {
                rows = rows(CustomerSummary.of(logs.next(), options)).iterator();
            }
            return rows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more customers");
            }
            return rows.next();
        }

        private List<Row> rows(CustomerSummary summary) {
            List<Row> result = new ArrayList<>(summary.customers());
            CustomerIndex index = summary.index();
            for (int c = 0; c < summary.customers(); c++) {
                Object id = index.isNumeric() ? (Object) index.number(c) : index.id(c);
                boolean present = summary.isPresent(c);
                List<@Nullable Object> values = new ArrayList<>();
                Collections.addAll(
                        values,
                        id,
                        summary.orders(c),
                        summary.purchasePeriods(c),
                        present ? summary.firstDay(c) : null,
                        present ? summary.lastDay(c) : null,
                        summary.spendMinor(c),
                        summary.firstSpendMinor(c));
                if (withCost) {
                    values.add(summary.costMinor(c));
                }
                result.add(RowFactory.create(values.toArray()));
            }
            return result;
        }
    }
}
