package io.github.clv4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every benchmark body does what it says, on data small enough for a test. */
class BenchmarksTest {
    private static final int ROWS = 4_000;

    private final Shop shop = new Shop();

    @BeforeEach
    void make() {
        shop.rows = ROWS;
        shop.refunds = true;
        shop.make();
    }

    @Test
    void theDataAreSkewedAndTheSameForASeed() {
        SkewedTransactions again = SkewedTransactions.of(ROWS, ROWS / Shop.ROWS_PER_CUSTOMER, true, 4_711);

        assertThat(again.customerIds()).isEqualTo(shop.raw.customerIds());
        assertThat(again.days()).isEqualTo(shop.raw.days());
        assertThat(again.amountsMinor()).isEqualTo(shop.raw.amountsMinor());
        int most = 0;
        for (int c = 0; c < shop.log.customers(); c++) {
            most = Math.max(most, shop.log.end(c) - shop.log.start(c));
        }
        assertThat(most).isGreaterThan(3 * Shop.ROWS_PER_CUSTOMER);
        assertThat(shop.log.report().nettedRefunds()).isPositive();
    }

    @Test
    void theFloorsReadEveryRow() {
        assertThat(new LogBuildBenchmark().streamColumns(shop)).isNotZero();
        assertThat(new SnapshotBenchmark().streamLog(shop)).isEqualTo(new KpiBenchmark().streamLog(shop));
    }

    @Test
    void buildingGivesTheLog() {
        LogBuildBenchmark benchmark = new LogBuildBenchmark();

        assertThat(benchmark.build(shop).sameRows(shop.log)).isTrue();
        assertThat(benchmark.append(shop).report().read()).isEqualTo(ROWS + ROWS / 100);
        assertThat(benchmark.fromArraysToScores(shop).customers()).isEqualTo(shop.log.customers());
    }

    @Test
    void questionsAreAnswered() {
        SnapshotBenchmark benchmark = new SnapshotBenchmark();

        assertThat(benchmark.summary(shop).sameRows(shop.summary)).isTrue();
        assertThat(benchmark.earlierSummary(shop).asOf())
                .isEqualTo(shop.summary.asOf().minusMonths(12));
        assertThat(benchmark.monthlySnapshots(shop)).hasSize(12);
        assertThat(benchmark.scores(shop).bins()).isEqualTo(5);
        assertThat(benchmark.distinctHistories(shop).size()).isPositive();
    }

    @Test
    void departmentsGetTheirFigures() {
        KpiBenchmark benchmark = new KpiBenchmark();
        benchmark.segments(shop);

        assertThat(benchmark.kpisByMonthAndSegment(shop).facts().periods().count())
                .isBetween(35, 37);
        assertThat(benchmark.cohorts(shop).cohorts()).isBetween(35, 37);
        assertThat(benchmark.historicalClv(shop).customers()).isEqualTo(shop.log.customers());
    }

    @Test
    void aFileBecomesALog() throws IOException {
        CsvReadBenchmark benchmark = new CsvReadBenchmark();
        benchmark.fileRows = ROWS;
        benchmark.write();
        try {
            assertThat(benchmark.readBytes()).isEqualTo(ROWS + 1);
            assertThat(benchmark.readLog().rows()).isEqualTo(ROWS);
        } finally {
            benchmark.delete();
        }
    }
}
