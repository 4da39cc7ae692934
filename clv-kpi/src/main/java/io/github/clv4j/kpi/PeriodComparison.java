package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/**
 * The second lens of a {@link CustomerBaseAudit}: two periods compared. Who stayed, lapsed, came or came back, and what of the
 * change of revenue is theirs; it adds up exactly. Immutable.
 *
 * <p>The change of the retained is parted in two ways: into what some gave more and others less ({@link GainLoss}), and into
 * how often they ordered and what an order brought ({@link RevenueTree}).
 */
public final class PeriodComparison {
    private static final List<AuditMovement> MOVEMENTS = List.of(AuditMovement.values());
    private static final double LEVEL = 0.95;

    private final TransactionLog log;
    private final PeriodFacts facts;
    private final int from;
    private final int to;
    private final GainLoss gains;
    private final RevenueTree tree;
    private final AuditCustomers before;
    private final AuditCustomers after;

    private PeriodComparison(TransactionLog log, Periods periods, int from, int to) {
        this.log = log;
        this.from = from;
        this.to = to;
        this.gains = GainLoss.between(log, periods, from, to);
        this.facts = PeriodFacts.of(log, periods, movements(log, periods, from, gains));
        this.tree = RevenueTree.between(facts, from, to);
        this.before = AuditCustomers.of(log, periods, from);
        this.after = AuditCustomers.of(log, periods, to);
    }

    static PeriodComparison of(TransactionLog log, Periods periods, int from, int to) {
        return new PeriodComparison(log, periods, from, to);
    }

    private static Grouping movements(TransactionLog log, Periods periods, int from, GainLoss gains) {
        int[] groupOf = new int[log.customers()];
        for (int c = 0; c < groupOf.length; c++) {
            groupOf[c] = switch (gains.kind(c)) {
                case ABSENT -> Grouping.NONE;
                case STAYED -> MOVEMENTS.indexOf(AuditMovement.RETAINED);
                case LOST -> MOVEMENTS.indexOf(AuditMovement.LAPSED);
                case NEW ->
                    orderedBefore(log.historyAsOf(c, periods.asOfDay()), periods.firstDay(from))
                            ? MOVEMENTS.indexOf(AuditMovement.REACTIVATED)
                            : MOVEMENTS.indexOf(AuditMovement.NEW);
            };
        }
        return Grouping.of("movement", MOVEMENTS.stream().map(Texts::lowerCase).toList(), groupOf);
    }

    private static boolean orderedBefore(CustomerHistory history, int day) {
        for (int row = 0; row < history.rows() && history.day(row) < day; row++) {
            if (history.amountMinor(row) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int group(AuditMovement movement) {
        return 1 + MOVEMENTS.indexOf(movement);
    }

    private long get(Fact fact, int period, int group) {
        return facts.get(fact, period, group);
    }

    /** Customers of a movement. */
    public long customers(AuditMovement movement) {
        return customers(group(movement));
    }

    private long customers(int group) {
        if (group == 0) {
            return MOVEMENTS.stream().mapToLong(this::customers).sum();
        }
        int period = MOVEMENTS.get(group - 1) == AuditMovement.LAPSED ? from : to;
        return get(Fact.PRESENT_CUSTOMERS, period, group);
    }

    /** What the customers of a movement brought more or less than in the first period, in minor units. */
    public long changeMinor(AuditMovement movement) {
        return tree.changeMinor(group(movement));
    }

    /** The change of all revenue in minor units: the sum of those of the movements. */
    public long changeMinor() {
        return tree.changeMinor(0);
    }

    /** Retained over the customers of the first period, with Wilson's interval at 95 %. */
    public KpiValue retention() {
        long there = get(Fact.PRESENT_CUSTOMERS, from, 0);
        return Intervals.proportion(
                customers(AuditMovement.RETAINED), there, LEVEL, "no customers in the first period");
    }

    /** The gains and losses by customer. */
    public GainLoss gainLoss() {
        return gains;
    }

    /** What customers, frequency and basket did to the revenue of all and of each movement, by its name in lower case. */
    public RevenueTree revenueTree() {
        return tree;
    }

    /** Migration between tenths of both periods by spend. */
    public AuditMigration migration() {
        return migration(AuditBasis.SPEND, 10);
    }

    /**
     * Migration between bins of equal number of both periods.
     *
     * @param bins 2 to {@value AuditBins#MAX_BINS}, such as 10 or 5
     * @throws IllegalArgumentException if the number is another one, or profit is asked for and the log has no cost
     */
    public AuditMigration migration(AuditBasis basis, int bins) {
        return AuditMigration.of(before, after, basis, bins, log.customers(), log.money());
    }

    /**
     * One row for all and one a movement: {@code period_from}, {@code period_to}, {@code movement}, {@code customers}, {@code
     * orders_from}, {@code orders_to}, {@code revenue_from}, {@code revenue_to}, {@code change}; {@code grown}, {@code shrunk}
     * (those who gave more, and less), {@code frequency}, {@code basket} (what these did), of the retained alone, else unknown.
     */
    public Table toTable() {
        Periods periods = facts.periods();
        int retained = group(AuditMovement.RETAINED);
        return Table.of(
                "audit_two_periods",
                1 + MOVEMENTS.size(),
                List.of(
                        Column.text("period_from", row -> periods.label(from)),
                        Column.text("period_to", row -> periods.label(to)),
                        Column.text("movement", row -> facts.groups().get(row)),
                        Column.integer("customers", this::customers),
                        Column.integer("orders_from", row -> get(Fact.ORDERS, from, row)),
                        Column.integer("orders_to", row -> get(Fact.ORDERS, to, row)),
                        Column.money("revenue_from", log.money(), row -> get(Fact.REVENUE, from, row)),
                        Column.money("revenue_to", log.money(), row -> get(Fact.REVENUE, to, row)),
                        Column.money("change", log.money(), tree::changeMinor),
                        Column.money("grown", log.money(), row -> gains.total(0).grownMinor(), row -> row != retained),
                        Column.money(
                                "shrunk", log.money(), row -> gains.total(0).shrunkMinor(), row -> row != retained),
                        Column.money("frequency", log.money(), tree::frequencyMinor, row -> untold(row, retained)),
                        Column.money("basket", log.money(), tree::basketMinor, row -> untold(row, retained))));
    }

    private boolean untold(int row, int retained) {
        return row != retained || tree.undefinedReason(row) != null;
    }

    @Override
    public String toString() {
        return "comparison of " + facts.periods().label(from) + " and "
                + facts.periods().label(to);
    }
}
