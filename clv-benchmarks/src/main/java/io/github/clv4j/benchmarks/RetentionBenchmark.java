package io.github.clv4j.benchmarks;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.CohortKind;
import io.github.clv4j.kpi.CohortOptions;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.InactivityChurn;
import io.github.clv4j.kpi.InactivityLedger;
import io.github.clv4j.kpi.InactivityOptions;
import io.github.clv4j.kpi.NthPurchases;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.PurchaseOptions;
import io.github.clv4j.kpi.RetentionMeasure;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does retention cost beyond the classic cohort table (which {@link KpiBenchmark} has): other measures, recurring cohorts,
 * churn by silence, next purchases? {@code streamLog} is the floor: the log's columns read once.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class RetentionBenchmark {
    private static CohortTable cohorts(Shop shop, CohortOptions options) {
        return CohortTable.of(
                shop.log,
                PeriodCalendar.of(TimeStep.MONTHS),
                LocalDate.ofEpochDay(shop.log.lastDay()),
                Grouping.everyone(shop.log.customers()),
                options);
    }

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** Monthly cohorts, on or after each month. */
    @Benchmark
    public CohortTable unboundedCohorts(Shop shop) {
        return cohorts(shop, CohortOptions.withDefaults().withMeasure(RetentionMeasure.UNBOUNDED));
    }

    /** Monthly cohorts by windows of 30 days since the own first day. */
    @Benchmark
    public CohortTable elapsedCohorts(Shop shop) {
        return cohorts(shop, CohortOptions.withDefaults().withElapsedDays(30));
    }

    /** Each month's active customers as a cohort, which reads rows once for each month before them. */
    @Benchmark
    public CohortTable recurringCohorts(Shop shop) {
        return cohorts(shop, CohortOptions.withDefaults().withCohorts(CohortKind.RECURRING));
    }

    /** Who has been silent for longer than the own intervals say, as of the last day. */
    @Benchmark
    public InactivityChurn personalInactivity(Shop shop) {
        return InactivityChurn.of(shop.log, InactivityOptions.meanPlus(2));
    }

    /** Who churned by silence in which month: a pass for each. */
    @Benchmark
    public InactivityLedger monthlyInactivity(Shop shop) {
        return InactivityLedger.of(
                shop.log, Periods.covering(shop.log, TimeStep.MONTHS), InactivityOptions.meanPlus(2));
    }

    /** From each of the first ten purchases to the next, with the product-limit curve of each. */
    @Benchmark
    public NthPurchases nextPurchases(Shop shop) {
        return NthPurchases.of(shop.log, PurchaseOptions.within(90));
    }
}
