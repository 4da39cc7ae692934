package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Chosen order statistics of columns of finite doubles, exactly and without sorting them. The range of a column's values is
 * cut into equal buckets; of each Spark counts the values and tells the least and the largest; buckets that hold a wanted
 * rank and more than one value are looked at again, the same way. Which bucket a value is in rises with it, rounding or not,
 * and the least and the largest value of a range are never in one bucket, so each round brings the end nearer.
 *
 * <p>A round is one job for all columns. It brings at most {@value #BUCKETS} rows for each open range to the driver, however
 * many values there are; days and orders take one round, amounts two or three.
 */
final class RankSelection {
    private static final int BUCKETS = 1 << 12;
    private static final String VALUE = "value";
    private static final String BUCKET = "bucket";

    /** A range of values that holds wanted ranks, which ascend; before it there are some values. */
    private record Open(int column, double low, double high, long before, List<Long> ranks) {
        /** Where in the range a value is, with the place of the range among others before it. */
        Column bucket(int place) {
            Column share = col(VALUE).minus(lit(low)).divide(lit(high - low));
            Column bucket = least(floor(share.multiply(lit((double) BUCKETS))), lit(BUCKETS - 1L));
            return bucket.plus(lit((long) place * BUCKETS));
        }

        Column holds() {
            return col(VALUE).between(low, high);
        }
    }

    private final Dataset<Row> rows;
    private final List<Column> columns;
    private final List<Map<Long, Double>> found = new ArrayList<>();

    private RankSelection(Dataset<Row> rows, List<Column> columns) {
        this.rows = rows;
        this.columns = columns;
        columns.forEach(column -> found.add(new TreeMap<>()));
    }

    /** Asks for ranks when it is known how many rows there are. */
    @FunctionalInterface
    interface Ranks {
        /** Ascending, from 0 on. */
        long[] of(long count);
    }

    /**
     * How many rows there are, and for each column the values at some places of its ascending order.
     *
     * @param values by rank; empty if there are no rows
     */
    record Selected(long count, List<Map<Long, Double>> values) {}

    /**
     * Selects of each column the values at the same places.
     *
     * @param columns of which no value is null
     */
    static Selected select(Dataset<Row> rows, List<Column> columns, Ranks ranks) {
        RankSelection selection = new RankSelection(rows, columns);
        long count = selection.run(ranks);
        return new Selected(count, selection.found);
    }

    private long run(Ranks ranks) {
        List<Column> ends = new ArrayList<>(List.of(count(lit(1))));
        columns.forEach(column -> ends.addAll(List.of(min(column), max(column))));
        Row all = Datasets.only(rows.agg(ends.get(0), Datasets.rest(ends)));
        long count = all.getLong(0);
        if (count > 0) {
            List<Long> wanted = Arrays.stream(ranks.of(count)).boxed().toList();
            List<Open> open = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                look(open, c, all.getDouble(1 + 2 * c), all.getDouble(2 + 2 * c), 0, count, wanted);
            }
            while (!open.isEmpty()) {
                open = round(open);
            }
        }
        return count;
    }

    /** Takes what the ends of a range tell, and opens it if it holds more. */
    private void look(List<Open> open, int column, double low, double high, long before, long size, List<Long> wanted) {
        List<Long> left = new ArrayList<>();
        for (long rank : wanted) {
            if (rank < before || rank >= before + size) {
                continue;
            }
            if (low == high || rank == before) {
                found.get(column).put(rank, low);
            } else if (rank == before + size - 1) {
                found.get(column).put(rank, high);
            } else {
                left.add(rank);
            }
        }
        if (!left.isEmpty()) {
            open.add(new Open(column, low, high, before, left));
        }
    }

    /** Counts the buckets of all open ranges in one job; gives those of their buckets that are still open. */
    private List<Open> round(List<Open> open) {
        Dataset<Row> counted = null;
        for (int c = 0; c < columns.size(); c++) {
            Column bucket = bucket(open, c);
            if (bucket != null) {
                Dataset<Row> own = rows.select(columns.get(c).as(VALUE))
                        .select(bucket.as(BUCKET), col(VALUE))
                        .filter(col(BUCKET).isNotNull())
                        .groupBy(BUCKET)
                        .agg(count(lit(1)), min(VALUE), max(VALUE));
                counted = counted == null ? own : counted.union(own);
            }
        }
        List<Row> buckets = counted == null ? List.of() : new ArrayList<>(counted.collectAsList());
        buckets.sort(Comparator.comparingLong(row -> row.getLong(0)));
        List<Open> next = new ArrayList<>();
        int at = 0;
        for (int place = 0; place < open.size(); place++) {
            Open range = open.get(place);
            long seen = range.before();
            for (; at < buckets.size() && buckets.get(at).getLong(0) / BUCKETS == place; at++) {
                Row some = buckets.get(at);
                look(next, range.column(), some.getDouble(2), some.getDouble(3), seen, some.getLong(1), range.ranks());
                seen += some.getLong(1);
            }
        }
        return next;
    }

    /** The bucket of a column's value in one of the column's open ranges, null outside them; null if none is open. */
    private static @Nullable Column bucket(List<Open> open, int column) {
        Column bucket = null;
        for (int place = 0; place < open.size(); place++) {
            Open range = open.get(place);
            if (range.column() == column) {
                bucket = bucket == null
                        ? when(range.holds(), range.bucket(place))
                        : bucket.when(range.holds(), range.bucket(place));
            }
        }
        return bucket;
    }
}
