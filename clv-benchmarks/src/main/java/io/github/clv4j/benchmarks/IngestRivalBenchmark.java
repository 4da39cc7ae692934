package io.github.clv4j.benchmarks;

import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
 * What would a team use instead to get from unsorted rows to quintile scores? {@code inSql} asks DuckDB over its own column
 * table: customers and days merged, summaries, interpolated cuts, scores, the same as ours. {@code withStreams} is what a
 * developer writes first: records in a list, grouped with collectors, customers sorted for each measure. Ours is
 * {@link LogBuildBenchmark#fromArraysToScores}, told again here so that all three run alike.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class IngestRivalBenchmark {
    /** A row as a developer's record. */
    public record Sale(long customerId, LocalDate date, BigDecimal amount) {}

    /** Measures of one customer. */
    public record Measures(long customerId, LocalDate last, long orders, BigDecimal spend) {}

    /** The shop's rows as records. */
    @State(Scope.Benchmark)
    public static class Sales {
        List<Sale> all = List.of();

        /** Makes the records. */
        @Setup(Level.Trial)
        public void make(Shop shop) {
            all = IntStream.range(0, shop.raw.days().length)
                    .mapToObj(i -> new Sale(
                            shop.raw.customerIds()[i],
                            LocalDate.ofEpochDay(shop.raw.days()[i]),
                            BigDecimal.valueOf(shop.raw.amountsMinor()[i], 2)))
                    .toList();
        }
    }

    /** Ours: the log, one summary, quintile scores. */
    @Benchmark
    public RfmScores fromArraysToScores(Shop shop) {
        return Rfm.score(CustomerSummary.of(Shop.build(shop.raw), SummaryOptions.weekly()), RfmOptions.withDefaults());
    }

    /** The rival in SQL. */
    @Benchmark
    public long inSql(ShopDatabase database) throws SQLException {
        database.summarise("summaries", "sales");
        database.cuts("cuts", "summaries");
        database.score("scores", "summaries", "cuts");
        return database.count("scores");
    }

    /** The rival in plain Java: three scores of each customer, by rank. */
    @Benchmark
    public Map<Long, int[]> withStreams(Sales sales) {
        List<Measures> customers =
                sales.all.stream().collect(Collectors.groupingBy(Sale::customerId)).entrySet().stream()
                        .map(entry -> measures(entry.getKey(), entry.getValue()))
                        .toList();
        Map<Long, int[]> scores = new HashMap<>();
        score(customers, Comparator.comparing(Measures::last), scores, 0);
        score(customers, Comparator.comparing(Measures::orders), scores, 1);
        score(customers, Comparator.comparing(Measures::spend), scores, 2);
        return scores;
    }

    private static Measures measures(long customerId, List<Sale> sales) {
        return new Measures(
                customerId,
                sales.stream().map(Sale::date).max(Comparator.naturalOrder()).orElseThrow(),
                sales.stream().map(Sale::date).distinct().count(),
                sales.stream().map(Sale::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static void score(
            List<Measures> customers, Comparator<Measures> order, Map<Long, int[]> scores, int dimension) {
        List<Measures> sorted = customers.stream().sorted(order).toList();
        for (int rank = 0; rank < sorted.size(); rank++) {
            scores.computeIfAbsent(sorted.get(rank).customerId(), id -> new int[3])[dimension] =
                    1 + (int) (5L * rank / sorted.size());
        }
    }
}
