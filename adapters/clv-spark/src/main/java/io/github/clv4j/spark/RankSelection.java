package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.stack;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chosen order statistics of columns of finite doubles, exactly and without sorting them. Values are counted in buckets; of
 * each Spark tells how many there are, the least and the largest; buckets that hold a wanted rank and more than one value
 * are cut into equal buckets and looked at again, the same way. Which bucket a value is in rises with it, rounding or not,
 * and the least and the largest value of a range are never in one of its buckets, so each round brings the end nearer.
 *
 * <p>The buckets of the first round are the same for any values: one for each whole number up to {@value #WHOLE}, wider and
 * wider ones above, so that days and orders are done with it and nobody has to look for the ends first. A round is one job
 * that reads the rows once for all columns. The first brings at most {@value #FIRST_BUCKETS} rows for each column to the
 * driver, the following at most {@value #BUCKETS} for each open range, however many values there are.
 */
final class RankSelection {
    private static final int BUCKETS = 1 << 12;
    private static final int WHOLE = 1 << 11;
    /** Half of them for values below 0. */
    private static final int FIRST_BUCKETS = 1 << 14;
    /** Buckets for each step of the fourth root: 2 % wide at 10,000, half a percent at a million. */
    private static final double PER_ROOT = 16;

    private static final String COLUMN = "column";
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
            return col(COLUMN).equalTo(column).and(col(VALUE).between(low, high));
        }
    }

    /** How many values are in a bucket, and its ends. */
    private record Bucket(long size, double least, double most) {}

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
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        List<List<Bucket>> first =
                counted(all, firstBucket().plus(col(COLUMN).multiply(FIRST_BUCKETS)), FIRST_BUCKETS, all.size());
        long count = first.get(0).stream().mapToLong(Bucket::size).sum();
        if (count > 0) {
            List<Long> wanted = Arrays.stream(ranks.of(count)).boxed().toList();
            List<Open> open = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                look(open, c, first.get(c), 0, wanted);
            }
            while (!open.isEmpty()) {
                open = round(open);
            }
        }
        return count;
    }

    /** The bucket of any value, from 0 to {@link #FIRST_BUCKETS} less one. Roots are rounded right, and so never fall. */
    private static Column firstBucket() {
        Column size = abs(col(VALUE));
        Column wide = sqrt(sqrt(size)).minus(Math.sqrt(Math.sqrt(WHOLE))).multiply(PER_ROOT);
        // Limited as a double: large ones fit no whole number.
        Column limited =
                floor(least(wide, lit(FIRST_BUCKETS / 2 - 1.0 - WHOLE))).plus(WHOLE);
        Column bucket = when(size.lt(WHOLE), floor(size)).otherwise(limited);
        return when(col(VALUE).geq(0), bucket.plus(FIRST_BUCKETS / 2))
                .otherwise(lit(FIRST_BUCKETS / 2 - 1).minus(bucket));
    }

    /** Takes what the ends of some buckets in order tell, and opens those that hold more. */
    private void look(List<Open> open, int column, List<Bucket> buckets, long before, List<Long> wanted) {
        long seen = before;
        int next = 0;
        for (Bucket bucket : buckets) {
            List<Long> left = new ArrayList<>();
            for (; next < wanted.size() && wanted.get(next) < seen + bucket.size(); next++) {
                long rank = wanted.get(next);
                if (bucket.least() == bucket.most() || rank == seen) {
                    found.get(column).put(rank, bucket.least());
                } else if (rank == seen + bucket.size() - 1) {
                    found.get(column).put(rank, bucket.most());
                } else {
                    left.add(rank);
                }
            }
            if (!left.isEmpty()) {
                open.add(new Open(column, bucket.least(), bucket.most(), seen, left));
            }
            seen += bucket.size();
        }
    }

    /** Counts the buckets of all open ranges in one job; gives those of their buckets that are still open. */
    private List<Open> round(List<Open> open) {
        List<Integer> some = open.stream().map(Open::column).distinct().toList();
        Column bucket = when(lit(false), lit(0L));
        for (int place = 0; place < open.size(); place++) {
            bucket = bucket.when(open.get(place).holds(), open.get(place).bucket(place));
        }
        List<List<Bucket>> counted = counted(some, bucket, BUCKETS, open.size());
        List<Open> next = new ArrayList<>();
        for (int place = 0; place < open.size(); place++) {
            Open range = open.get(place);
            look(next, range.column(), counted.get(place), range.before(), range.ranks());
        }
        return next;
    }

    /**
     * Counts values in buckets, of which each place has as many.
     *
     * @param some the numbers of the columns that are looked at
     * @param bucket of a value of a column; null if it is in none
     * @return for each place its buckets that are not empty, in order
     */
    private List<List<Bucket>> counted(List<Integer> some, Column bucket, int width, int places) {
        List<Row> met = new ArrayList<>(stacked(some)
                .select(bucket.as(BUCKET), col(VALUE))
                .filter(col(BUCKET).isNotNull())
                .groupBy(BUCKET)
                .agg(count(lit(1)), min(VALUE), max(VALUE))
                .collectAsList());
        met.sort(Comparator.comparingLong(row -> row.getLong(0)));
        List<List<Bucket>> result = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            result.add(new ArrayList<>());
        }
        for (Row row : met) {
            result.get((int) (row.getLong(0) / width))
                    .add(new Bucket(row.getLong(1), row.getDouble(2), row.getDouble(3)));
        }
        return result;
    }

    /** The values of some columns one below the other, each with the number of its column. */
    private Dataset<Row> stacked(List<Integer> some) {
        if (some.size() == 1) {
            int only = some.get(0);
            return rows.select(lit(only).as(COLUMN), columns.get(only).as(VALUE));
        }
        List<Column> values = new ArrayList<>(List.of(lit(some.size())));
        for (int c : some) {
            values.addAll(List.of(lit(c), columns.get(c)));
        }
        return rows.select(stack(values.toArray(new Column[0])).as(new String[] {COLUMN, VALUE}));
    }
}
