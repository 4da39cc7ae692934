package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryBuilder;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.PredictedClv;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Customer values to come of customers that do not fit one machine: what {@link PredictedClv#score(CustomerSummary)} gives, bit
 * for bit. The model goes to each executor once; partitions are scored in batches of columns by the core's own code.
 *
 * <p>A model is fitted on the driver, from {@link SparkSummary#distinctHistories} and {@link SparkSummary#repeatSpend}.
 */
public final class SparkClv {
    /** Customers of a batch: enough columns to be worth it, below what the core would split over threads of its own. */
    private static final int BATCH = 1 << 13;

    private SparkClv() {}

    /**
     * The values of all customers with an order, one row each in no order, with the columns of {@link ClvScores#toTable}:
     * {@code customer_id}, {@code p_alive}, {@code expected_purchases} (unless the horizon is infinite), {@code
     * discounted_purchases}, {@code expected_spend}, {@code clv}.
     *
     * @throws IllegalArgumentException if the summary has another unit of time or another currency
     */
    public static Dataset<Row> score(SparkSummary summary, PredictedClv clv) {
        if (!summary.money().equals(clv.money())
                || summary.step() != clv.purchases().unit()) {
            throw new IllegalArgumentException(
                    "the summary is in " + summary.money() + " and " + summary.step() + ", the values in " + clv.money()
                            + " and " + clv.purchases().unit() + "; both must be the same");
        }
        Dataset<Row> present = summary.present()
                .select(
                        col(SparkTransactions.CUSTOMER),
                        col(SparkSummary.ORDERS),
                        col(SparkSummary.PERIODS),
                        unix_date(col(SparkSummary.FIRST_DAY)),
                        unix_date(col(SparkSummary.LAST_DAY)),
                        col(SparkSummary.SPEND),
                        col(SparkSummary.FIRST_SPEND));
        Broadcast<Recipe<PredictedClv>> recipe =
                new JavaSparkContext(present.sparkSession().sparkContext()).broadcast(new ClvRecipe(clv));
        boolean finite = !clv.options().horizon().isInfinite();
        boolean numericIds = summary.hasNumericIds();
        StructType schema = new StructType()
                .add(SparkTransactions.CUSTOMER, numericIds ? DataTypes.LongType : DataTypes.StringType, false)
                .add("p_alive", DataTypes.DoubleType, false);
        if (finite) {
            schema = schema.add("expected_purchases", DataTypes.DoubleType, false);
        }
        schema = schema.add("discounted_purchases", DataTypes.DoubleType, false)
                .add("expected_spend", DataTypes.DoubleType, false)
                .add("clv", DataTypes.LongType, false);
        TimeStep step = summary.step();
        PurchaseMerging merging = summary.merging();
        LocalDate asOf = summary.asOf();
        Dataset<Row> scored = present.mapPartitions(
                (MapPartitionsFunction<Row, Row>)
                        rows -> new Batches(rows, recipe.value().make(), step, merging, asOf, numericIds, finite),
                Encoders.row(schema));
        List<Column> columns = new ArrayList<>();
        for (String name : schema.fieldNames()) {
            columns.add(
                    name.equals("clv")
                            ? Money.decimal(col(name), summary.money()).as(name)
                            : col(name));
        }
        return scored.select(columns.toArray(new Column[0]));
    }

    /** The scores of batch after batch. */
    private static final class Batches implements Iterator<Row> {
        private final Iterator<Row> customers;
        private final PredictedClv clv;
        private final TimeStep step;
        private final PurchaseMerging merging;
        private final LocalDate asOf;
        private final boolean numericIds;
        private final boolean finite;
        private Iterator<Row> scored = Collections.emptyIterator();

        Batches(
                Iterator<Row> customers,
                PredictedClv clv,
                TimeStep step,
                PurchaseMerging merging,
                LocalDate asOf,
                boolean numericIds,
                boolean finite) {
            this.customers = customers;
            this.clv = clv;
            this.step = step;
            this.merging = merging;
            this.asOf = asOf;
            this.numericIds = numericIds;
            this.finite = finite;
        }

        @Override
        public boolean hasNext() {
            if (!scored.hasNext() && customers.hasNext()) {
                scored = batch();
            }
            return scored.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more customers");
            }
            return scored.next();
        }

        private Iterator<Row> batch() {
            MoneyScale money = clv.money();
            SummaryBuilder builder = SummaryBuilder.of(money, step, merging, asOf);
            List<Object> ids = new ArrayList<>();
            while (customers.hasNext() && ids.size() < BATCH) {
                Row row = customers.next();
                ids.add(row.get(0));
                builder.add(
                        row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getLong(5), row.getLong(6), 0);
            }
            CustomerIndex index = numericIds
                    ? CustomerIndex.ofIds(
                            ids.stream().mapToLong(id -> (Long) id).toArray())
                    : CustomerIndex.ofIds(ids.toArray(new String[0]));
            ClvScores scores = clv.score(builder.build(index));
            List<Row> rows = new ArrayList<>(ids.size());
            for (int c = 0; c < ids.size(); c++) {
                rows.add(
                        finite
                                ? RowFactory.create(
                                        ids.get(c),
                                        scores.pAlive(c),
                                        scores.expectedPurchases(c),
                                        scores.discountedPurchases(c),
                                        scores.expectedSpend(c),
                                        scores.valueMinor(c))
                                : RowFactory.create(
                                        ids.get(c),
                                        scores.pAlive(c),
                                        scores.discountedPurchases(c),
                                        scores.expectedSpend(c),
                                        scores.valueMinor(c)));
            }
            return rows.iterator();
        }
    }
}
