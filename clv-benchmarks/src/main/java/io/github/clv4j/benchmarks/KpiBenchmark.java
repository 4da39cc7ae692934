package io.github.clv4j.benchmarks;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.CohortOptions;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.FactsAndCohorts;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.KpiOptions;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.RevenueConcentration;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.value.HistoricalClv;
import io.github.clv4j.value.HistoricalClvOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the departments' figures cost on a log that is there: facts and KPIs by month and segment, the cohort table,
 * historical value? {@code streamLog} is the floor: the log's columns read once.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@State(Scope.Benchmark)
public class KpiBenchmark {
    private static final int MONTHS = 24;

    private Grouping segments = Grouping.everyone(0);

    /** Makes the segments. */
    @Setup
    public void segments(Shop shop) {
        segments = SegmentMaps.OMNICONVERT.assign(Rfm.score(shop.summary, RfmOptions.withDefaults()));
    }

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** All facts, and three KPIs of them, by month and segment. */
    @Benchmark
    public KpiReport kpisByMonthAndSegment(Shop shop) {
        Periods months = Periods.covering(shop.log, TimeStep.MONTHS);
        return KpiReport.of(PeriodFacts.of(shop.log, months, segments), Kpis.ORDERS, Kpis.REVENUE, Kpis.RETENTION_RATE);
    }

    /**
     * Every KPI of the catalogue with its interval, by month of the last two years and segment, and the cohort table by
     * segment, from one sweep over the log.
     */
    @Benchmark
    public List<Object> allKpisAndCohorts(Shop shop) {
        LocalDate last = LocalDate.ofEpochDay(shop.log.lastDay());
        Periods months = Periods.covering(last.withDayOfMonth(1).minusMonths(MONTHS - 1), last, TimeStep.MONTHS);
        FactsAndCohorts both = FactsAndCohorts.of(
                shop.log, months, segments, PeriodCalendar.of(TimeStep.MONTHS), CohortOptions.withDefaults());
        return List.of(KpiReport.of(both.facts(), KpiOptions.withDefaults(), Kpis.all()), both.cohorts());
    }

    /** Tenths, Lorenz curve and Gini coefficient of each month and segment. */
    @Benchmark
    public RevenueConcentration concentration(Shop shop) {
        return RevenueConcentration.of(shop.log, Periods.covering(shop.log, TimeStep.MONTHS), segments);
    }

    /** Revenue of the last year against the year before, customer by customer and by segment. */
    @Benchmark
    public GainLoss gainLoss(Shop shop) {
        LocalDate last = LocalDate.ofEpochDay(shop.log.lastDay());
        return GainLoss.between(shop.log, Periods.ending(last, 1, TimeStep.YEARS, 2), 0, 1, segments);
    }

    /** Facts and KPIs of the last 90 windows of 30 days, a day apart: thirty passes. */
    @Benchmark
    public KpiReport rollingWindows(Shop shop) {
        LocalDate last = LocalDate.ofEpochDay(shop.log.lastDay());
        return KpiReport.of(
                PeriodFacts.of(shop.log, Periods.rolling(last, 30, 1, 90), segments),
                KpiOptions.withDefaults(),
                Kpis.all());
    }

    /** Monthly cohorts. */
    @Benchmark
    public CohortTable cohorts(Shop shop) {
        return CohortTable.of(shop.log, TimeStep.MONTHS);
    }

    /** Net value of each customer. */
    @Benchmark
    public HistoricalClv historicalClv(Shop shop) {
        return HistoricalClv.of(shop.log, HistoricalClvOptions.withDefaults().withGrossMargin(0.35));
    }
}
