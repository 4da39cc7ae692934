package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;

import io.github.clv4j.summary.RepeatSpend;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Repeat purchases and their mean spend of the customers of a {@link SparkSummary}, counted, and how exactly.
 *
 * <p>Spend is nearly continuous, so that there may be as many different pairs as repeat customers. Where they are more than
 * the driver should take, customers with the same x whose means lie within a factor 1 + width are counted together, each at
 * the mean of all of them; so the sum of their means stays exact and what is lost is the spread within the factor. The
 * number of pairs is then at most the different x times ln(largest mean / least mean) / ln(1 + width). The tests measure how
 * much estimates differ.
 *
 * @param spend what the likelihood of a model of spend needs
 * @param width the relative width of what was counted together; 0 is exact
 */
public record CountedSpend(RepeatSpend spend, double width) {
    private static final double FINEST = 1.0 / 1024;
    private static final double COARSEST = 1;

    /** True if the pairs are those that one machine would count. */
    public boolean isExact() {
        return width == 0;
    }

    static CountedSpend of(SparkSummary summary, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
        }
        Dataset<Row> repeat = summary.present()
                .filter(SparkSummary.x().gt(0))
                .select(
                        SparkSummary.x().as("x"),
                        Money.meanRepeatSpend(summary.money()).as("mean"),
                        Money.repeatSpend().as("minor"));
        long excluded = repeat.filter(col("mean").leq(0)).count();
        Dataset<Row> taken = repeat.filter(col("mean").gt(0));
        int most = limit == Integer.MAX_VALUE ? limit : limit + 1;
        List<Row> exact = taken.groupBy("x", "mean")
                .agg(count(lit(1)).as("customers"))
                .limit(most)
                .collectAsList();
        if (exact.size() <= limit) {
            return new CountedSpend(pairs(exact, excluded, row -> row.getDouble(1)), 0);
        }
        long minorPerMajor = summary.money().minorPerMajor();
        for (double width = FINEST; width <= COARSEST; width *= 2) {
            // The sum in a decimal: of many customers' spend it need not fit 64 bits.
            List<Row> bins = taken.withColumn("bin", floor(log(col("mean")).divide(lit(Math.log1p(width)))))
                    .groupBy("x", "bin")
                    .agg(
                            count(lit(1)).as("customers"),
                            sum(col("minor").cast("decimal(38,0)")).as("minor"))
                    .select("x", "minor", "customers")
                    .limit(most)
                    .collectAsList();
            if (bins.size() <= limit) {
                return new CountedSpend(pairs(bins, excluded, row -> mean(row, minorPerMajor)), width);
            }
        }
        throw new IllegalArgumentException("limit is " + limit
                + "; there are more pairs of purchases and mean spend than that even with means within a factor "
                + (1 + COARSEST) + " taken together");
    }

    private static double mean(Row row, long minorPerMajor) {
        BigDecimal minor = row.getDecimal(1);
        return minor.doubleValue() / minorPerMajor / ((double) row.getInt(0) * row.getLong(2));
    }

    @FunctionalInterface
    private interface Mean {
        double of(Row row);
    }

    private static RepeatSpend pairs(List<Row> counted, long excluded, Mean mean) {
        int[] x = new int[counted.size()];
        double[] means = new double[x.length];
        long[] customers = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            Row row = counted.get(i);
            x[i] = row.getInt(0);
            means[i] = mean.of(row);
            customers[i] = row.getLong(2);
        }
        return RepeatSpend.ofCounts(x, means, customers, excluded);
    }
}
