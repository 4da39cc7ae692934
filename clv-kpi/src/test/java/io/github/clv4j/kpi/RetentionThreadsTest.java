package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On customers enough for several pieces, one thread and many tell the same. */
class RetentionThreadsTest {
    private static final int CUSTOMERS = 50_000;

    private static TransactionLog log() {
        SplittableRandom random = new SplittableRandom(20_110_101);
        int start = Logs.day("2011-01-01");
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < CUSTOMERS; c++) {
            int orders = 1 + random.nextInt(5);
            for (int i = 0; i < orders; i++) {
                long amount = random.nextInt(12) == 0 ? -100 : 100 + random.nextInt(9_900);
                rows.add(new Logs.Row(
                        "c" + c,
                        start + random.nextInt(300),
                        amount,
                        amount / 2,
                        random.nextBoolean() ? "web" : "shop"));
            }
        }
        return Logs.of(rows, RefundPolicy.NET, true);
    }

    private static List<String> all(TransactionLog log) {
        Grouping channels = Grouping.byFirst(log, "channel");
        LocalDate asOf = LocalDate.parse("2011-10-15");
        PeriodCalendar months = PeriodCalendar.of(TimeStep.MONTHS);
        CohortOptions options =
                CohortOptions.withDefaults().withCohorts(CohortKind.RECURRING).withMeasure(RetentionMeasure.UNBOUNDED);
        InactivityOptions personal = InactivityOptions.meanPlus(1).withFewestIntervals(2);
        List<String> texts = new ArrayList<>();
        for (Table table : List.of(
                CohortTable.of(log, months, asOf, channels, options).toTable(),
                CohortTable.of(log, months, asOf, channels, options.withElapsedDays(30))
                        .curve()
                        .toTable(),
                InactivityChurn.of(log, asOf, channels, personal).customerTable(),
                InactivityLedger.of(log, Periods.covering(log, asOf, TimeStep.MONTHS), channels, personal)
                        .toTable(),
                NthPurchases.of(log, asOf, channels, PurchaseOptions.within(60)).toTable(),
                RepeatPurchases.of(log, asOf, channels, PurchaseCounting.ORDERS, 0.9)
                        .distribution(0, 30, 60))) {
            for (Column column : table.columns()) {
                IntStream.range(0, table.rows()).forEach(row -> texts.add(column.name() + column.textAt(row)));
            }
        }
        return texts;
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        TransactionLog log = log();
        assertThat(log.customers()).isGreaterThan(3 << 14);
        List<String> one = with(1, log);
        List<String> four = with(4, log);
        assertThat(one.equals(four)).isTrue();
        assertThat(one.size()).isGreaterThan(6 * CUSTOMERS / 2);
    }

    private static List<String> with(int threads, TransactionLog log) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> all(log)).join();
        } finally {
            pool.shutdown();
        }
    }
}
