package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTables;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.NextOrder;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvIntervals;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.HistoricalClv;
import io.github.clv4j.value.HistoricalClvOptions;
import io.github.clv4j.value.PredictedClv;
import io.github.clv4j.value.ValuationDate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java samples compile, run, and do what they say; the README shows just these lines. */
class ReadmeSamplesTest {
    private static final String SOURCE = "src/test/java/io/github/clv4j/examples/ReadmeSamplesTest.java";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void segmentsAndMigration() throws IOException {
        Path orders = folder.resolve("orders.csv");
        Files.writeString(orders, """
                customer_id,ordered_at,amount
                a,2024-09-01,500.00
                a,2025-06-20,400.00
                b,2025-03-30,10.00
                b,2025-03-31,10.00
                b,2025-06-25,10.00
                c,2025-05-01,20.00
                """);

        TransactionLog log = CsvTransactions.read(
                orders, CsvColumns.of("customer_id", "ordered_at", "amount"), MoneyScale.of("EUR"));

        SummaryOptions weekly = SummaryOptions.weekly();
        CustomerSummary march = CustomerSummary.of(log, weekly.until(LocalDate.of(2025, 3, 31)));
        CustomerSummary june = CustomerSummary.of(log, weekly.until(LocalDate.of(2025, 6, 30)));

        RfmScores before = Rfm.score(march, RfmOptions.withDefaults());
        RfmScores after =
                Rfm.score(june, RfmOptions.withDefaults().withThresholds(before.thresholds())); // frozen edges
        SegmentMap map = SegmentMaps.OMNICONVERT;
        MigrationMatrix moves = MigrationMatrix.between(map.assign(before), map.assign(after));
        long wonBack = moves.count("About To Dump You", "Lovers");

        assertThat(wonBack).isZero();
        assertThat(moves.customers()).isEqualTo(3);
        assertThat(moves.arrived()).isEqualTo(1);
    }

    @Test
    void refundsAndALaterBatch() {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        builder.add("c-17", LocalDate.of(2025, 3, 1), new BigDecimal("40.00"));
        builder.add("c-17", LocalDate.of(2025, 3, 20), new BigDecimal("25.50"));
        TransactionLog yesterday = builder.build();

        TransactionLogBuilder batch = yesterday.appender();
        batch.add("c-17", LocalDate.of(2025, 3, 22), new BigDecimal("-25.50")); // cancels the second purchase
        TransactionLog today = batch.build();
        IngestReport rows = today.report(); // read 3 = accepted 1 + netted 2 + dropped 0 + rejected 0

        assertThat(rows).hasToString("read 3 = accepted 1 + netted 2 + dropped 0 + rejected 0");
        assertThat(yesterday.rows()).isEqualTo(2);
    }

    @Test
    void kpisAndHistoricalValue() throws IOException {
        MoneyScale money = MoneyScale.of("EUR");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(money));
        builder.add("a", LocalDate.of(2025, 1, 10), new BigDecimal("100.00"));
        builder.add("a", LocalDate.of(2025, 2, 10), new BigDecimal("100.00"));
        builder.add("b", LocalDate.of(2025, 2, 11), new BigDecimal("50.00"));
        TransactionLog log = builder.build();
        Grouping segments = Grouping.of("segment", log.customers(), c -> "everyone");

        PeriodFacts facts = PeriodFacts.of(log, Periods.covering(log, TimeStep.MONTHS), segments);
        KpiReport report = KpiReport.of(facts, Kpis.AOV, Kpis.ARPU, Kpis.RETENTION_RATE, Kpis.CHURN_RATE);
        CsvTables.write(report.toTable(), folder.resolve("kpis.csv"));

        HistoricalClv clv = HistoricalClv.of(
                log,
                HistoricalClvOptions.withDefaults()
                        .withGrossMargin(0.35)
                        .withAcquisitionCost(money.parse("12.50"))
                        .withDiscount(DiscountRate.annual(0.10), ValuationDate.FIRST_PURCHASE));
        double bestTenth = clv.concentration().topShare(0.10).orElseThrow();

        assertThat(report.value(Kpis.RETENTION_RATE, 1).value()).isEqualTo(1.0);
        assertThat(folder.resolve("kpis.csv")).isRegularFile();
        // a: 35.00 + 35.00 a month later, less 12.50; b: 17.50 less 12.50.
        double later = 35 * Math.pow(1.1, -31 / 365.25);
        assertThat(bestTenth).isCloseTo((35 + later - 12.5) / (35 + later - 12.5 + 5), within(1e-4));
    }

    @Test
    void whoStaysAndWhatComes() throws IOException {
        TransactionLog log = Simulation.of(
                        BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS),
                        SimulationOptions.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 9, 30))
                                .withEntryDays(84)
                                .withGammaGammaSpend(MoneyScale.of("EUR"), 6.25, 3.74, 15.44))
                .log();
        MoneyScale money = log.options().money();

        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
        Fitted<BgNbd> fitted = BgNbd.fit(summary);
        FitReport fit = fitted.report(); // status, words, standard errors, AIC
        Fitted<GammaGamma> spend = GammaGamma.fit(summary);
        ClvOptions year =
                ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)).withGrossMargin(0.35);
        ClvScores scores =
                PredictedClv.of(fitted.model(), spend.model(), money, year).score(summary);
        CsvTables.write(scores.toTable(), folder.resolve("clv.csv"));
        Interval total = ClvIntervals.delta(scores, fit, spend.report(), 0.90).total(); // of all customers

        BgNbd model = fitted.model(); // one customer: x, t_x and T in weeks
        double alive = model.pAlive(2, 30.4, 38.9);
        NextOrder next = model.nextOrder(2, 30.4, 38.9, 0.80);

        assertThat(fit.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(folder.resolve("clv.csv")).isRegularFile();
        assertThat(total.contains(scores.total())).isTrue();
        assertThat(alive).isBetween(0.5, 0.9);
        assertThat(next.medianDays()).isBetween(next.lowerDays(), next.upperDays());
        assertThat(next.probability()).isEqualTo(alive);
    }

    @Test
    void theReadmeShowsTheseLines() throws IOException {
        String source = squeezed(Files.readString(Path.of(SOURCE)));
        Matcher samples = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        int found = 0;
        while (samples.find()) {
            found++;
            for (String part : samples.group(1).split("\\R\\s*\\R", -1)) {
                assertThat(source).contains(squeezed(part));
            }
        }
        assertThat(found).isEqualTo(3);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
