package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Monthly facts and cohorts of the CDNOW log (Fader and Hardie 2001: 23,570 customers, first orders in January to March
 * 1997, followed to June 1998) against SQL in DuckDB. Skipped where the data is not at hand.
 */
class CdnowSqlTest {
    private static @Nullable TransactionLog loaded;
    private static @Nullable Connection database;

    @BeforeAll
    static void load() throws IOException, SQLException {
        Path file = find("shared/datasets/cdnow_master.csv");
        assumeTrue(file != null, "shared/datasets/cdnow_master.csv is in no folder above this one");
        MoneyScale dollars = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(dollars));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("customer_id,date,amount,quantity");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            builder.add(
                    Long.parseLong(cells[0]), (int) LocalDate.parse(cells[1]).toEpochDay(), dollars.parse(cells[2]));
        }
        loaded = builder.build();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        database = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sales AS SELECT customer_id, CAST(date AS DATE) AS day,"
                    + " date_trunc('month', CAST(date AS DATE)) AS month,"
                    + " CAST(round(CAST(amount AS DECIMAL(18, 4)) * 100) AS BIGINT) AS cents"
                    + " FROM read_csv('" + file
                    + "', header = true, types = {'amount': 'VARCHAR', 'date': 'VARCHAR'})");
            statement.execute("CREATE TABLE firsts AS SELECT customer_id, min(month) AS cohort FROM sales GROUP BY 1");
            statement.execute("CREATE TABLE months AS SELECT DISTINCT customer_id, month FROM sales");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private static @Nullable Path find(String relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(relative);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private static TransactionLog log() {
        return Objects.requireNonNull(loaded);
    }

    private static Statement statement() throws SQLException {
        return Objects.requireNonNull(database).createStatement();
    }

    @Test
    void monthlyFactsAreThoseOfSql() throws SQLException {
        PeriodFacts facts = PeriodFacts.of(log(), Periods.covering(log(), TimeStep.MONTHS));
        Periods months = facts.periods();
        assertThat(months.count()).isEqualTo(18);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH flows AS (
                          SELECT n.month,
                                 count(*) AS active,
                                 count(*) FILTER (f.cohort = n.month) AS new,
                                 count(p.customer_id) AS retained,
                                 count(*) FILTER (f.cohort < n.month AND p.customer_id IS NULL) AS reactivated
                          FROM months n
                          JOIN firsts f USING (customer_id)
                          LEFT JOIN months p
                            ON p.customer_id = n.customer_id AND p.month = n.month - INTERVAL 1 MONTH
                          GROUP BY 1)
                        SELECT strftime(s.month, '%Y-%m') AS label,
                               count(*) AS orders,
                               sum(cents) AS revenue,
                               any_value(active) AS active,
                               any_value(new) AS new,
                               any_value(retained) AS retained,
                               any_value(reactivated) AS reactivated,
                               (SELECT count(*) FROM (
                                  SELECT customer_id FROM sales b WHERE b.month <= s.month
                                  GROUP BY 1 HAVING count(*) >= 2)) AS repeaters
                        FROM sales s JOIN flows USING (month)
                        GROUP BY s.month ORDER BY s.month""")) {
            while (row.next()) {
                int p = months.indexOf(row.getString("label"));
                assertThat(p).isEqualTo(seen++);
                assertThat(facts.get(Fact.ORDERS, p)).isEqualTo(row.getLong("orders"));
                assertThat(facts.get(Fact.REVENUE, p)).isEqualTo(row.getLong("revenue"));
                assertThat(facts.get(Fact.ACTIVE_CUSTOMERS, p)).isEqualTo(row.getLong("active"));
                assertThat(facts.get(Fact.NEW_CUSTOMERS, p)).isEqualTo(row.getLong("new"));
                assertThat(facts.get(Fact.RETAINED_CUSTOMERS, p)).isEqualTo(row.getLong("retained"));
                assertThat(facts.get(Fact.REACTIVATED_CUSTOMERS, p)).isEqualTo(row.getLong("reactivated"));
                assertThat(facts.get(Fact.REPEAT_CUSTOMERS, p)).isEqualTo(row.getLong("repeaters"));
            }
        }
        assertThat(seen).isEqualTo(18);
        assertThat(facts.get(Fact.ACQUIRED_CUSTOMERS, 17)).isEqualTo(23_570);
    }

    @Test
    void cohortsAreThoseOfSql() throws SQLException {
        CohortTable table = CohortTable.of(log(), TimeStep.MONTHS);
        assertThat(table.size(0) + table.size(1) + table.size(2)).isEqualTo(23_570);
        long active = 0;
        int cells = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT strftime(cohort, '%Y-%m') AS cohort,
                               date_diff('month', cohort, month) AS k,
                               count(DISTINCT customer_id) AS active,
                               sum(cents) AS revenue
                        FROM sales JOIN firsts USING (customer_id)
                        GROUP BY 1, 2""")) {
            while (row.next()) {
                int c = table.periods().indexOf(row.getString("cohort"));
                int k = row.getInt("k");
                assertThat(table.active(c, k)).isEqualTo(row.getLong("active"));
                assertThat(table.revenueMinor(c, k)).isEqualTo(row.getLong("revenue"));
                active += row.getLong("active");
                cells++;
            }
        }
        assertThat(cells).isEqualTo(18 + 17 + 16);
        assertThat(active)
                .isEqualTo(IntStream.range(0, table.cohorts())
                        .mapToLong(c -> IntStream.range(0, table.cohorts() - c)
                                .mapToLong(k -> table.active(c, k))
                                .sum())
                        .sum());
    }
}
