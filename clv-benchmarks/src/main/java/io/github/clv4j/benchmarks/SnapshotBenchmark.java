package io.github.clv4j.benchmarks;

import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a question cost once the log is there? {@code streamLog} is the floor: the log's columns read once. A summary
 * as of any date, and twelve monthly snapshots together, are one pass each; scores need the summary alone.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class SnapshotBenchmark {
    private static final int MONTHS = 12;

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** All customers as of the last day. */
    @Benchmark
    public CustomerSummary summary(Shop shop) {
        return CustomerSummary.of(shop.log, SummaryOptions.weekly());
    }

    /** All customers as of a year before. */
    @Benchmark
    public CustomerSummary earlierSummary(Shop shop) {
        return CustomerSummary.of(
                shop.log, SummaryOptions.weekly().until(last(shop).minusMonths(MONTHS)));
    }

    /** All customers as of the last day of each of twelve months. */
    @Benchmark
    public List<CustomerSummary> monthlySnapshots(Shop shop) {
        List<LocalDate> days = IntStream.range(0, MONTHS)
                .mapToObj(month -> last(shop).minusMonths(month))
                .toList();
        return CustomerSummary.snapshots(shop.log, days, SummaryOptions.weekly());
    }

    /** Quintile scores of three measures. */
    @Benchmark
    public RfmScores scores(Shop shop) {
        return Rfm.score(shop.summary, RfmOptions.withDefaults());
    }

    /** All customers as of the last day, and their scores. */
    @Benchmark
    public RfmScores summaryAndScores(Shop shop) {
        return Rfm.score(summary(shop), RfmOptions.withDefaults());
    }

    /** The weighted histories that a model is fitted to. */
    @Benchmark
    public DistinctHistories distinctHistories(Shop shop) {
        return shop.summary.distinctHistories();
    }

    private static LocalDate last(Shop shop) {
        return LocalDate.ofEpochDay(shop.log.lastDay());
    }
}
