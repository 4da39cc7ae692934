package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Retention of all measures, churn by silence, next purchases and time to the second one of the CDNOW log (Fader and Hardie
 * 2001) against SQL in DuckDB. Skipped where the data is not at hand.
 */
class CdnowRetentionSqlTest {
    private static final LocalDate AS_OF = LocalDate.parse("1998-06-30");

    private static @Nullable TransactionLog loaded;
    private static @Nullable Connection database;

    @BeforeAll
    static void load() throws IOException, SQLException {
        Path file = Cdnow.file();
        loaded = Cdnow.log(Cdnow.rows(file));
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        database = connection;
        try (Statement statement = connection.createStatement()) {
            Cdnow.createSales(statement, file);
            statement.execute("CREATE TABLE firsts AS SELECT customer_id, min(month) AS cohort, min(day) AS first"
                    + " FROM sales GROUP BY 1");
            statement.execute("CREATE TABLE months AS SELECT DISTINCT customer_id, month FROM sales");
            statement.execute("CREATE TABLE days AS SELECT customer_id, day,"
                    + " row_number() OVER own AS n, lead(day) OVER own AS next, lag(day) OVER own AS before"
                    + " FROM (SELECT DISTINCT customer_id, day FROM sales)"
                    + " WINDOW own AS (PARTITION BY customer_id ORDER BY day)");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private static TransactionLog log() {
        return Objects.requireNonNull(loaded);
    }

    private static Statement statement() throws SQLException {
        return Objects.requireNonNull(database).createStatement();
    }

    private static CohortTable table(CohortOptions options) {
        return CohortTable.of(
                log(), PeriodCalendar.of(TimeStep.MONTHS), AS_OF, Grouping.everyone(log().customers()), options);
    }

    @Test
    void unboundedAndFullRetentionAreThoseOfSql() throws SQLException {
        CohortTable unbounded = table(CohortOptions.withDefaults().withMeasure(RetentionMeasure.UNBOUNDED));
        CohortTable full = table(CohortOptions.withDefaults().withMeasure(RetentionMeasure.FULL));
        int cells = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH ends AS (SELECT customer_id, max(month) AS last FROM sales GROUP BY 1),
                        offsets AS (SELECT range AS k FROM range(18))
                        SELECT strftime(cohort, '%Y-%m') AS cohort, k,
                               count(*) FILTER (date_diff('month', cohort, last) >= k) AS later,
                               count(*) FILTER ((SELECT count(*) FROM months m
                                                 WHERE m.customer_id = f.customer_id
                                                   AND date_diff('month', f.cohort, m.month) <= k) = k + 1) AS always
                        FROM firsts f JOIN ends USING (customer_id), offsets
                        WHERE date_diff('month', cohort, DATE '1998-06-30') >= k
                        GROUP BY 1, 2""")) {
            while (row.next()) {
                int c = unbounded.periods().indexOf(row.getString("cohort"));
                int k = row.getInt("k");
                assertThat(unbounded.active(c, k)).isEqualTo(row.getLong("later"));
                assertThat(full.active(c, k)).isEqualTo(row.getLong("always"));
                cells++;
            }
        }
        assertThat(cells).isEqualTo(18 + 17 + 16);
    }

    @Test
    void recurringCohortsAreThoseOfSql() throws SQLException {
        CohortTable table = table(CohortOptions.withDefaults().withCohorts(CohortKind.RECURRING));
        int cells = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT strftime(m.month, '%Y-%m') AS cohort, date_diff('month', m.month, s.month) AS k,
                               count(DISTINCT m.customer_id) AS active, count(*) AS orders, sum(cents) AS revenue
                        FROM months m JOIN sales s ON s.customer_id = m.customer_id AND s.month >= m.month
                        GROUP BY 1, 2""")) {
            while (row.next()) {
                int c = table.periods().indexOf(row.getString("cohort"));
                int k = row.getInt("k");
                assertThat(table.active(c, k)).isEqualTo(row.getLong("active"));
                assertThat(table.orders(c, k, 0)).isEqualTo(row.getLong("orders"));
                assertThat(table.revenueMinor(c, k)).isEqualTo(row.getLong("revenue"));
                cells++;
            }
        }
        assertThat(cells).isEqualTo(18 * 19 / 2);
    }

    @Test
    void windowsOfThirtyDaysAndTheirCurveAreThoseOfSql() throws SQLException {
        CohortTable table = table(CohortOptions.withDefaults().withElapsedDays(30));
        long[] active = new long[table.offsets()];
        int cells = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT strftime(cohort, '%Y-%m') AS cohort, date_diff('day', first, day) // 30 AS k,
                               count(DISTINCT customer_id) AS active, sum(cents) AS revenue
                        FROM sales JOIN firsts USING (customer_id)
                        WHERE last_day(cohort) + CAST((date_diff('day', first, day) // 30 + 1) * 30 - 1 AS INTEGER)
                              <= DATE '1998-06-30'
                        GROUP BY 1, 2""")) {
            while (row.next()) {
                int c = table.periods().indexOf(row.getString("cohort"));
                int k = row.getInt("k");
                assertThat(table.active(c, k)).isEqualTo(row.getLong("active"));
                assertThat(table.revenueMinor(c, k)).isEqualTo(row.getLong("revenue"));
                active[k] += row.getLong("active");
                cells++;
            }
        }
        // 515, 487 and 456 days after the months' last days: 17, 16 and 15 windows.
        assertThat(cells).isEqualTo(17 + 16 + 15);
        for (int k = 0; k < 17; k++) {
            assertThat(table.curve().active(k, 0)).isEqualTo(active[k]);
        }
        assertThat(table.curve().cohorts(14, 0)).isEqualTo(3);
        assertThat(table.curve().cohorts(16, 0)).isEqualTo(1);
        assertThat(table.curve().cohorts(17, 0)).isZero();
    }

    @Test
    void nextPurchasesAreThoseOfSql() throws SQLException {
        NthPurchases purchases =
                NthPurchases.of(log(), AS_OF, Grouping.everyone(log().customers()), PurchaseOptions.within(90));
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT n, count(*) AS reached, count(next) AS went_on,
                               count(*) FILTER (day + 90 <= DATE '1998-06-30') AS matured,
                               count(*) FILTER (day + 90 <= DATE '1998-06-30' AND next <= day + 90) AS within,
                               median(date_diff('day', day, next))
                                 FILTER (day + 90 <= DATE '1998-06-30' AND next <= day + 90) AS median
                        FROM days WHERE n <= 10 GROUP BY 1 ORDER BY 1""")) {
            while (row.next()) {
                int n = row.getInt("n");
                assertThat(n).isEqualTo(++seen);
                assertThat(purchases.reached(n, 0)).isEqualTo(row.getLong("reached"));
                assertThat(purchases.wentOn(n, 0)).isEqualTo(row.getLong("went_on"));
                assertThat(purchases.matured(n, 0)).isEqualTo(row.getLong("matured"));
                assertThat(purchases.wentOnWithin(n, 0)).isEqualTo(row.getLong("within"));
                assertThat(purchases.medianDays(n, 0).value()).isEqualTo(row.getDouble("median"));
            }
        }
        assertThat(seen).isEqualTo(10);
        RepeatPurchases repeat = RepeatPurchases.of(log(), PurchaseCounting.ORDER_DAYS, 0.95);
        assertThat(repeat.customers(0)).isEqualTo(purchases.reached(1, 0));
        assertThat(repeat.repeaters(0)).isEqualTo(purchases.reached(2, 0));
        assertThat(repeat.within(90, 0)).isEqualTo(purchases.boughtAgainWithin(1, 0));
    }

    /** The product over days of 1 less those who bought again over those at risk, as a window sum of logarithms. */
    @Test
    void timeToTheSecondPurchaseIsThatOfSql() throws SQLException {
        RepeatPurchases repeat = RepeatPurchases.of(
                log(), AS_OF, Grouping.everyone(log().customers()), PurchaseCounting.ORDER_DAYS, 0.95);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH times AS (
                          SELECT date_diff('day', day, coalesce(next, DATE '1998-06-30')) AS t,
                                 CASE WHEN next IS NULL THEN 0 ELSE 1 END AS bought
                          FROM days WHERE n = 1),
                        steps AS (
                          SELECT t, sum(bought) AS bought, sum(count(*)) OVER (ORDER BY t DESC) AS at_risk
                          FROM times GROUP BY t)
                        SELECT t, exp(sum(ln(1 - bought / at_risk)) OVER (ORDER BY t)) AS stay FROM steps
                        ORDER BY t""")) {
            while (row.next()) {
                assertThat(repeat.within(row.getInt("t"), 0).value())
                        .isCloseTo(1 - row.getDouble("stay"), within(1e-10));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(repeat.timeToSecond(0).steps());
    }

    @Test
    void personalThresholdsAreThoseOfSql() throws SQLException {
        Grouping everyone = Grouping.everyone(log().customers());
        InactivityChurn mean = InactivityChurn.of(log(), AS_OF, everyone, InactivityOptions.meanPlus(2));
        InactivityChurn quantile = InactivityChurn.of(log(), AS_OF, everyone, InactivityOptions.quantile(0.9));
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH gaps AS (SELECT customer_id, date_diff('day', before, day) AS gap
                                      FROM days WHERE before IS NOT NULL),
                        population AS (SELECT avg(gap) + 2 * stddev_samp(gap) AS mean, quantile_cont(gap, 0.9) AS high
                                       FROM gaps),
                        own AS (SELECT customer_id, avg(gap) + 2 * stddev_samp(gap) AS mean,
                                       quantile_cont(gap, 0.9) AS high
                                FROM gaps GROUP BY 1 HAVING count(*) >= 3)
                        SELECT customer_id, date_diff('day', max(day), DATE '1998-06-30') AS silent,
                               any_value(greatest(1, coalesce(own.mean, population.mean))) AS mean,
                               any_value(greatest(1, coalesce(own.high, population.high))) AS high
                        FROM days LEFT JOIN own USING (customer_id), population GROUP BY 1""")) {
            while (row.next()) {
                int c = log().index().indexOf(row.getLong("customer_id"));
                double silent = row.getInt("silent");
                assertThat(mean.thresholdDays(c)).isCloseTo(row.getDouble("mean"), within(1e-6));
                assertThat(quantile.thresholdDays(c)).isCloseTo(row.getDouble("high"), within(1e-9));
                if (Math.abs(silent - row.getDouble("mean")) > 1e-6) {
                    boolean churned =
                            Objects.requireNonNull(mean.statuses().labelOf(c)).startsWith("l");
                    assertThat(churned).isEqualTo(silent > row.getDouble("mean"));
                }
                seen++;
            }
        }
        assertThat(seen).isEqualTo(23_570);
    }

    @Test
    void theLedgerIsThatOfSql() throws SQLException {
        Periods months = Periods.covering(LocalDate.parse("1997-01-01"), AS_OF, TimeStep.MONTHS);
        InactivityLedger ledger = InactivityLedger.of(log(), months, InactivityOptions.fixed(90));
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH ends AS (SELECT DISTINCT last_day(month) AS closing,
                                             CAST(month AS DATE) - 1 AS opening FROM months),
                        lasts AS (
                          SELECT opening, closing, customer_id,
                                 date_diff('day', max(day) FILTER (day <= opening), opening) AS was,
                                 date_diff('day', max(day), closing) AS now
                          FROM ends JOIN days ON day <= closing GROUP BY 1, 2, 3)
                        SELECT strftime(closing, '%Y-%m') AS label,
                               count(*) FILTER (was <= 90) AS live_before,
                               count(*) FILTER (was IS NULL AND now <= 90) AS new,
                               count(*) FILTER (was <= 90 AND now > 90) AS churned,
                               count(*) FILTER (was > 90 AND now <= 90) AS back,
                               count(*) FILTER (now > 90) AS gone
                        FROM lasts GROUP BY 1""")) {
            while (row.next()) {
                int p = months.indexOf(row.getString("label"));
                assertThat(ledger.get(InactivityFlow.LIVE_AT_START, p, 0)).isEqualTo(row.getLong("live_before"));
                assertThat(ledger.get(InactivityFlow.NEW, p, 0)).isEqualTo(row.getLong("new"));
                assertThat(ledger.get(InactivityFlow.CHURNED, p, 0)).isEqualTo(row.getLong("churned"));
                assertThat(ledger.get(InactivityFlow.REACTIVATED, p, 0)).isEqualTo(row.getLong("back"));
                assertThat(ledger.get(InactivityFlow.CHURNED_AT_END, p, 0)).isEqualTo(row.getLong("gone"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(18);
    }
}
