package io.github.clv4j.examples;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jdbc.JdbcQuery;
import io.github.clv4j.jdbc.JdbcTables;
import io.github.clv4j.jdbc.JdbcTarget;
import io.github.clv4j.jdbc.JdbcTransactions;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.PredictedClv;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * From a table of orders to tables of RFM scores and customer values in the same database, by as-of date. May be run again:
 * figures of the same date take the place of the earlier ones, those of other dates stay.
 */
public final class JdbcToJdbc {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final JdbcQuery ORDERS = JdbcQuery.of(
                    "SELECT customer_id, ordered_at, amount FROM orders WHERE ordered_at IS NOT NULL")
            .named("orders");

    private JdbcToJdbc() {}

    /**
     * Run with the database's driver on the class path.
     *
     * @param args JDBC URL, as-of date
     * @throws SQLException if the database fails
     */
    public static void main(String[] args) throws SQLException {
        try (Connection database = DriverManager.getConnection(args[0])) {
            scoreAndStore(database, LocalDate.parse(args[1]));
        }
    }

    /** Both tables in one transaction. */
    static void scoreAndStore(Connection database, LocalDate asOf) throws SQLException {
        TransactionLog log = JdbcTransactions.read(
                database, ORDERS, TransactionColumns.of("customer_id", "ordered_at", "amount"), LogOptions.of(EUR));
        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.weekly().until(asOf));
        Table scores = Rfm.score(summary, RfmOptions.withDefaults()).toTable();
        Table values = PredictedClv.of(
                        BgNbd.fit(summary).model(),
                        GammaGamma.fit(summary).model(),
                        EUR,
                        ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)))
                .score(summary)
                .toTable();

        database.setAutoCommit(false);
        try {
            JdbcTables.write(dated(scores, asOf), database, target("rfm_scores"));
            JdbcTables.write(dated(values, asOf), database, target("clv"));
            database.commit();
        } finally {
            database.rollback(); // nothing to undo after the commit
            database.setAutoCommit(true);
        }
    }

    private static JdbcTarget target(String table) {
        return JdbcTarget.upsert(table, "customer_id", "as_of").withCreate();
    }

    private static Table dated(Table table, LocalDate asOf) {
        return table.with(List.of(Column.date("as_of", row -> asOf.toEpochDay())));
    }
}
