package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.Arrays;
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
 * What does it cost to turn unsorted arrays into a log, and from there to scores? {@code streamColumns} is the floor: the
 * same arrays read once in order. {@code fromArraysToScores} is the whole way that a nightly batch goes: log, summary and
 * quintile scores. {@code append} adds one row in a hundred to a log that is there. Two yardsticks: {@code scatter}, a bare
 * loop on one thread that writes each row to its customer's place, and {@code copyAndRescore}, which does what an append of
 * logs that do not change cannot do without.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class LogBuildBenchmark {
    private static final int APPENDED_PART = 100;

    /** The floor: each column read once, in order. */
    @Benchmark
    public long streamColumns(Shop shop) {
        return Floor.stream(shop.raw);
    }

    /** The customer of each row as a small number, which nobody has who builds a log. */
    @State(Scope.Benchmark)
    public static class Numbers {
        int[] customers = {};

        /** Looks them up. */
        @Setup(Level.Trial)
        public void make(Shop shop) {
            customers = Arrays.stream(shop.raw.customerIds())
                    .mapToInt(shop.log.index()::indexOf)
                    .toArray();
        }
    }

    /**
     * A loop that knows each row's customer: rows counted, and days and amounts written to their customer's place, in order
     * of arrival and not of day.
     */
    @Benchmark
    public long[] scatter(Shop shop, Numbers numbers) {
        int[] customers = numbers.customers;
        int[] next = new int[shop.log.customers() + 1];
        for (int customer : customers) {
            next[customer + 1]++;
        }
        for (int c = 0; c < shop.log.customers(); c++) {
            next[c + 1] += next[c];
        }
        int[] days = new int[customers.length];
        long[] amounts = new long[customers.length];
        for (int i = 0; i < customers.length; i++) {
            int at = next[customers[i]]++;
            days[at] = shop.raw.days()[i];
            amounts[at] = shop.raw.amountsMinor()[i];
        }
        return new long[] {days[days.length / 2], amounts[days.length / 2]};
    }

    /** Ids looked up, rows sorted by customer and day. */
    @Benchmark
    public TransactionLog build(Shop shop) {
        return Shop.build(shop.raw);
    }

    /** The log, one summary, quintile scores. */
    @Benchmark
    public RfmScores fromArraysToScores(Shop shop) {
        TransactionLog log = Shop.build(shop.raw);
        return Rfm.score(CustomerSummary.of(log, SummaryOptions.weekly()), RfmOptions.withDefaults());
    }

    /** A hundredth of the rows again, as a later batch. */
    @Benchmark
    public TransactionLog append(Shop shop) {
        TransactionLogBuilder builder = shop.log.appender();
        for (int i = 0; i < shop.rows / APPENDED_PART; i++) {
            builder.add(
                    shop.raw.customerIds()[i], shop.raw.days()[i] + 1, shop.raw.amountsMinor()[i]);
        }
        return builder.build();
    }

    /** The same, and the scores of all customers after it. */
    @Benchmark
    public RfmScores appendAndRescore(Shop shop) {
        return Rfm.score(CustomerSummary.of(append(shop), SummaryOptions.weekly()), RfmOptions.withDefaults());
    }

    /** What is in it where logs do not change: both columns copied, on two threads, and all customers scored. */
    @Benchmark
    public List<Object> copyAndRescore(Shop shop) {
        List<Object> copied = IntStream.range(0, 2)
                .parallel()
                .mapToObj(column -> (Object)
                        (column == 0
                                ? shop.raw.amountsMinor().clone()
                                : shop.raw.days().clone()))
                .toList();
        RfmScores scores = Rfm.score(CustomerSummary.of(shop.log, SummaryOptions.weekly()), RfmOptions.withDefaults());
        return List.of(copied, scores);
    }
}
