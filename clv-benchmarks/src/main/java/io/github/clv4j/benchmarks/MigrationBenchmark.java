package io.github.clv4j.benchmarks;

import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.rfm.SegmentSnapshot;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a year of migration cost once the log is there: twelve monthly snapshots, each scored by the edges of the
 * first and assigned to segments, and the moves along them? {@code streamLog} is the floor: the log's columns read once;
 * {@code movesAlone} is the last part, of segments that are there.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@State(Scope.Benchmark)
public class MigrationBenchmark {
    private static final int MONTHS = 12;

    private List<SegmentSnapshot> snapshots = List.of();

    /** Makes the snapshots of {@link #movesAlone}. */
    @Setup(Level.Trial)
    public void segments(Shop shop) {
        snapshots = snapshots(shop);
    }

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** Snapshots, scores, segments and moves of twelve months. */
    @Benchmark
    public MigrationSeries yearOfMigration(Shop shop) {
        return series(shop);
    }

    /** The moves along snapshots that are there. */
    @Benchmark
    public MigrationSeries movesAlone() {
        return MigrationSeries.of(snapshots);
    }

    static MigrationSeries series(Shop shop) {
        return MigrationSeries.of(snapshots(shop));
    }

    /** The days of the snapshots, the earliest first. */
    static List<LocalDate> days(Shop shop) {
        LocalDate last = LocalDate.ofEpochDay(shop.log.lastDay());
        return IntStream.range(0, MONTHS)
                .mapToObj(month -> last.minusMonths(MONTHS - 1L - month))
                .toList();
    }

    private static List<SegmentSnapshot> snapshots(Shop shop) {
        List<CustomerSummary> summaries = CustomerSummary.snapshots(shop.log, days(shop), SummaryOptions.weekly());
        RfmOptions options = RfmOptions.withDefaults();
        RfmOptions frozen =
                options.withThresholds(Rfm.score(summaries.get(0), options).thresholds());
        return summaries.stream()
                .map(summary ->
                        new SegmentSnapshot(summary.asOf(), SegmentMaps.OMNICONVERT.assign(Rfm.score(summary, frozen))))
                .toList();
    }
}
