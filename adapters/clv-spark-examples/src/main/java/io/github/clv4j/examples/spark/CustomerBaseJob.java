package io.github.clv4j.examples.spark;

import static org.apache.spark.sql.functions.col;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.spark.SparkClv;
import io.github.clv4j.spark.SparkKpis;
import io.github.clv4j.spark.SparkOutput;
import io.github.clv4j.spark.SparkRfm;
import io.github.clv4j.spark.SparkSummary;
import io.github.clv4j.spark.SparkTables;
import io.github.clv4j.spark.SparkTransactions;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A customer base as of a day, from Parquet to Parquet: summaries, RFM scores with segments, customer values and monthly
 * KPIs.
 *
 * <pre>{@code
 * spark-submit --class io.github.clv4j.examples.spark.CustomerBaseJob clv-spark-job.jar \
 *     --transactions /data/transactions --output /results --as-of 2025-06-30 --currency EUR
 * }</pre>
 *
 * <p>Transactions have {@code customer_id} (text), {@code order_date} (a date, best the column that the folder is partitioned
 * by), {@code amount} (a decimal) and {@code currency} (text). Results are the folders {@code summaries}, {@code rfm}, {@code
 * clv} and {@code kpis}, each with a folder {@code as_of=…} that is written as a whole or not at all; running the job again for
 * the same day replaces them by the same.
 *
 * <p>With {@code --previous 2025-06-29} the job is a daily one: it reads the summaries that it wrote as of that day, merges the
 * transactions of the days since, and reads older ones only for customers with a refund, and for the KPIs.
 */
public final class CustomerBaseJob {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("customer_id", "order_date", "amount");
    private static final int MONTHS_OF_KPIS = 12;

    private final SparkSession session;
    private final String output;
    private final LocalDate asOf;
    private final LogOptions options;
    private final Dataset<Row> transactions;

    private CustomerBaseJob(
            SparkSession session, Dataset<Row> source, String output, LocalDate asOf, LogOptions options) {
        this.session = session;
        this.output = output;
        this.asOf = asOf;
        this.options = options;
        this.transactions = source.filter(col("order_date").leq(asOf));
    }

    /**
     * Runs the job.
     *
     * @param args {@code --transactions}, {@code --output}, {@code --as-of}, {@code --currency} and, for a daily run, {@code
     *     --previous}, each followed by its value
     * @throws IOException if a result cannot be put in its place
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            given.put(args[i], args[i + 1]);
        }
        String transactions = required(given, "--transactions");
        String output = required(given, "--output");
        LocalDate asOf = LocalDate.parse(required(given, "--as-of"));
        String currency = required(given, "--currency");
        String previous = given.get("--previous");
        SparkSession session =
                SparkSession.builder().appName("clv4j customer base").getOrCreate();
        try {
            run(session, transactions, output, asOf, currency, previous == null ? null : LocalDate.parse(previous));
        } finally {
            session.stop();
        }
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value != null) {
            return value;
        }
        throw new IllegalArgumentException(name + " is missing; the arguments are --transactions, --output, --as-of,"
                + " --currency and, for a daily run, --previous, each with a value");
    }

    /** Writes all results as of a day. */
    static void run(
            SparkSession session,
            String transactions,
            String output,
            LocalDate asOf,
            String currency,
            @Nullable LocalDate previous)
            throws IOException {
        CustomerBaseJob job = new CustomerBaseJob(
                session, session.read().parquet(transactions), output, asOf, LogOptions.of(MoneyScale.of(currency)));
        SparkSummary summary = previous == null ? job.all() : job.since(previous);
        // Written first and read back: all that follows is made of it, and the next daily run begins with it.
        job.write(summary.rows(), "summaries");
        SparkSummary stored = summary.storedAs(session.read().parquet(job.folder("summaries", asOf)));
        job.scores(stored);
        job.values(stored);
        job.kpis();
    }

    private SparkSummary all() {
        return SparkSummary.of(
                SparkTransactions.of(transactions, COLUMNS, options, "currency"),
                SummaryOptions.weekly().until(asOf));
    }

    private SparkSummary since(LocalDate previous) {
        SparkTransactions days =
                SparkTransactions.of(transactions.filter(col("order_date").gt(previous)), COLUMNS, options, "currency");
        SparkSummary before = SparkSummary.of(
                session.read().parquet(folder("summaries", previous)),
                options.money(),
                TimeStep.WEEKS,
                PurchaseMerging.SAME_DAY,
                previous);
        return before.plus(days, SparkTransactions.checkedBefore(transactions, COLUMNS, options), asOf);
    }

    private void scores(SparkSummary summary) throws IOException {
        RfmOptions rfm = RfmOptions.withDefaults();
        RfmThresholds thresholds = SparkRfm.thresholds(summary, rfm);
        write(SparkRfm.segments(summary, rfm, thresholds, SegmentMaps.OMNICONVERT), "rfm");
        write(SparkTables.toDataset(session, thresholds.toTable()), "rfm_thresholds");
    }

    private void values(SparkSummary summary) throws IOException {
        BgNbd purchases = BgNbd.fit(summary.distinctHistories().histories(), FitOptions.withDefaults())
                .model();
        GammaGamma spend = GammaGamma.fit(summary.repeatSpend().spend(), FitOptions.withDefaults())
                .model();
        ClvOptions year =
                ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)).withGrossMargin(0.35);
        write(SparkClv.score(summary, PredictedClv.of(purchases, spend, options.money(), year)), "clv");
    }

    private void kpis() throws IOException {
        LocalDate last = asOf;
        PeriodFacts facts = SparkKpis.facts(
                SparkTransactions.checkedBefore(transactions, COLUMNS, options),
                () -> Periods.ending(last, 1, TimeStep.MONTHS, MONTHS_OF_KPIS));
        KpiReport report =
                KpiReport.of(facts, Kpis.REVENUE, Kpis.AOV, Kpis.ACTIVE_CUSTOMERS, Kpis.NEW_CUSTOMERS, Kpis.CHURN_RATE);
        write(SparkTables.toDataset(session, report.toTable()), "kpis");
    }

    private String folder(String name, LocalDate day) {
        return output + "/" + name + "/as_of=" + day;
    }

    private void write(Dataset<Row> rows, String name) throws IOException {
        SparkOutput.write(rows, folder(name, asOf));
    }

    /** The folders of a run, for those that look for its results. */
    static List<String> results() {
        return List.of("summaries", "rfm", "rfm_thresholds", "clv", "kpis");
    }
}
