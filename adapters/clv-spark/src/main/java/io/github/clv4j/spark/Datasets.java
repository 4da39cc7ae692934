package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Small helpers where Spark's Java API is wordy. */
final class Datasets {
    private Datasets() {}

    /** The only row of an aggregate without groups. */
    static Row only(Dataset<Row> aggregate) {
        return aggregate.collectAsList().get(0);
    }

    /** All columns but the first, as calls with a first column want them. */
    static Column[] rest(List<Column> columns) {
        return columns.subList(1, columns.size()).toArray(new Column[0]);
    }

    /**
     * A label of each customer. One who stands twice fails the task that meets it, for a join would multiply what is joined
     * to it.
     */
    static Dataset<Row> labels(Dataset<Row> customers, String label) {
        String customer = SparkTransactions.CUSTOMER;
        Column twice = raise_error(concat(
                        lit("customer '"), col(customer).cast("string"), lit("' stands twice; labels are one each")))
                .cast("string");
        return customers
                .groupBy(customer)
                .agg(when(count(lit(1)).gt(1), twice).otherwise(min(label)).as(label));
    }
}
