package io.github.clv4j.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import com.sun.management.OperatingSystemMXBean;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.spark.CountedHistories;
import io.github.clv4j.spark.CountedSpend;
import io.github.clv4j.spark.SparkClv;
import io.github.clv4j.spark.SparkKpis;
import io.github.clv4j.spark.SparkRfm;
import io.github.clv4j.spark.SparkSummary;
import io.github.clv4j.spark.SparkTransactions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.PredictedClv;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What docs/scale.md tells: time, CPU time of the process (which other work on the machine changes less) and shuffle volume of summaries and RFM scores on Spark, beside SQL that an analyst would
 * write for the same, alternately in one session, and of the steps after them; and of the same summary and scores without Spark,
 * from arrays, where the rows fit.
 *
 * <p>Arguments: a folder for data, and then such as {@code 5x3}: five million rows, three rounds. A customer has 8 rows on
 * average, unevenly; one row in fifty is a refund in the second data set.
 */
public final class ScaleMeasurement {
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 730;
    private static final LocalDate AS_OF = FIRST.plusDays(DAYS - 1);
    private static final int ROWS_A_CUSTOMER = 8;
    /** Rows that are brought to one machine: their ids alone are a hundred bytes each on the way. */
    private static final int MOST_AS_ARRAYS = 10_000_000;

    private static final TransactionColumns COLUMNS = TransactionColumns.of("customer_id", "order_date", "amount");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    private final SparkSession session;
    private final String folder;
    private final Shuffle shuffle;
    private boolean warm;

    private ScaleMeasurement(SparkSession session, String folder, Shuffle shuffle) {
        this.session = session;
        this.folder = folder;
        this.shuffle = shuffle;
    }

    /** Adds up what tasks write to shuffles. */
    private static final class Shuffle extends SparkListener {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong records = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            bytes.addAndGet(task.taskMetrics().shuffleWriteMetrics().bytesWritten());
            records.addAndGet(task.taskMetrics().shuffleWriteMetrics().recordsWritten());
        }
    }

    /**
     * Measures and prints.
     *
     * @param args a folder, and then such as {@code 5x3}: five million rows, three rounds
     */
    public static void main(String[] args) {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .appName("clv-spark measurement")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "16")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        Shuffle shuffle = new Shuffle();
        session.sparkContext().addSparkListener(shuffle);
        ScaleMeasurement measurement = new ScaleMeasurement(session, args[0], shuffle);
        for (String size : Arrays.asList(args).subList(1, args.length)) {
            String[] millionsAndRounds = size.split("x", -1);
            measurement.measure(
                    Integer.parseInt(millionsAndRounds[0]) * 1_000_000L, Integer.parseInt(millionsAndRounds[1]));
        }
        session.stop();
    }

    private String data(long rows, boolean refunds) {
        String path = folder + "/transactions-" + rows + (refunds ? "-refunds" : "");
        Column customer = concat(
                lit("customer-"),
                floor(pow(rand(1), 2).multiply(rows / ROWS_A_CUSTOMER)).cast("string"));
        Column amount =
                floor(rand(3).multiply(20_000).plus(100)).cast("decimal(10,0)").divide(lit(100));
        Column signed = refunds ? when(rand(4).lt(0.02), amount.multiply(-1)).otherwise(amount) : amount;
        session.range(0, rows, 1, 8)
                .select(
                        customer.as("customer_id"),
                        date_from_unix_date(floor(rand(2).multiply(DAYS))
                                        .cast("int")
                                        .plus((int) FIRST.toEpochDay()))
                                .as("order_date"),
                        signed.cast("decimal(12,2)").as("amount"))
                .write()
                .mode("ignore")
                .parquet(path);
        return path;
    }

    private void measure(long rows, int rounds) {
        String plain = data(rows, false);
        String refunds = data(rows, true);
        double[] ratios = new double[rounds];
        if (!warm) {
            // A first pair that is not counted: starting the session and compiling its code is not what is measured.
            byHand(plain);
            byLibrary(plain);
            warm = true;
        }
        for (int round = 0; round < rounds; round++) {
            double hand = timed("SQL by hand", rows, () -> byHand(plain));
            double library = timed("clv-spark", rows, () -> byLibrary(plain));
            timed("clv-spark, 2 % refunds netted", rows, () -> byLibrary(refunds));
            ratios[round] = library / hand;
        }
        Arrays.sort(ratios);
        print(
                "%d rows: CPU of clv-spark / of SQL by hand, median of %d: %.2f (%.2f to %.2f)",
                rows, rounds, ratios[rounds / 2], ratios[0], ratios[rounds - 1]);
        if (rows <= MOST_AS_ARRAYS) {
            withoutSpark((int) rows, plain, rounds);
        }
        steps(rows, plain);
    }

    /** The same rows from arrays to scores in this JVM, once more than told, since the first time its code is compiled. */
    private void withoutSpark(int rows, String path, int rounds) {
        String[] ids = new String[rows];
        int[] days = new int[rows];
        long[] cents = new long[rows];
        Iterator<Row> all = session.read()
                .parquet(path)
                .select(
                        col("customer_id"),
                        unix_date(col("order_date")),
                        col("amount").multiply(100).cast("bigint"))
                .toLocalIterator();
        for (int i = 0; i < rows; i++) {
            Row row = all.next();
            ids[i] = row.getString(0);
            days[i] = row.getInt(1);
            cents[i] = row.getLong(2);
        }
        scores(ids, days, cents);
        for (int round = 0; round < rounds; round++) {
            timed("without Spark, from arrays", rows, () -> scores(ids, days, cents));
        }
    }

    private static RfmScores scores(String[] ids, int[] days, long[] cents) {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.addAll(ids, days, cents);
        CustomerSummary summary =
                CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(AS_OF));
        return Rfm.score(summary, RfmOptions.withDefaults());
    }

    /** The steps after the scores, once each. */
    private void steps(long rows, String path) {
        SparkTransactions transactions =
                SparkTransactions.checkedBefore(session.read().parquet(path), COLUMNS, EUR);
        SparkSummary summary =
                SparkSummary.of(transactions, SummaryOptions.weekly().until(AS_OF));
        SparkSummary stored = summary.storedAs(session.read().parquet(folder + "/summary"));
        CountedHistories[] histories = new CountedHistories[1];
        CountedSpend[] spend = new CountedSpend[1];
        timed("histories to the driver", rows, () -> histories[0] = stored.distinctHistories());
        timed("spend to the driver", rows, () -> spend[0] = stored.repeatSpend());
        print(
                "%d rows: %s, width %d; %d pairs of spend, width %s",
                rows,
                histories[0].histories(),
                histories[0].width(),
                spend[0].spend().size(),
                spend[0].width());
        PredictedClv[] clv = new PredictedClv[1];
        timed(
                "fit on the driver",
                rows,
                () -> clv[0] = PredictedClv.of(
                        BgNbd.fit(histories[0].histories(), FitOptions.withDefaults())
                                .model(),
                        GammaGamma.fit(spend[0].spend(), FitOptions.withDefaults())
                                .model(),
                        EUR.money(),
                        ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.1))));
        timed("values of all customers", rows, () -> discard(SparkClv.score(stored, clv[0])));
        timed(
                "facts of 12 months",
                rows,
                () -> SparkKpis.facts(transactions, () -> Periods.ending(AS_OF, 1, TimeStep.MONTHS, 12)));
    }

    private double timed(String what, long rows, Runnable task) {
        // Numbers of the task before have come by now; one's own come while it runs and shortly after.
        long bytes = shuffle.bytes.get();
        long records = shuffle.records.get();
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        task.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (cpuNanos() - cpuStart) / 1e9;
        pause();
        print(
                "%d rows: %-32s %7.2f s, %7.2f s of CPU, shuffle %.1f bytes a row, %.2f records a row",
                rows,
                what,
                seconds,
                cpu,
                (double) (shuffle.bytes.get() - bytes) / rows,
                (double) (shuffle.records.get() - records) / rows);
        return cpu;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Listeners hear of tasks a little later. */
    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(java.util.Locale.ROOT, text, values));
    }

    private static void discard(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    /** Summary and scores as an analyst writes them: the summary stored, quantiles of it, scores by CASE. */
    private void byHand(String path) {
        session.read().parquet(path).createOrReplaceTempView("t");
        session.sql("""
                with days as (
                  select customer_id, order_date, count(*) as orders, sum(amount) as spend
                  from t where order_date <= date'%s' group by customer_id, order_date)
                select customer_id, sum(orders) as orders, count(*) as purchase_days, min(order_date) as first_day,
                  max(order_date) as last_day, sum(spend) as spend, min_by(spend, order_date) as first_spend
                from days group by customer_id""".formatted(AS_OF)).write().mode("overwrite").parquet(folder + "/by-hand");
        Dataset<Row> summary = session.read().parquet(folder + "/by-hand");
        summary.createOrReplaceTempView("s");
        Row cuts = session.sql("""
                select percentile(datediff(date'%1$s', last_day), array(0.2, 0.4, 0.6, 0.8)),
                  percentile(orders, array(0.2, 0.4, 0.6, 0.8)),
                  percentile(cast(spend as double), array(0.2, 0.4, 0.6, 0.8)) from s""".formatted(AS_OF)).collectAsList().get(0);
        discard(summary.select(
                col("customer_id"),
                lit(5).minus(above("datediff(date'" + AS_OF + "', last_day)", cuts, 0)),
                lit(1).plus(above("orders", cuts, 1)),
                lit(1).plus(above("cast(spend as double)", cuts, 2))));
    }

    private static Column above(String value, Row cuts, int column) {
        Column sum = lit(0);
        for (Object cut : cuts.getList(column)) {
            sum = sum.plus(when(org.apache.spark.sql.functions.expr(value).gt(lit(cut)), 1)
                    .otherwise(0));
        }
        return sum;
    }

    private void byLibrary(String path) {
        SparkTransactions transactions = SparkTransactions.of(session.read().parquet(path), COLUMNS, EUR);
        SparkSummary summary =
                SparkSummary.of(transactions, SummaryOptions.weekly().until(AS_OF));
        summary.rows().write().mode("overwrite").parquet(folder + "/summary");
        SparkSummary stored = summary.storedAs(session.read().parquet(folder + "/summary"));
        RfmThresholds thresholds = SparkRfm.thresholds(stored, RfmOptions.withDefaults());
        discard(SparkRfm.score(stored, RfmOptions.withDefaults(), thresholds));
    }
}
