package io.github.clv4j.benchmarks;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.CohortOptions;
import io.github.clv4j.kpi.FactsAndCohorts;
import io.github.clv4j.kpi.KpiOptions;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.SegmentMaps;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do monthly KPIs by segment and the cohort table by segment cost beside an SQL engine? The rival is DuckDB in process,
 * all cores, native column tables, months already numbered. {@code inSql} tells orders, revenue, active, new and retained
 * customers and the cohorts' customers and revenue. {@code inSqlWithSpread} tells besides what ours needs for its intervals and
 * medians: second moments over customers and the times between orders; it is the nearer to the same answer, and still lacks
 * lapsed customers, costs, refunds and the intervals themselves. {@code streamLog} is the floor.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class KpiRivalBenchmark {
    /** The shop's log with its segments, and the same in the rival's tables. */
    @State(Scope.Benchmark)
    public static class Tables {
        Grouping segments = Grouping.everyone(0);
        private @Nullable Connection database;

        /** Fills the tables. */
        @Setup(Level.Trial)
        public void make(Shop shop) throws SQLException {
            segments = SegmentMaps.OMNICONVERT.assign(Rfm.score(shop.summary, RfmOptions.withDefaults()));
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            database = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE sales (customer INTEGER, day INTEGER, month INTEGER, cents BIGINT)");
                statement.execute("CREATE TABLE segments (customer INTEGER, segment INTEGER)");
            }
            DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
            TransactionLog log = shop.log;
            try (DuckDBAppender sales = duck.createAppender("main", "sales");
                    DuckDBAppender groups = duck.createAppender("main", "segments")) {
                for (int c = 0; c < log.customers(); c++) {
                    groups.beginRow();
                    groups.append(c);
                    groups.append(segments.groupOf(c));
                    groups.endRow();
                    for (int row = log.start(c); row < log.end(c); row++) {
                        sales.beginRow();
                        sales.append(c);
                        sales.append(log.day(row));
                        sales.append(month(LocalDate.ofEpochDay(log.day(row))));
                        sales.append(log.amountMinor(row));
                        sales.endRow();
                    }
                }
            }
        }

        /** A number of a month that rises by one. */
        static int month(LocalDate day) {
            return 12 * day.getYear() + day.getMonthValue() - 1;
        }

        Connection database() {
            return Objects.requireNonNull(database);
        }

        /** Closes the rival. */
        @TearDown
        public void close() throws SQLException {
            database().close();
        }
    }

    /** The floor: the log's columns read once, in order, by one thread. */
    @Benchmark
    public long streamLog(Shop shop) {
        return Floor.stream(shop.log);
    }

    /** Every KPI with its interval by month and segment, and the cohort table by segment, from one sweep. */
    @Benchmark
    public List<Object> kpisAndCohorts(Shop shop, Tables tables) {
        FactsAndCohorts both = FactsAndCohorts.of(
                shop.log,
                Periods.covering(shop.log, TimeStep.MONTHS),
                tables.segments,
                PeriodCalendar.of(TimeStep.MONTHS),
                CohortOptions.withDefaults());
        return List.of(KpiReport.of(both.facts(), KpiOptions.withDefaults(), Kpis.all()), both.cohorts());
    }

    /** The rival: monthly facts and cohorts into tables of its own. */
    @Benchmark
    public long inSql(Tables tables) throws SQLException {
        try (Statement statement = tables.database().createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE active AS SELECT customer, month, orders, revenue,"
                    + " min(month) OVER w AS first, lag(month) OVER (w ORDER BY month) AS before FROM"
                    + " (SELECT customer, month, count(*) AS orders, sum(cents) AS revenue FROM sales GROUP BY 1, 2)"
                    + " WINDOW w AS (PARTITION BY customer)");
            statement.execute("CREATE OR REPLACE TABLE kpis AS SELECT month, segment, sum(orders) AS orders,"
                    + " sum(revenue) AS revenue, count(*) AS active, count(*) FILTER (month = first) AS new,"
                    + " count(*) FILTER (before = month - 1) AS retained"
                    + " FROM active JOIN segments USING (customer) GROUP BY GROUPING SETS ((month, segment), (month))");
            statement.execute("CREATE OR REPLACE TABLE cohorts AS SELECT segment, first, month - first AS later,"
                    + " count(*) AS customers, sum(revenue) AS revenue FROM active JOIN segments USING (customer)"
                    + " GROUP BY GROUPING SETS ((segment, first, later), (first, later))");
            try (ResultSet count =
                    statement.executeQuery("SELECT (SELECT count(*) FROM kpis) + (SELECT count(*) FROM cohorts)")) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    /** The rival with second moments, reactivated and repeat customers, and times between orders with their medians. */
    @Benchmark
    public long inSqlWithSpread(Tables tables) throws SQLException {
        try (Statement statement = tables.database().createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE visits AS SELECT customer, day, month, count(*) AS orders,"
                    + " sum(cents)::BIGINT AS revenue, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap"
                    + " FROM sales GROUP BY customer, day, month");
            statement.execute("CREATE OR REPLACE TEMP TABLE active AS SELECT customer, month, orders, revenue, gaps,"
                    + " gap_days, min(month) OVER w AS first, lag(month) OVER (w ORDER BY month) AS before,"
                    + " sum(orders) OVER (w ORDER BY month) AS so_far FROM"
                    + " (SELECT customer, month, sum(orders)::BIGINT AS orders, sum(revenue)::BIGINT AS revenue,"
                    + " count(gap) AS gaps, coalesce(sum(gap), 0)::BIGINT AS gap_days FROM visits GROUP BY 1, 2)"
                    + " WINDOW w AS (PARTITION BY customer)");
            statement.execute("CREATE OR REPLACE TABLE spreads AS SELECT month, segment, sum(orders) AS orders,"
                    + " sum(revenue) AS revenue, count(*) AS active, count(*) FILTER (month = first) AS new,"
                    + " count(*) FILTER (before = month - 1) AS retained, count(*) FILTER (before < month - 1) AS"
                    + " reactivated, count(*) FILTER (so_far > 1 AND so_far - orders <= 1) AS became_repeat,"
                    + " sum(orders * orders) AS orders_orders, sum(orders * revenue) AS orders_revenue,"
                    + " sum(revenue::HUGEINT * revenue) AS revenue_revenue, sum(gaps) AS gaps,"
                    + " sum(gap_days) AS gap_days, sum(gaps * gaps) AS gaps_gaps, sum(gaps * gap_days) AS gaps_days,"
                    + " sum(gap_days * gap_days) AS days_days"
                    + " FROM active JOIN segments USING (customer) GROUP BY GROUPING SETS ((month, segment), (month))");
            statement.execute("CREATE OR REPLACE TABLE medians AS SELECT month, segment, median(gap) AS gap FROM visits"
                    + " JOIN segments USING (customer) WHERE gap IS NOT NULL"
                    + " GROUP BY GROUPING SETS ((month, segment), (month))");
            statement.execute("CREATE OR REPLACE TABLE cohorts AS SELECT segment, first, month - first AS later,"
                    + " count(*) AS customers, sum(revenue) AS revenue FROM active JOIN segments USING (customer)"
                    + " GROUP BY GROUPING SETS ((segment, first, later), (first, later))");
            try (ResultSet count =
                    statement.executeQuery("SELECT (SELECT count(*) FROM spreads) + (SELECT count(*) FROM medians)"
                            + " + (SELECT count(*) FROM cohorts)")) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
