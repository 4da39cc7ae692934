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
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Payback, profit, recurring revenue and survival of the CDNOW log (Fader and Hardie 2001) against SQL in DuckDB. CDNOW has
 * no contracts, so every purchase is taken for one of 45 days at its amount a month: 69,659 subscriptions, many of them
 * overlapping, with customers who leave and come back. Skipped where the data is not at hand.
 */
class CdnowRecurringSqlTest {
    private static final int CONTRACT_DAYS = 45;
    private static final LocalDate AS_OF = LocalDate.parse("1998-06-30");

    private static @Nullable TransactionLog loaded;
    private static @Nullable Subscriptions contracts;
    private static @Nullable Connection database;

    @BeforeAll
    static void load() throws IOException, SQLException {
        Path file = Cdnow.file();
        List<Cdnow.Row> rows = Cdnow.rows(file);
        SubscriptionsBuilder subscriptions = Subscriptions.builder(SubscriptionOptions.of(Cdnow.USD));
        for (Cdnow.Row row : rows) {
            subscriptions.add(SubscriptionRow.of(row.customer(), row.day(), row.cents())
                    .until(row.day().plusDays(CONTRACT_DAYS)));
        }
        loaded = Cdnow.log(rows);
        contracts = subscriptions.build();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        database = connection;
        try (Statement statement = connection.createStatement()) {
            Cdnow.createSales(statement, file);
            statement.execute("CREATE TABLE firsts AS SELECT customer_id, min(month) AS cohort FROM sales GROUP BY 1");
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

    private static Subscriptions contracts() {
        return Objects.requireNonNull(contracts);
    }

    private static Statement statement() throws SQLException {
        return Objects.requireNonNull(database).createStatement();
    }

    @Test
    void movementsAreThoseOfSql() throws SQLException {
        MrrLedger ledger = MrrLedger.of(
                contracts(),
                Periods.covering(LocalDate.parse("1997-01-01"), AS_OF, TimeStep.MONTHS),
                MrrComparison.TWO_DATES);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH months AS (SELECT DISTINCT month FROM sales),
                        states AS (
                          SELECT m.month, s.customer_id,
                                 sum(cents) FILTER (s.day < m.month AND m.month <= s.day + 45) AS before,
                                 sum(cents) FILTER (s.day < m.month + INTERVAL 1 MONTH
                                   AND m.month + INTERVAL 1 MONTH <= s.day + 45) AS after,
                                 coalesce(bool_or(s.day < m.month AND cents > 0), false) AS paid
                          FROM months m CROSS JOIN sales s GROUP BY 1, 2),
                        moves AS (
                          SELECT month, coalesce(before, 0) AS b, coalesce(after, 0) AS a, paid FROM states)
                        SELECT strftime(month, '%Y-%m') AS label,
                               sum(b) AS start,
                               coalesce(sum(a) FILTER (b = 0 AND NOT paid), 0) AS new,
                               coalesce(sum(a) FILTER (b = 0 AND paid), 0) AS reactivation,
                               coalesce(sum(a - b) FILTER (b > 0 AND a > b), 0) AS expansion,
                               coalesce(sum(b - a) FILTER (b > a AND a > 0), 0) AS contraction,
                               coalesce(sum(b) FILTER (b > 0 AND a = 0), 0) AS churn,
                               sum(a) AS ending,
                               count(*) FILTER (b > 0) AS customers,
                               count(*) FILTER (b > 0 AND a = 0) AS churned
                        FROM moves GROUP BY month ORDER BY month""")) {
            while (row.next()) {
                int p = ledger.periods().indexOf(row.getString("label"));
                assertThat(p).isEqualTo(seen++);
                assertThat(ledger.minor(MrrMovement.START, p, 0)).isEqualTo(row.getLong("start"));
                assertThat(ledger.minor(MrrMovement.NEW, p, 0)).isEqualTo(row.getLong("new"));
                assertThat(ledger.minor(MrrMovement.REACTIVATION, p, 0)).isEqualTo(row.getLong("reactivation"));
                assertThat(ledger.minor(MrrMovement.EXPANSION, p, 0)).isEqualTo(row.getLong("expansion"));
                assertThat(ledger.minor(MrrMovement.CONTRACTION, p, 0)).isEqualTo(row.getLong("contraction"));
                assertThat(ledger.minor(MrrMovement.CHURN, p, 0)).isEqualTo(row.getLong("churn"));
                assertThat(ledger.minor(MrrMovement.END, p, 0)).isEqualTo(row.getLong("ending"));
                assertThat(ledger.customers(MrrMovement.START, p, 0)).isEqualTo(row.getLong("customers"));
                assertThat(ledger.customers(MrrMovement.CHURN, p, 0)).isEqualTo(row.getLong("churned"));
            }
        }
        assertThat(seen).isEqualTo(18);
    }

    @Test
    void survivalOfFirstSpellsIsThatOfSql() throws SQLException {
        ContractSpells spells = ContractSpells.of(contracts(), AS_OF);
        KaplanMeier curve = ContractSurvival.of(spells, SpellChoice.FIRST).curve(0);
        assertThat(curve.customers()).isEqualTo(23_570);
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH gaps AS (
                          SELECT customer_id, day,
                                 coalesce(day > lag(day) OVER w + 45, true) AS begins
                          FROM sales WINDOW w AS (PARTITION BY customer_id ORDER BY day)),
                        numbered AS (
                          SELECT customer_id, day, sum(CAST(begins AS INT)) OVER (
                            PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS spell FROM gaps),
                        lives AS (
                          SELECT customer_id, min(day) AS first, max(day) + 45 AS ending
                          FROM numbered WHERE spell = 1 GROUP BY 1),
                        times AS (
                          SELECT least(ending, DATE '1998-07-01') - first AS t, ending <= DATE '1998-06-30' AS ended
                          FROM lives),
                        steps AS (
                          SELECT t, count(*) FILTER (ended) AS d, count(*) AS n FROM times GROUP BY t)
                        SELECT t, d, sum(n) OVER (ORDER BY t DESC) AS at_risk
                        FROM steps ORDER BY t""")) {
            double survival = 1;
            while (row.next()) {
                int step = seen++;
                survival *= 1 - row.getDouble("d") / row.getDouble("at_risk");
                assertThat(curve.day(step)).isEqualTo(row.getInt("t"));
                assertThat(curve.ended(step)).isEqualTo(row.getLong("d"));
                assertThat(curve.atRisk(step)).isEqualTo(row.getLong("at_risk"));
                assertThat(curve.survival(step)).isCloseTo(survival, within(1e-12));
            }
        }
        assertThat(seen).isEqualTo(curve.steps()).isGreaterThan(100);
    }

    @Test
    void cohortMarginIsThatOfSql() throws SQLException {
        AcquisitionSpend spend = AcquisitionSpend.of(
                Cdnow.USD,
                List.of(
                        AcquisitionSpend.Entry.of(LocalDate.parse("1997-01-01"), 120_000_00),
                        AcquisitionSpend.Entry.of(LocalDate.parse("1997-02-01"), 90_000_00),
                        AcquisitionSpend.Entry.of(LocalDate.parse("1997-03-01"), 900_000_00)));
        CohortPayback payback = CohortPayback.of(
                log(),
                TimeStep.MONTHS,
                AS_OF,
                Grouping.everyone(log().customers()),
                AcquisitionOptions.withDefaults().withSpend(spend).withGrossMargin(0.35));
        int cells = 0;
        int[] paidBack = {-1, -1, -1};
        long[] spent = {120_000_00, 90_000_00, 900_000_00};
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        SELECT date_diff('month', DATE '1997-01-01', cohort) AS c,
                               date_diff('month', cohort, month) AS k,
                               sum(sum(cents)) OVER (PARTITION BY cohort ORDER BY month) AS revenue,
                               (SELECT count(*) FROM firsts g WHERE g.cohort = f.cohort) AS customers
                        FROM sales JOIN firsts f USING (customer_id)
                        GROUP BY cohort, month ORDER BY c, k""")) {
            while (row.next()) {
                int c = row.getInt("c");
                int k = row.getInt("k");
                long revenue = row.getLong("revenue");
                assertThat(payback.marginPerCustomer(c, k, 0).value())
                        .isCloseTo(revenue * 0.35 / 100 / row.getLong("customers"), within(1e-9));
                if (paidBack[c] < 0 && revenue * 35 >= spent[c] * 100) {
                    paidBack[c] = k;
                }
                cells++;
            }
        }
        assertThat(cells).isEqualTo(18 + 17 + 16);
        assertThat(paidBack[0]).isPositive();
        assertThat(payback.paybackOffset(0, 0).value()).isEqualTo(paidBack[0]);
        assertThat(payback.paybackOffset(1, 0).value()).isEqualTo(paidBack[1]);
        assertThat(paidBack[2]).isEqualTo(-1);
        assertThat(payback.paybackOffset(2, 0).undefinedReason())
                .isEqualTo("not paid back by the end of 1998-06, the last period that is over");
    }

    @Test
    void theWhaleCurveIsThatOfSql() throws SQLException {
        CustomerProfit profit = CustomerProfit.of(
                log(),
                ProfitOptions.withDefaults()
                        .withGrossMargin(0.5)
                        .withCostToServe(CostToServe.withDefaults().withPerOrder(4_00))
                        .withAcquisitionCost(8_00));
        WhaleCurve curve = profit.whaleCurve();
        int seen = 0;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery("""
                        WITH profits AS (
                          SELECT customer_id,
                                 CAST(round_even(CAST(sum(cents) AS DOUBLE) / 2, 0) AS BIGINT) - 400 * count(*) - 800
                                   AS profit
                          FROM sales GROUP BY 1)
                        SELECT profit,
                               sum(profit) OVER (ORDER BY profit DESC, customer_id
                                 ROWS UNBOUNDED PRECEDING) AS cumulative
                        FROM profits ORDER BY profit DESC, customer_id""")) {
            while (row.next()) {
                assertThat(curve.profitMinor(seen)).isEqualTo(row.getLong("profit"));
                assertThat(curve.cumulativeMinor(++seen)).isEqualTo(row.getLong("cumulative"));
            }
        }
        assertThat(seen).isEqualTo(23_570);
        assertThat(curve.lossMakers()).isEqualTo(profit.lossMakers().rows()).isPositive();
        assertThat(IntStream.range(0, seen)
                        .filter(i -> curve.profitMinor(i) < 0)
                        .count())
                .isEqualTo(curve.lossMakers());
    }
}
