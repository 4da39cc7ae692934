package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;

import io.github.clv4j.summary.DistinctHistories;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The histories of a {@link SparkSummary}, counted, and how exactly.
 *
 * <p>With n customers over d days there are at most min(n, x<sub>max</sub>&middot;d&sup2;/2) different ones, in practice far
 * fewer: customers with few purchases share them. Where they are still more than the driver should take, t<sub>x</sub> and T
 * are rounded to the nearest multiple of a width that is doubled until they fit, which makes estimates a little different;
 * the tests measure by how much.
 *
 * @param histories what the likelihood needs
 * @param width days (or merged periods) to whose multiples times were rounded; 1 is exact
 */
public record CountedHistories(DistinctHistories histories, int width) {
    /** Most histories, or pairs of purchases and spend, unless another limit is asked for. */
    public static final int LIMIT = 1_000_000;

    private static final int WIDEST = 1 << 16;

    /** True if the histories are those that one machine would count. */
    public boolean isExact() {
        return width == 1;
    }

    static CountedHistories of(SparkSummary summary, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
        }
        for (int width = 1; width <= WIDEST; width *= 2) {
            List<Row> counted = counted(summary, width, limit);
            if (counted.size() <= limit) {
                return new CountedHistories(histories(summary, counted), width);
            }
        }
        throw new IllegalArgumentException("limit is " + limit
                + "; there are more histories than that even with times rounded to " + WIDEST + " days or periods");
    }

    private static List<Row> counted(SparkSummary summary, int width, int limit) {
        Dataset<Row> each = summary.present()
                .select(
                        SparkSummary.x().as("x"),
                        rounded(summary.txTicks(), width).as("tx"),
                        rounded(summary.ageTicks(), width).as("age"));
        return each.groupBy("x", "tx", "age")
                .agg(count(lit(1)).as("customers"))
                .limit(limit == Integer.MAX_VALUE ? limit : limit + 1)
                .collectAsList();
    }

    /** To the nearest multiple; keeps the order of two times. */
    private static Column rounded(Column ticks, int width) {
        return width == 1
                ? ticks
                : floor(ticks.plus(width / 2).divide(lit(width)))
                        .multiply(width)
                        .cast("int");
    }

    private static DistinctHistories histories(SparkSummary summary, List<Row> counted) {
        int[] x = new int[counted.size()];
        int[] tx = new int[x.length];
        int[] age = new int[x.length];
        long[] customers = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            Row row = counted.get(i);
            x[i] = row.getInt(0);
            tx[i] = row.getInt(1);
            age[i] = row.getInt(2);
            customers[i] = row.getLong(3);
        }
        return DistinctHistories.ofCounts(x, tx, age, customers, summary.step(), summary.merging());
    }
}
