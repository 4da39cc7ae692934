package io.github.clv4j.benchmarks;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.value.HistoricalClv;
import io.github.clv4j.value.HistoricalClvOptions;
import io.github.clv4j.value.ValuationDate;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What was each customer worth: margin less what serving and winning it cost, as of the last day, with the past's money grown
 * at 10 % a year? {@code streamLog} is the floor: the log's columns read once. {@code net} is the same without discounting,
 * whole numbers alone. The rival, {@code inSql}, is DuckDB over its own unsorted column table, one group-by; {@code
 * BenchmarksTest} holds its answers against ours.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class HistoricalClvBenchmark {
    private static final double MARGIN = 0.35;
    private static final long SERVE_PER_ORDER = 150;
    private static final long ACQUISITION = 500;
    private static final DiscountRate RATE = DiscountRate.annual(0.10);

    private static final HistoricalClvOptions NET = HistoricalClvOptions.withDefaults()
            .withGrossMargin(MARGIN)
            .withCostToServePerOrder(SERVE_PER_ORDER)
            .withAcquisitionCost(ACQUISITION);
    private static final HistoricalClvOptions DISCOUNTED = NET.withDiscount(RATE, ValuationDate.AS_OF);

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** Net value of each customer, undiscounted. */
    @Benchmark
    public HistoricalClv net(Shop shop) {
        return HistoricalClv.of(shop.log, NET);
    }

    /** Net value of each customer in money of the last day. */
    @Benchmark
    public HistoricalClv discounted(Shop shop) {
        return HistoricalClv.of(shop.log, DISCOUNTED);
    }

    /** The rival: a table of the same discounted values. */
    @Benchmark
    public long inSql(Shop shop, ShopDatabase database) throws SQLException {
        database.execute(String.format(
                Locale.ROOT,
                "CREATE OR REPLACE TABLE historical AS SELECT customer,"
                        + " round_even(sum((cents * %1$s::DOUBLE - %2$d) * exp(%3$s::DOUBLE * (%4$d - day)))"
                        + " - %5$d * exp(%3$s::DOUBLE * (%4$d - min(day))), 0)::BIGINT AS value"
                        + " FROM sales GROUP BY customer",
                MARGIN,
                SERVE_PER_ORDER,
                RATE.continuous(TimeStep.DAYS),
                shop.log.lastDay(),
                ACQUISITION));
        return database.count("historical");
    }
}
