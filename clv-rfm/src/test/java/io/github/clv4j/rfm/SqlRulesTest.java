package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that SQL has, against SQL in DuckDB: over random customers with heavy ties, and over CDNOW. */
class SqlRulesTest {
    private static Connection database;

    @BeforeAll
    static void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    /** The score of a rule in SQL; {@code order} is the column from the worst value to the best. */
    private static String sql(ScoringRule rule, String order, int bins) {
        return switch (rule) {
            case NTILE -> "ntile(" + bins + ") OVER (ORDER BY " + order + ", customer_id)";
            // Whole numbers throughout: PERCENT_RANK is (rank - 1)/(n - 1), CUME_DIST is peers' last row / n.
            case PERCENT_RANK ->
                "least(" + bins + ", 1 + " + bins + " * (rank() OVER (ORDER BY " + order
                        + ") - 1) // (count(*) OVER () - 1))";
            case CUME_DIST ->
                "(" + bins + " * count(*) OVER (ORDER BY " + order
                        + " RANGE UNBOUNDED PRECEDING) + count(*) OVER () - 1) // count(*) OVER ()";
            default -> throw new IllegalArgumentException(rule + " is not SQL's");
        };
    }

    private static void assertLikeSql(RfmScores scores, ScoringRule rule, int bins) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT customer_id, "
                        + sql(rule, "-recency", bins) + ", " + sql(rule, "orders", bins) + ", "
                        + sql(rule, "spend", bins) + " FROM customers")) {
            int seen = 0;
            while (rows.next()) {
                int c = scores.summary().index().indexOf(rows.getLong(1));
                assertThat(new int[] {scores.r(c), scores.f(c), scores.m(c)})
                        .as("customer %d", rows.getLong(1))
                        .containsExactly(rows.getInt(2), rows.getInt(3), rows.getInt(4));
                seen++;
            }
            assertThat(seen).isEqualTo(scores.summary().presentCustomers());
        }
    }

    private static void loadSales(TransactionLog log, LocalDate asOf) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE sales (customer_id BIGINT, day INTEGER, cents BIGINT)");
            StringBuilder values = new StringBuilder();
            for (int c = 0; c < log.customers(); c++) {
                for (int row = log.start(c); row < log.end(c); row++) {
                    values.append(values.length() == 0 ? "" : ",")
                            .append(String.format(
                                    Locale.ROOT,
                                    "(%d,%d,%d)",
                                    log.index().number(c),
                                    log.day(row),
                                    log.amountMinor(row)));
                }
            }
            statement.execute("INSERT INTO sales VALUES " + values);
            statement.execute("CREATE OR REPLACE TABLE customers AS SELECT customer_id, " + asOf.toEpochDay()
                    + " - max(day) AS recency, count(*) AS orders, sum(cents) AS spend FROM sales GROUP BY 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NTILE, 5",
        "NTILE, 2",
        "NTILE, 10",
        "NTILE, 7",
        "PERCENT_RANK, 5",
        "PERCENT_RANK, 10",
        "PERCENT_RANK, 3",
        "CUME_DIST, 5",
        "CUME_DIST, 4",
        "CUME_DIST, 10"
    })
    void randomCustomersWithHeavyTies(ScoringRule rule, int bins) throws SQLException {
        SplittableRandom random = new SplittableRandom(20_250_630L + bins);
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        LocalDate asOf = LocalDate.of(2025, 6, 30);
        for (int row = 0; row < 4_000; row++) {
            long customer = random.nextInt(1_501) - 500L;
            int daysAgo = random.nextInt(30);
            long cents = random.nextInt(3) == 0 ? random.nextInt(1, 100_000) : 100L * random.nextInt(1, 5);
            builder.add(customer, (int) asOf.toEpochDay() - daysAgo, cents);
        }
        TransactionLog log = builder.build();
        loadSales(log, asOf);
        RfmOptions options = RfmOptions.withDefaults().withBins(bins).withRule(rule);
        assertLikeSql(
                Rfm.score(CustomerSummary.of(log, SummaryOptions.withDefaults().until(asOf)), options), rule, bins);
    }

    @Test
    void cdnow() throws IOException, SQLException {
        TransactionLog log = RealDataTest.cdnow("cdnow_master.csv");
        LocalDate asOf = LocalDate.of(1998, 6, 30);
        loadSales(log, asOf);
        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.withDefaults().until(asOf));
        assertThat(summary.presentCustomers()).isEqualTo(23_570);
        for (ScoringRule rule :
                new ScoringRule[] {ScoringRule.NTILE, ScoringRule.PERCENT_RANK, ScoringRule.CUME_DIST}) {
            assertLikeSql(Rfm.score(summary, RfmOptions.withDefaults().withRule(rule)), rule, 5);
        }
    }
}
