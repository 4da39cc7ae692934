package io.github.clv4j.benchmarks;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.kpi.CurrentProfiles;
import io.github.clv4j.kpi.CustomerProfile;
import io.github.clv4j.kpi.CustomerProfiles;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to look a customer up by id in the current snapshot, and to read what a service shows? Ids are asked
 * in an order that no cache foresees. Run with {@code -prof gc}: the view is all that is allocated. The floor finds the
 * customer's number alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProfileBenchmark {
    private static final int ASKED = 1 << 16;
    /** Odd and far from a power of two, so that steps of it jump about. */
    private static final int STRIDE = 40_503;

    /** Customers, with four orders each. */
    @Param("1000000")
    public int customers;

    private final String[] asked = new String[ASKED];
    private CurrentProfiles numbers = CurrentProfiles.of(profiles(log(1, false)));
    private CurrentProfiles texts = numbers;
    private CustomerIndex index = numbers.current().profiles().summary().index();
    private int next;

    /** Makes the same customers under numbers and under texts. */
    @Setup(Level.Trial)
    public void make() {
        numbers = CurrentProfiles.of(profiles(log(customers, false)));
        texts = CurrentProfiles.of(profiles(log(customers, true)));
        index = numbers.current().profiles().summary().index();
        for (int i = 0; i < ASKED; i++) {
            asked[i] = "customer-" + (long) i * STRIDE % customers;
        }
    }

    private static TransactionLog log(int customers, boolean withTexts) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        for (int i = 0; i < 4 * customers; i++) {
            int customer = i % customers;
            int day = 19_000 + (int) ((long) i * STRIDE % 700);
            if (withTexts) {
                builder.add("customer-" + customer, day, 100 + i % 9_000);
            } else {
                builder.add((long) customer, day, 100 + i % 9_000);
            }
        }
        return builder.build();
    }

    private static CustomerProfiles profiles(TransactionLog log) {
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        Grouping segments = SegmentMaps.OMNICONVERT.assign(scores);
        return CustomerProfiles.builder(summary)
                .rfmScores(scores::r, scores::f, scores::m)
                .segments(segments)
                .pAlive(c -> ForecastBenchmark.BG_NBD.pAlive(summary.x(c), summary.tx(c), summary.age(c)))
                .clv(summary::spendMinor, c -> !summary.isPresent(c))
                .build();
    }

    private int step() {
        next = (next + 1) & (ASKED - 1);
        return next;
    }

    private long number() {
        return (long) step() * STRIDE % customers;
    }

    /** The floor: the number of a customer by its numeric id. */
    @Benchmark
    public int findNumberAlone() {
        return index.indexOf(number());
    }

    /** The view by numeric id. */
    @Benchmark
    public CustomerProfile findByNumber() {
        return Objects.requireNonNull(numbers.find(number()));
    }

    /** The view by text id. */
    @Benchmark
    public CustomerProfile findByText() {
        return Objects.requireNonNull(texts.find(asked[step()]));
    }

    /** The view by numeric id, and eight of its figures. */
    @Benchmark
    public double findAndRead() {
        CustomerProfile profile = Objects.requireNonNull(numbers.find(number()));
        String segment = profile.segment();
        return profile.orders()
                + profile.spendMinor()
                + profile.recencyScore().orElse(0)
                + profile.frequencyScore().orElse(0)
                + profile.monetaryScore().orElse(0)
                + (segment == null ? 0 : segment.length())
                + profile.pAlive().orElse(0)
                + profile.clvMinor().orElse(0);
    }
}
