package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

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
 * The five lenses and the scorecard on the CDNOW log (Fader and Hardie 2001) against SQL in DuckDB. Skipped where the data is
 * not at hand.
 */
class CdnowAuditSqlTest {
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
            statement.execute("ALTER TABLE sales RENAME COLUMN customer_id TO id");
            statement.execute("CREATE TABLE firsts AS SELECT id, min(month) AS cohort FROM sales GROUP BY 1");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private static CustomerBaseAudit audit(TimeStep step, String asOf) {
        return CustomerBaseAudit.of(Objects.requireNonNull(loaded), step, LocalDate.parse(asOf));
    }

    private static Statement statement() throws SQLException {
        return Objects.requireNonNull(database).createStatement();
    }

    @Test
    void lensOneIsThatOfSql() throws SQLException {
        PeriodAudit year = audit(TimeStep.YEARS, "1998-06-30").onePeriod(0);
        assertThat(year.period()).isEqualTo("1997");
        assertThat(year.customers()).isEqualTo(23_570);
        AuditBins deciles = year.deciles(AuditBasis.SPEND);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH each AS (
                          SELECT id, count(*) AS orders, sum(cents) AS cents
                          FROM sales WHERE month < DATE '1998-01-01' GROUP BY 1),
                        ranked AS (
                          SELECT *, (10 * row_number() OVER (ORDER BY cents DESC, id) + count(*) OVER () - 1)
                                 // count(*) OVER () AS bin FROM each)
                        SELECT bin, count(*) AS customers, sum(orders) AS orders, sum(cents) AS cents,
                               sum(cents) / (SELECT sum(cents) FROM each) AS share,
                               avg(orders) AS frequency, sum(cents) / sum(orders) / 100 AS order_value
                        FROM ranked GROUP BY 1""")) {
            while (row.next()) {
                int bin = row.getInt("bin");
                assertThat(deciles.customers(bin)).isEqualTo(row.getLong("customers"));
                assertThat(deciles.orders(bin)).isEqualTo(row.getLong("orders"));
                assertThat(deciles.spendMinor(bin)).isEqualTo(row.getLong("cents"));
                assertThat(deciles.share(bin).value()).isCloseTo(row.getDouble("share"), withinPercentage(1e-9));
                assertThat(deciles.frequency(bin).value())
                        .isCloseTo(row.getDouble("frequency"), withinPercentage(1e-9));
                assertThat(deciles.orderValue(bin).value())
                        .isCloseTo(row.getDouble("order_value"), withinPercentage(1e-9));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(10);
    }

    @Test
    void distributionsAreThoseOfSql() throws SQLException {
        PeriodAudit year = audit(TimeStep.YEARS, "1998-06-30").onePeriod(0);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT orders, count(*) AS customers FROM (
                          SELECT id, count(*) AS orders FROM sales WHERE month < DATE '1998-01-01' GROUP BY 1)
                        GROUP BY 1""")) {
            while (row.next()) {
                int orders = row.getInt("orders");
                assertThat(year.ordersPerCustomer().count(orders, orders + 1)).isEqualTo(row.getInt("customers"));
                seen++;
            }
        }
        assertThat(year.ordersPerCustomer().histogram(1).rows()).isEqualTo(seen);
        for (double part : new double[] {0.05, 0.25, 0.5, 0.75, 0.9, 0.99}) {
            try (Statement statement = statement();
                    ResultSet row = statement.executeQuery("""
                            WITH s AS (SELECT id, sum(cents) AS cents, cume_dist() OVER (ORDER BY sum(cents)) AS below
                                       FROM sales WHERE month < DATE '1998-01-01' GROUP BY 1),
                            o AS (SELECT cents, cume_dist() OVER (ORDER BY cents) AS below
                                  FROM sales WHERE month < DATE '1998-01-01')
                            SELECT (SELECT min(cents) FROM s WHERE below >= PART) AS spend,
                                   (SELECT min(cents) FROM o WHERE below >= PART) AS value""".replace("PART", Double.toString(part)))) {
                assertThat(row.next()).isTrue();
                assertThat(year.spendPerCustomer().quantile(part)).isEqualTo(row.getLong("spend"));
                assertThat(year.orderValue().quantile(part)).isEqualTo(row.getLong("value"));
            }
        }
    }

    /** April on February 1997: those who came in March are new since; with the fifths of both months. */
    @Test
    void lensTwoIsThatOfSql() throws SQLException {
        CustomerBaseAudit audit = audit(TimeStep.MONTHS, "1998-06-30");
        PeriodComparison both = audit.twoPeriods(1, 3);
        AuditMigration fifths = both.migration(AuditBasis.SPEND, 5);
        long change = 0;
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH pairs AS (
                          SELECT id, sum(cents) FILTER (month = DATE '1997-02-01') AS earlier,
                                 sum(cents) FILTER (month = DATE '1997-04-01') AS later,
                                 min(month) < DATE '1997-02-01' AS old
                          FROM sales GROUP BY 1)
                        SELECT CASE WHEN earlier + later IS NOT NULL THEN 'RETAINED'
                                    WHEN later IS NULL THEN 'LAPSED'
                                    WHEN old THEN 'REACTIVATED' ELSE 'NEW' END AS movement,
                               count(*) AS customers, sum(coalesce(later, 0) - coalesce(earlier, 0)) AS change
                        FROM pairs WHERE coalesce(earlier, later) IS NOT NULL GROUP BY 1""")) {
            while (row.next()) {
                AuditMovement movement = AuditMovement.valueOf(row.getString("movement"));
                assertThat(both.customers(movement))
                        .isEqualTo(row.getLong("customers"))
                        .isPositive();
                assertThat(both.changeMinor(movement)).isEqualTo(row.getLong("change"));
                change += row.getLong("change");
                seen++;
            }
        }
        assertThat(seen).isEqualTo(4);
        assertThat(both.changeMinor()).isEqualTo(change);
        seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH each AS (SELECT month, id, sum(cents) AS cents FROM sales GROUP BY 1, 2),
                        ranked AS (
                          SELECT *, (5 * row_number() OVER (PARTITION BY month ORDER BY cents DESC, id)
                                 + count(*) OVER (PARTITION BY month) - 1)
                                 // count(*) OVER (PARTITION BY month) AS bin FROM each)
                        SELECT coalesce(a.bin, 0) AS one, coalesce(b.bin, 0) AS other, count(*) AS customers,
                               sum(coalesce(b.cents, 0) - coalesce(a.cents, 0)) AS change
                        FROM (SELECT * FROM ranked WHERE month = DATE '1997-02-01') a
                        FULL JOIN (SELECT * FROM ranked WHERE month = DATE '1997-04-01') b USING (id)
                        GROUP BY 1, 2""")) {
            while (row.next()) {
                assertThat(fifths.customers(row.getInt("one"), row.getInt("other")))
                        .isEqualTo(row.getLong("customers"));
                assertThat(fifths.changeMinor(row.getInt("one"), row.getInt("other")))
                        .isEqualTo(row.getLong("change"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(35);
    }

    @Test
    void lensesThreeAndFourAreThoseOfSql() throws SQLException {
        CohortComparison cohorts = audit(TimeStep.MONTHS, "1998-06-30").cohorts(0, 1, 2);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH sizes AS (SELECT cohort, count(*) AS n FROM firsts GROUP BY 1),
                        cells AS (
                          SELECT cohort, date_diff('month', cohort, month) AS age, count(DISTINCT id) AS active,
                                 count(*) AS orders, sum(cents) AS cents
                          FROM sales JOIN firsts USING (id) GROUP BY 1, 2)
                        SELECT strftime(cohort, '%Y-%m') AS label, age, active / n AS share, orders / active AS each,
                               cents / orders / 100 AS order_value, cents / 100 AS revenue,
                               sum(cents) OVER (PARTITION BY cohort ORDER BY age) / n / 100 AS per_acquired
                        FROM cells JOIN sizes USING (cohort)""")) {
            while (row.next()) {
                String label = row.getString("label");
                int age = row.getInt("age");
                CohortAudit cohort = cohorts.cohorts().stream()
                        .filter(one -> one.label().equals(label))
                        .findFirst()
                        .orElseThrow();
                assertSame(cohort, CohortMeasure.ACTIVE_SHARE, age, row.getDouble("share"));
                assertSame(cohort, CohortMeasure.ORDERS_PER_ACTIVE, age, row.getDouble("each"));
                assertSame(cohort, CohortMeasure.ORDER_VALUE, age, row.getDouble("order_value"));
                assertSame(cohort, CohortMeasure.REVENUE, age, row.getDouble("revenue"));
                assertSame(cohort, CohortMeasure.REVENUE_PER_ACQUIRED, age, row.getDouble("per_acquired"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(18 + 17 + 16);
        assertThat(cohorts.cohorts().stream().mapToInt(CohortAudit::ages)).containsExactly(18, 17, 16);
        assertThat(cohorts.ratio(1, CohortMeasure.REVENUE, 0).value())
                .isCloseTo(
                        cohorts.cohorts().get(1).value(CohortMeasure.REVENUE, 0).value()
                                / cohorts.cohorts()
                                        .get(0)
                                        .value(CohortMeasure.REVENUE, 0)
                                        .value(),
                        withinPercentage(1e-9));
    }

    private static void assertSame(CohortAudit cohort, CohortMeasure measure, int age, double expected) {
        assertThat(cohort.value(measure, age).value()).isCloseTo(expected, withinPercentage(1e-9));
    }

    /** As of the 20th of June 1998, which is not over. */
    @Test
    void lensFiveIsThatOfSql() throws SQLException {
        CustomerBaseAudit audit = audit(TimeStep.MONTHS, "1998-06-20");
        BaseAudit base = audit.wholeBase();
        long revenue = 0;
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT strftime(cohort, '%Y-%m') AS cohort, strftime(month, '%Y-%m') AS month,
                               count(DISTINCT id) AS customers, count(*) AS orders, sum(cents) AS cents
                        FROM sales JOIN firsts USING (id) WHERE month < DATE '1998-06-01' GROUP BY 1, 2""")) {
            while (row.next()) {
                int cohort = audit.periods().indexOf(row.getString("cohort"));
                int period = audit.periods().indexOf(row.getString("month"));
                assertThat(base.customers(cohort, period)).isEqualTo(row.getLong("customers"));
                assertThat(base.orders(cohort, period)).isEqualTo(row.getLong("orders"));
                assertThat(base.revenueMinor(cohort, period)).isEqualTo(row.getLong("cents"));
                revenue += row.getLong("cents");
                seen++;
            }
        }
        assertThat(seen).isEqualTo(17 + 16 + 15);
        long told = 0;
        for (int p = 0; p < 17; p++) {
            told += base.facts().get(Fact.REVENUE, p);
        }
        assertThat(told).isEqualTo(revenue);
        assertThat(base.isKnown(17)).isFalse();
    }

    /** March on February 1998: revenue for each customer, by standard errors; Theil-Sen and S of the eight months. */
    @Test
    void changeAndTrendAreThoseOfSql() throws SQLException {
        TransactionLog log = Objects.requireNonNull(loaded);
        KpiReport report = KpiReport.of(PeriodFacts.of(log, Periods.covering(log, TimeStep.MONTHS)), Kpis.ARPU);
        Targets targets = Targets.builder(KpiCatalogue.standard(), "targets")
                .add(Target.of("arpu", 50, 40))
                .build();
        ScorecardLine line = Scorecard.of(report, targets, 14, ScorecardOptions.withDefaults())
                .lines()
                .get(0);
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH each AS (SELECT month, id, sum(cents) / 100 AS spend FROM sales GROUP BY 1, 2),
                        months AS (
                          SELECT month, avg(spend) AS mean, var_samp(spend) / count(*) AS error2,
                                 date_diff('month', DATE '1997-01-01', month) AS t
                          FROM each GROUP BY 1),
                        pairs AS (
                          SELECT (b.mean - a.mean) / (b.t - a.t) AS slope FROM months a JOIN months b ON a.t < b.t
                          WHERE a.t >= 7 AND b.t <= 14)
                        SELECT (SELECT (b.mean - a.mean) / sqrt(a.error2 + b.error2)
                                FROM months a, months b WHERE a.t = 13 AND b.t = 14) AS z,
                               (SELECT median(slope) FROM pairs) AS slope,
                               (SELECT sum(sign(slope)) FROM pairs) AS s""")) {
            assertThat(row.next()).isTrue();
            assertThat(line.change().statistic()).isCloseTo(row.getDouble("z"), withinPercentage(1e-6));
            assertThat(line.trend().slope()).isCloseTo(row.getDouble("slope"), withinPercentage(1e-9));
            assertThat(line.trend().s()).isEqualTo(row.getLong("s"));
        }
    }
}
