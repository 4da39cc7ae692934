package io.github.clv4j.spark;

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
}
