package io.github.clv4j.benchmarks;

import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a year of migration cost beside an SQL engine? The rival is DuckDB over its own column table: days are merged
 * once, then each of twelve months is summarised, scored by the first one's cuts and joined to its segments, and the moves
 * are counted. Segments, cuts and moves are those of {@link MigrationBenchmark#yearOfMigration}, which is ours.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 4)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class SnapshotRivalBenchmark {
    /** The rival's table of the segment of each cell, and the days of the snapshots. */
    @State(Scope.Benchmark)
    public static class Cells {
        List<LocalDate> days = List.of();

        /** Fills the table {@code cells}. */
        @Setup(Level.Trial)
        public void make(Shop shop, ShopDatabase database) throws SQLException {
            days = MigrationBenchmark.days(shop);
            database.execute("CREATE OR REPLACE TABLE cells (r TINYINT, f TINYINT, m TINYINT, segment VARCHAR)");
            SegmentMap map = SegmentMaps.OMNICONVERT;
            Connection connection = database.connection();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO cells VALUES (?, ?, ?, ?)")) {
                for (int cell = 0; cell < 125; cell++) {
                    int r = 1 + cell / 25;
                    int f = 1 + cell / 5 % 5;
                    int m = 1 + cell % 5;
                    insert.setInt(1, r);
                    insert.setInt(2, f);
                    insert.setInt(3, m);
                    insert.setString(4, map.segmentOf(r, f, m).name());
                    insert.execute();
                }
            }
        }
    }

    /** Ours: snapshots, scores, segments and moves of twelve months from the log. */
    @Benchmark
    public MigrationSeries yearOfMigration(Shop shop) {
        return MigrationBenchmark.series(shop);
    }

    /** The rival: customers who moved or stayed between months, counted by segment. */
    @Benchmark
    public long inSql(ShopDatabase database, Cells cells) throws SQLException {
        database.execute("CREATE OR REPLACE TEMP TABLE daily AS SELECT customer, day, count(*) AS orders,"
                + " sum(cents)::BIGINT AS cents FROM sales GROUP BY customer, day");
        database.execute(
                "CREATE OR REPLACE TABLE moves (month INTEGER, origin VARCHAR, target VARCHAR, customers BIGINT)");
        for (int month = 0; month < cells.days.size(); month++) {
            long day = cells.days.get(month).toEpochDay();
            database.execute("CREATE OR REPLACE TEMP TABLE summaries AS SELECT customer, sum(orders)::BIGINT AS orders,"
                    + " max(day) - " + day + " AS last, sum(cents)::BIGINT AS spend FROM daily WHERE day <= " + day
                    + " GROUP BY customer");
            if (month == 0) {
                database.cuts("cuts", "summaries");
            }
            database.score("scores", "summaries", "cuts");
            database.execute("CREATE OR REPLACE TEMP TABLE segments_" + month
                    + " AS SELECT customer, segment FROM scores JOIN cells USING (r, f, m)");
            if (month > 0) {
                database.execute("INSERT INTO moves SELECT " + month + ", a.segment, b.segment, count(*) FROM segments_"
                        + (month - 1) + " a FULL JOIN segments_" + month + " b USING (customer) GROUP BY ALL");
            }
        }
        try (Statement statement = database.connection().createStatement();
                ResultSet sum = statement.executeQuery("SELECT sum(customers)::BIGINT FROM moves")) {
            sum.next();
            return sum.getLong(1);
        }
    }
}
