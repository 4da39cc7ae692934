package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chosen order statistics of a column of finite doubles, exactly and without sorting it. The range of the values is cut into
 * equal buckets; of each Spark counts the values and tells the least and the largest; buckets that hold a wanted rank and
 * more than one value are looked at again, the same way. Which bucket a value is in rises with it, rounding or not, and the
 * least and the largest value of a range are never in one bucket, so each round brings the end nearer.
 *
 * <p>A round brings at most {@value #BUCKETS} rows to the driver, however many values there are, and there are as many
 * rounds a wanted rank as it takes to narrow the values down: days and orders one, amounts two or three.
 */
final class RankSelection {
    private static final int BUCKETS = 1 << 14;
    private static final String VALUE = "value";
    private static final String BUCKET = "bucket";

    private final Dataset<Row> values;
    private final TreeMap<Long, Double> found = new TreeMap<>();

    private RankSelection(Dataset<Row> values) {
        this.values = values;
    }

    /**
     * The values at some places of the ascending order.
     *
     * @param rows whose values are ranked, none null
     * @param ranks ascending, from 0 on
     */
    static Map<Long, Double> select(Dataset<Row> rows, Column value, long[] ranks) {
        RankSelection selection = new RankSelection(rows.select(value.as(VALUE)));
        Row all = Datasets.only(selection.values.agg(min(VALUE), max(VALUE)));
        selection.select(all.getDouble(0), all.getDouble(1), 0, ranks);
        return selection.found;
    }

    /** Looks at the values of a range, before which there are some; all ranks are within it. */
    private void select(double least, double largest, long before, long[] ranks) {
        if (least == largest) {
            for (long rank : ranks) {
                found.put(rank, least);
            }
            return;
        }
        Column share = col(VALUE).minus(lit(least)).divide(lit(largest - least));
        Column bucket = least(floor(share.multiply(lit((double) BUCKETS))), lit((long) BUCKETS - 1));
        List<Row> buckets = values.filter(col(VALUE).between(least, largest))
                .groupBy(bucket.as(BUCKET))
                .agg(count(lit(1)), min(VALUE), max(VALUE))
                .orderBy(BUCKET)
                .collectAsList();
        long seen = before;
        int next = 0;
        for (Row some : buckets) {
            long upTo = seen + some.getLong(1);
            int first = next;
            while (next < ranks.length && ranks[next] < upTo) {
                next++;
            }
            if (next > first) {
                double low = some.getDouble(2);
                double high = some.getDouble(3);
                // The ends of a bucket are known without another look.
                long[] open = Arrays.copyOfRange(ranks, first, next);
                if (open[0] == seen) {
                    found.put(open[0], low);
                    open = Arrays.copyOfRange(open, 1, open.length);
                }
                if (open.length > 0 && open[open.length - 1] == upTo - 1) {
                    found.put(upTo - 1, high);
                    open = Arrays.copyOf(open, open.length - 1);
                }
                if (open.length > 0) {
                    select(low, high, seen, open);
                }
            }
            seen = upTo;
        }
    }
}
