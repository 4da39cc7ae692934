package io.github.clv4j.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a small customer base: against one machine, again, and day after day. */
class CustomerBaseJobTest {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .appName("clv-spark-examples tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            // Plans of small data take longer to compile than to run.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .getOrCreate();
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate YESTERDAY = LocalDate.of(2025, 3, 1);
    private static final LocalDate TODAY = LocalDate.of(2025, 3, 2);
    private static final StructType SCHEMA = new StructType()
            .add("customer_id", DataTypes.StringType)
            .add("day", DataTypes.IntegerType)
            .add("amount", DataTypes.createDecimalType(12, 2))
            .add("currency", DataTypes.StringType);

    @TempDir
    Path folder;

    private record Sale(String customer, int day, long cents) {}

    /** Customers who buy at rates of their own until they leave, and return a little. */
    private static List<Sale> sales() {
        Random random = new Random(7);
        List<Sale> sales = new ArrayList<>();
        int days = (int) (TODAY.toEpochDay() - FIRST.toEpochDay()) + 1;
        for (int c = 0; c < 400; c++) {
            double rate = 0.002 + 0.03 * random.nextDouble() * random.nextDouble();
            int first = random.nextInt(200);
            int last = random.nextInt(3) == 0 ? days : first + random.nextInt(days - first);
            int level = 500 + random.nextInt(4_000);
            for (int day = first; day < last; day++) {
                if (day == first || random.nextDouble() < rate) {
                    int cents = level / 2 + random.nextInt(level);
                    sales.add(new Sale("c" + c, (int) FIRST.toEpochDay() + day, cents));
                    if (random.nextInt(25) == 0) {
                        sales.add(new Sale("c" + c, (int) FIRST.toEpochDay() + Math.min(day + 5, days - 1), -cents));
                    }
                }
            }
            if (random.nextInt(20) == 0) {
                sales.add(new Sale("c" + c, (int) TODAY.toEpochDay(), random.nextBoolean() ? 1_999 : -700));
            }
        }
        return sales;
    }

    private String written(List<Sale> sales, String currency) {
        List<Row> rows = new ArrayList<>();
        for (Sale sale : sales) {
            rows.add(RowFactory.create(sale.customer(), sale.day(), BigDecimal.valueOf(sale.cents(), 2), currency));
        }
        String path = folder.resolve("transactions").toString();
        // A column of dates, not partitions: 400 folders would take longer than the test.
        SESSION.createDataFrame(rows, SCHEMA)
                .withColumn("order_date", functions.date_from_unix_date(functions.col("day")))
                .drop("day")
                .write()
                .mode("append")
                .parquet(path);
        return path;
    }

    private Map<String, String> result(String output, String name, LocalDate day) {
        Map<String, String> told = new TreeMap<>();
        SESSION.read()
                .parquet(folder.resolve(output)
                        .resolve(name)
                        .resolve("as_of=" + day)
                        .toString())
                .collectAsList()
                .forEach(row -> told.put(row.toString(), ""));
        return told;
    }

    @Test
    void fromParquetToParquetDayAfterDay() throws IOException {
        List<Sale> sales = sales();
        String source = written(sales, "EUR");
        String daily = folder.resolve("daily").toString();
        CustomerBaseJob.run(SESSION, source, daily, YESTERDAY, "EUR", null);
        assertIsWhatOneMachineGives(sales, "daily", YESTERDAY);

        CustomerBaseJob.run(SESSION, source, daily, TODAY, "EUR", YESTERDAY);
        CustomerBaseJob.run(SESSION, source, folder.resolve("anew").toString(), TODAY, "EUR", null);
        for (String name : CustomerBaseJob.results()) {
            assertThat(result("daily", name, TODAY)).as(name).isNotEmpty().isEqualTo(result("anew", name, TODAY));
        }

        // Once more for the same day gives the same; a currency that is none stops it before it touches anything.
        CustomerBaseJob.run(SESSION, source, daily, TODAY, "EUR", YESTERDAY);
        written(List.of(new Sale("c1", (int) TODAY.toEpochDay(), 5)), "USD");
        assertThatThrownBy(() -> CustomerBaseJob.run(SESSION, source, daily, TODAY, "EUR", YESTERDAY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'currency': 1 of ");
        for (String name : CustomerBaseJob.results()) {
            assertThat(result("daily", name, TODAY)).as(name).isEqualTo(result("anew", name, TODAY));
        }
    }

    private void assertIsWhatOneMachineGives(List<Sale> sales, String output, LocalDate day) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        sales.forEach(sale -> builder.add(sale.customer(), sale.day(), sale.cents()));
        CustomerSummary summary =
                CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(day));
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        Map<String, String> expected = new TreeMap<>();
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                String row = String.join(
                        ",",
                        summary.index().id(c),
                        String.valueOf(summary.recencyDays(c)),
                        String.valueOf(summary.orders(c)),
                        summary.money().format(summary.spendMinor(c)),
                        String.valueOf(scores.r(c)),
                        String.valueOf(scores.f(c)),
                        String.valueOf(scores.m(c)),
                        scores.code(c),
                        SegmentMaps.OMNICONVERT.assign(scores).labelOf(c));
                expected.put("[" + row + "]", "");
            }
        }
        assertThat(result(output, "rfm", day)).isEqualTo(expected);
    }

    @Test
    void namesAnArgumentThatIsMissing() {
        assertThatThrownBy(() -> CustomerBaseJob.main(new String[] {"--output", "x"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--transactions is missing");
    }
}
