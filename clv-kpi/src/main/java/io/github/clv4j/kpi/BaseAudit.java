package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fifth lens of a {@link CustomerBaseAudit}: the whole base over time, each period's customers and revenue stacked by
 * acquisition cohort. Immutable.
 *
 * <p>The triangle adds up to the totals of each period exactly. A customer's refunds dated before its first order, for
 * purchases that the log does not hold, are in the row of its cohort at that earlier period; customers without any order are in
 * the cohort {@value PeriodFacts#UNGROUPED}. A period that is not over is unknown, never 0.
 */
public final class BaseAudit {
    private final PeriodFacts facts;

    private BaseAudit(PeriodFacts facts) {
        this.facts = facts;
    }

    static BaseAudit of(TransactionLog log, Periods periods) {
        int[] cohortOf = new int[log.customers()];
        for (int c = 0; c < cohortOf.length; c++) {
            cohortOf[c] = cohort(log.historyAsOf(c, periods.asOfDay()), periods);
        }
        List<String> labels =
                IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
        return new BaseAudit(PeriodFacts.of(log, periods, Grouping.of("cohort", labels, cohortOf)));
    }

    private static int cohort(CustomerHistory history, Periods periods) {
        for (int row = 0; row < history.rows(); row++) {
            if (history.amountMinor(row) >= 0) {
                return periods.indexOf(history.day(row));
            }
        }
        return Grouping.NONE;
    }

    /** The facts of each period, of all customers and by cohort: cohort c, of the c-th period, is group {@code c + 1}. */
    public PeriodFacts facts() {
        return facts;
    }

    /** True if a period is over. */
    public boolean isKnown(int period) {
        return facts.periods().isComplete(period);
    }

    /**
     * Customers of a cohort with an order in a period.
     *
     * @throws IllegalStateException if the period is not over
     */
    public long customers(int cohort, int period) {
        return get(Fact.ACTIVE_CUSTOMERS, cohort, period);
    }

    /**
     * Orders of a cohort in a period.
     *
     * @throws IllegalStateException if the period is not over
     */
    public long orders(int cohort, int period) {
        return get(Fact.ORDERS, cohort, period);
    }

    /**
     * Revenue of a cohort in a period, in minor units, less refunds.
     *
     * @throws IllegalStateException if the period is not over
     */
    public long revenueMinor(int cohort, int period) {
        return get(Fact.REVENUE, cohort, period);
    }

    private long get(Fact fact, int cohort, int period) {
        if (!isKnown(period)) {
            throw new IllegalStateException(CustomerBaseAudit.notOver(facts.periods(), period));
        }
        if (!(cohort >= 0 && cohort < facts.periods().count())) {
            throw new IllegalArgumentException("cohort is " + cohort + "; it must be 0 to "
                    + (facts.periods().count() - 1));
        }
        return facts.get(fact, period, 1 + cohort);
    }

    /**
     * One row for each period and cohort up to it, and for others that have rows: {@code period}, {@code complete}, {@code
     * cohort}, {@code customers}, {@code orders}, {@code revenue}, {@code profit} (unknown without cost), {@code
     * revenue_share} (of the period). All figures are unknown where the period is not over.
     */
    public Table toTable() {
        Periods periods = facts.periods();
        List<int[]> cells = new ArrayList<>();
        for (int p = 0; p < periods.count(); p++) {
            for (int g = 1; g < facts.groups().size(); g++) {
                if (g <= p + 1 || facts.get(Fact.PRESENT_CUSTOMERS, p, g) > 0) {
                    cells.add(new int[] {p, g});
                }
            }
        }
        return Table.of(
                "audit_base",
                cells.size(),
                List.of(
                        Column.text("period", row -> periods.label(cells.get(row)[0])),
                        Column.text("complete", row -> Boolean.toString(isKnown(cells.get(row)[0]))),
                        Column.text("cohort", row -> facts.groups().get(cells.get(row)[1])),
                        Column.integer(
                                "customers",
                                row -> fact(Fact.ACTIVE_CUSTOMERS, cells.get(row)),
                                row -> unknown(cells.get(row))),
                        Column.integer(
                                "orders", row -> fact(Fact.ORDERS, cells.get(row)), row -> unknown(cells.get(row))),
                        Column.money(
                                "revenue",
                                facts.money(),
                                row -> fact(Fact.REVENUE, cells.get(row)),
                                row -> unknown(cells.get(row))),
                        Column.money(
                                "profit",
                                facts.money(),
                                row -> Math.subtractExact(
                                        fact(Fact.REVENUE, cells.get(row)), fact(Fact.COST, cells.get(row))),
                                row -> unknown(cells.get(row)) || !facts.hasCost()),
                        Column.decimal("revenue_share", row -> share(cells.get(row)))));
    }

    private long fact(Fact fact, int[] cell) {
        return facts.get(fact, cell[0], cell[1]);
    }

    private boolean unknown(int[] cell) {
        return !isKnown(cell[0]);
    }

    private double share(int[] cell) {
        long whole = facts.get(Fact.REVENUE, cell[0]);
        return unknown(cell) || whole <= 0 ? Double.NaN : (double) fact(Fact.REVENUE, cell) / whole;
    }

    @Override
    public String toString() {
        return "the base in " + facts.periods();
    }
}
