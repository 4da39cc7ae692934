package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.Interval;
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
        TransactionLogBuilder builder =
                TransactionLog.builder(LogOptions.of(dollars).withQuantity());
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("customer_id,date,amount,quantity");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            builder.add(
                    Long.parseLong(cells[0]),
                    (int) LocalDate.parse(cells[1]).toEpochDay(),
                    dollars.parse(cells[2]),
                    0,
                    Integer.parseInt(cells[3]));
        }
        loaded = builder.build();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        database = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sales AS SELECT customer_id, CAST(date AS DATE) AS day,"
                    + " date_trunc('month', CAST(date AS DATE)) AS month,"
                    + " CAST(round(CAST(amount AS DECIMAL(18, 4)) * 100) AS BIGINT) AS cents, quantity"
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
                               sum(quantity) AS items,
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
                assertThat(facts.get(Fact.ITEMS, p)).isEqualTo(row.getLong("items"));
                assertThat(facts.get(Fact.ACTIVE_CUSTOMERS, p)).isEqualTo(row.getLong("active"));
                assertThat(facts.get(Fact.NEW_CUSTOMERS, p)).isEqualTo(row.getLong("new"));
                assertThat(facts.get(Fact.RETAINED_CUSTOMERS, p)).isEqualTo(row.getLong("retained"));
                assertThat(facts.get(Fact.REACTIVATED_CUSTOMERS, p)).isEqualTo(row.getLong("reactivated"));
                assertThat(facts.get(Fact.REPEAT_CUSTOMERS, p)).isEqualTo(row.getLong("repeaters"));
            }
        }
        assertThat(seen).isEqualTo(18);
        assertThat(facts.get(Fact.ACQUIRED_CUSTOMERS, 17)).isEqualTo(23_570);
        assertThat(IntStream.range(0, 18)
                        .mapToLong(p -> facts.get(Fact.ITEMS, p))
                        .sum())
                .isEqualTo(167_881);
    }

    /** Every KPI that needs nothing but the log, for all and by the month of the first order. */
    @Test
    void kpisAndIntervalsAreThoseOfSql() throws SQLException {
        Grouping cohorts = Grouping.of(
                "cohort",
                log().customers(),
                c -> LocalDate.ofEpochDay(log().day(log().start(c))).toString().substring(0, 7));
        PeriodFacts facts = PeriodFacts.of(log(), Periods.covering(log(), TimeStep.MONTHS), cohorts);
        KpiReport report = KpiReport.of(facts, KpiOptions.withDefaults(), Kpis.all());
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH days AS (
                          SELECT customer_id, date_trunc('month', day) AS month,
                                 day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
                          FROM (SELECT DISTINCT customer_id, day FROM sales)),
                        gaps AS (
                          SELECT customer_id, month, count(gap) AS n, sum(gap) AS days, list(gap) AS each
                          FROM days GROUP BY 1, 2),
                        cells AS (
                          SELECT customer_id, s.month, count(*) AS orders, sum(cents) AS cents,
                                 sum(quantity) AS items,
                                 min(f.cohort) AS cohort, max(p.customer_id) IS NOT NULL AS retained
                          FROM sales s JOIN firsts f USING (customer_id)
                          LEFT JOIN months p
                            ON p.customer_id = s.customer_id AND p.month = s.month - INTERVAL 1 MONTH
                          GROUP BY customer_id, s.month),
                        grouped AS (
                          SELECT *, strftime(cohort, '%Y-%m') AS label
                          FROM cells JOIN gaps USING (customer_id, month)
                          UNION ALL
                          SELECT *, 'all' FROM cells JOIN gaps USING (customer_id, month)),
                        ratios AS (
                          SELECT month, label, sum(cents) / sum(orders) AS aov,
                                 sum(items) / sum(orders) AS basket, sum(cents) / sum(items) AS price
                          FROM grouped GROUP BY 1, 2),
                        medians AS (
                          SELECT month, label, median(one) AS gap
                          FROM (SELECT month, label, unnest(each) AS one FROM grouped) GROUP BY 1, 2)
                        SELECT strftime(g.month, '%Y-%m') AS month, g.label,
                               count(*) AS active, sum(orders) AS orders, sum(cents) / 100.0 AS revenue,
                               any_value(aov) / 100.0 AS aov,
                               sum(cents) / count(*) / 100.0 AS arpu,
                               sum(orders) / count(*) AS frequency,
                               any_value(basket) AS basket, any_value(price) / 100.0 AS price,
                               sqrt(count(*) / (count(*) - 1.0) * sum((items - basket * orders) ** 2))
                                   / sum(orders) AS basket_error,
                               sqrt(count(*) / (count(*) - 1.0) * sum((cents - price * items) ** 2))
                                   / sum(items) / 100.0 AS price_error,
                               sqrt(count(*) / (count(*) - 1.0) * sum((cents - aov * orders) ** 2))
                                   / sum(orders) / 100.0 AS aov_error,
                               stddev_samp(cents) / sqrt(count(*)) / 100.0 AS arpu_error,
                               stddev_samp(orders) / sqrt(count(*)) AS frequency_error,
                               count(*) FILTER (retained) AS retained,
                               count(*) FILTER (cohort < g.month AND NOT retained) AS reactivated,
                               count(*) FILTER (cohort = g.month) AS new,
                               sum(days) / nullif(sum(n), 0) AS gap,
                               any_value(m.gap) AS median_gap
                        FROM grouped g JOIN ratios USING (month, label) LEFT JOIN medians m USING (month, label)
                        GROUP BY g.month, g.label""")) {
            while (row.next()) {
                String month = row.getString("month");
                String group = row.getString("label");
                seen++;
                assertSame(report.value(Kpis.ACTIVE_CUSTOMERS, month, group), row.getDouble("active"));
                assertSame(report.value(Kpis.ORDERS, month, group), row.getDouble("orders"));
                assertSame(report.value(Kpis.REVENUE, month, group), row.getDouble("revenue"));
                assertSame(report.value(Kpis.GROSS_REVENUE, month, group), row.getDouble("revenue"));
                assertSame(report.value(Kpis.AOV, month, group), row.getDouble("aov"));
                assertSame(report.value(Kpis.AOV_GROSS, month, group), row.getDouble("aov"));
                assertSame(report.value(Kpis.ARPU, month, group), row.getDouble("arpu"));
                assertSame(report.value(Kpis.PURCHASE_FREQUENCY, month, group), row.getDouble("frequency"));
                assertSame(report.value(Kpis.RETAINED_CUSTOMERS, month, group), row.getDouble("retained"));
                assertSame(report.value(Kpis.REACTIVATED_CUSTOMERS, month, group), row.getDouble("reactivated"));
                assertSame(report.value(Kpis.NEW_CUSTOMERS, month, group), row.getDouble("new"));
                assertSame(report.value(Kpis.ITEMS_PER_ORDER, month, group), row.getDouble("basket"));
                assertSame(report.value(Kpis.AVERAGE_ITEM_PRICE, month, group), row.getDouble("price"));
                assertError(report.value(Kpis.ITEMS_PER_ORDER, month, group), row.getDouble("basket_error"));
                assertError(report.value(Kpis.AVERAGE_ITEM_PRICE, month, group), row.getDouble("price_error"));
                assertError(report.value(Kpis.AOV, month, group), row.getDouble("aov_error"));
                assertError(report.value(Kpis.ARPU, month, group), row.getDouble("arpu_error"));
                assertError(report.value(Kpis.PURCHASE_FREQUENCY, month, group), row.getDouble("frequency_error"));
                double gap = row.getDouble("gap");
                if (row.wasNull()) {
                    assertThat(report.value(Kpis.DAYS_BETWEEN_ORDERS, month, group)
                                    .isDefined())
                            .isFalse();
                } else {
                    assertSame(report.value(Kpis.DAYS_BETWEEN_ORDERS, month, group), gap);
                    assertSame(
                            report.value(Kpis.MEDIAN_DAYS_BETWEEN_ORDERS, month, group), row.getDouble("median_gap"));
                }
            }
        }
        assertThat(seen).isEqualTo(18 + 18 + 17 + 16);
    }

    private static void assertSame(KpiValue value, double expected) {
        assertThat(value.value()).isCloseTo(expected, withinPercentage(1e-9));
    }

    /** Half the interval at 95 % against the standard error. */
    private static void assertError(KpiValue value, double error) {
        Interval interval = Objects.requireNonNull(value.interval());
        assertThat((interval.upper() - interval.lower()) / 2)
                .isCloseTo(1.959963984540054 * error, withinPercentage(1e-6));
    }

    @Test
    void retentionAndConcentrationAreThoseOfSql() throws SQLException {
        Periods months = Periods.covering(log(), TimeStep.MONTHS);
        KpiReport report = KpiReport.of(PeriodFacts.of(log(), months), KpiOptions.withDefaults(), Kpis.all());
        RevenueConcentration concentration = RevenueConcentration.of(log(), months);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH amounts AS (
                          SELECT customer_id, month, sum(cents) AS cents FROM sales GROUP BY 1, 2),
                        ranked AS (
                          SELECT *, row_number() OVER (PARTITION BY month ORDER BY cents) AS i,
                                 count(*) OVER (PARTITION BY month) AS n FROM amounts),
                        kept AS (
                          SELECT p.month + INTERVAL 1 MONTH AS month, count(n.month) / count(*) AS retention
                          FROM months p LEFT JOIN months n
                            ON n.customer_id = p.customer_id AND n.month = p.month + INTERVAL 1 MONTH
                          GROUP BY p.month)
                        SELECT strftime(r.month, '%Y-%m') AS label, any_value(retention) AS retention,
                               sum((2 * i - n - 1) * cents) / (any_value(n) * sum(cents)) AS gini
                        FROM ranked r LEFT JOIN kept ON kept.month = r.month GROUP BY r.month""")) {
            while (row.next()) {
                int p = months.indexOf(row.getString("label"));
                assertThat(concentration.gini(p, 0).orElseThrow())
                        .isCloseTo(row.getDouble("gini"), withinPercentage(1e-9));
                double retention = row.getDouble("retention");
                assertThat(row.wasNull()).isEqualTo(p == 0);
                if (p > 0) {
                    assertSame(report.value(Kpis.RETENTION_RATE, p), retention);
                    assertSame(report.value(Kpis.CHURN_RATE, p), 1 - retention);
                }
                seen++;
            }
        }
        assertThat(seen).isEqualTo(18);
    }

    /** March on February 1997: whose amounts make the change. */
    @Test
    void gainsAndLossesAreThoseOfSql() throws SQLException {
        GainLoss.Total total = GainLoss.between(log(), Periods.covering(log(), TimeStep.MONTHS), 1, 2)
                .total(0);
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH pairs AS (
                          SELECT customer_id,
                                 sum(cents) FILTER (month = DATE '1997-02-01') AS earlier,
                                 sum(cents) FILTER (month = DATE '1997-03-01') AS later
                          FROM sales GROUP BY 1)
                        SELECT sum(later) FILTER (earlier IS NULL) AS new,
                               -sum(earlier) FILTER (later IS NULL) AS lost,
                               sum(greatest(later - earlier, 0)) FILTER (later + earlier IS NOT NULL) AS grown,
                               sum(least(later - earlier, 0)) FILTER (later + earlier IS NOT NULL) AS shrunk,
                               count(*) FILTER (later + earlier IS NOT NULL) AS stayed
                        FROM pairs""")) {
            assertThat(row.next()).isTrue();
            assertThat(total.newMinor()).isEqualTo(row.getLong("new"));
            assertThat(total.lostMinor()).isEqualTo(row.getLong("lost"));
            assertThat(total.grownMinor()).isEqualTo(row.getLong("grown"));
            assertThat(total.shrunkMinor()).isEqualTo(row.getLong("shrunk"));
            assertThat(total.stayedCustomers()).isEqualTo(row.getLong("stayed"));
            assertThat(total.switchedToMinor()).isZero();
        }
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
