package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Whose revenue changed between two periods: what new customers brought, what went with those who are lost, and what those
 * who stayed gave more or less, of their own or by switching. Immutable.
 *
 * <p>The revenue that is looked at, the focus, is all of it or that of the rows with one label, such as one brand or
 * channel; what the same customers spent on other rows is the comparison. For each customer, with f the change of its focus
 * and c that of its comparison:
 *
 * <ul>
 *   <li>new, if it has no row in the first period: its focus of the second
 *   <li>lost, if it has none in the second: less its focus of the first
 *   <li>stayed: own change, and the rest f − own by switching. If f &gt; 0, own is f where c &gt; 0, else max(0, f + c); if
 *       f ≤ 0, own is f where c &lt; 0, else min(0, f + c). Above 0 it switched to the focus, below 0 away from it.
 * </ul>
 *
 * <p>So every amount is counted once, and new + lost + own + switched is the change of the focus, for all and each group.
 * Where the focus is all revenue nobody switches. The rule is that of openretailscience's gain-loss analysis, with rows
 * instead of spend above 0 telling who was there, since a refund may take a customer's spend to 0.
 */
public final class GainLoss {
    /** What became of a customer. */
    public enum Kind {
        /** No row in either period. */
        ABSENT,
        /** A row in the second period alone. */
        NEW,
        /** A row in the first period alone. */
        LOST,
        /** Rows in both. */
        STAYED
    }

    private static final int ABSENT = 0;
    private static final int NEW = 1;
    private static final int LOST = 2;
    private static final int STAYED = 3;

    private final MoneyScale money;
    private final String focus;
    private final String fromLabel;
    private final String toLabel;
    private final String groupedBy;
    private final List<String> labels;
    /** By customer. */
    private final byte[] kinds;

    private final long[] own;
    private final long[] switched;
    private final List<Total> totals;

    private GainLoss(
            TransactionLog log, Periods periods, int from, int to, String focus, Grouping customers, Groups rows) {
        this.money = log.money();
        this.focus = focus;
        this.fromLabel = periods.label(from);
        this.toLabel = periods.label(to);
        Groups groups = Groups.ofCustomers(log, customers);
        this.groupedBy = customers.name();
        this.labels = groups.labels();
        this.kinds = new byte[log.customers()];
        this.own = new long[log.customers()];
        this.switched = new long[log.customers()];
        int label = rows.areOfRows() ? rows.labels().indexOf(focus) : 0;
        try {
            Parallel.ranges(log.customers(), (first, end) -> {
                for (int c = first; c < end; c++) {
                    read(log, c, periods, from, to, rows, label);
                }
            });
            this.totals = totals(groups);
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts does not fit 64 bits of minor units", e);
        }
    }

    /** Gains and losses of all revenue. */
    public static GainLoss between(TransactionLog log, Periods periods, int from, int to) {
        return between(log, periods, from, to, Grouping.everyone(log.customers()));
    }

    /**
     * Gains and losses of all revenue, by groups of customers.
     *
     * @param from the period that is compared with
     * @param to the period that is looked at, after {@code from}; windows may overlap, and rows in both then count in both
     * @throws DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if {@code to} is not after {@code from}, the grouping is of another log, or the log
     *     begins after the as-of day
     */
    public static GainLoss between(TransactionLog log, Periods periods, int from, int to, Grouping customers) {
        check(log, periods, from, to);
        return new GainLoss(
                log,
                periods,
                from,
                to,
                PeriodFacts.ALL,
                customers,
                Groups.ofCustomers(log, Grouping.everyone(log.customers())));
    }

    /**
     * Gains and losses of the rows with one label, by groups of customers.
     *
     * @param dimension name of a dimension of the log, such as {@code brand}
     * @param focus a label of it
     * @throws DataException as {@link #between}, or if a refund after the as-of day was netted against an earlier purchase,
     *     so that labels as of that day are not known
     * @throws IllegalArgumentException as {@link #between}, or if there is no such dimension or label; the message lists them
     */
    public static GainLoss ofLabel(
            TransactionLog log, Periods periods, int from, int to, String dimension, String focus, Grouping customers) {
        check(log, periods, from, to);
        Groups rows = Groups.ofRows(log, log.dimension(dimension));
        if (rows.labels().indexOf(focus) <= 0) {
            throw new IllegalArgumentException("no label '" + focus + "' of dimension '" + dimension + "'; there are "
                    + rows.labels().subList(1, rows.count()));
        }
        return new GainLoss(log, periods, from, to, focus, customers, rows);
    }

    private static void check(TransactionLog log, Periods periods, int from, int to) {
        Objects.checkIndex(from, periods.count());
        Objects.checkIndex(to, periods.count());
        if (!(from < to)) {
            throw new IllegalArgumentException("periods are " + periods.label(from) + " and " + periods.label(to)
                    + "; the second must be after the first");
        }
        Groups.requireBegun(log, periods.asOf());
    }

    private void read(TransactionLog log, int c, Periods periods, int from, int to, Groups rows, int label) {
        rows.requireRowsAsOf(log, c, periods.asOfDay());
        CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
        long f = 0;
        long other = 0;
        boolean before = false;
        boolean after = false;
        for (int row = 0; row < history.rows(); row++) {
            int day = history.day(row);
            boolean inFrom = periods.firstDay(from) <= day && day <= periods.lastDay(from);
            boolean inTo = periods.firstDay(to) <= day && day <= periods.lastDay(to);
            before |= inFrom;
            after |= inTo;
            long amount = history.amountMinor(row);
            long change = (inTo ? amount : 0) - (inFrom ? amount : 0);
            if (!rows.areOfRows() || rows.ofRow(log.start(c) + row) == label) {
                f = Math.addExact(f, change);
            } else {
                other = Math.addExact(other, change);
            }
        }
        kinds[c] = (byte) (before ? (after ? STAYED : LOST) : after ? NEW : ABSENT);
        own[c] = f;
        if (kinds[c] == STAYED) {
            boolean sameWay = f > 0 ? other > 0 : other < 0;
            long both = Math.addExact(f, other);
            own[c] = sameWay ? f : f > 0 ? Math.max(0, both) : Math.min(0, both);
            switched[c] = Math.subtractExact(f, own[c]);
        }
    }

    /**
     * Gains and losses of a group, amounts in minor units.
     *
     * @param newCustomers customers with a row in the second period alone
     * @param lostCustomers customers with a row in the first period alone
     * @param stayedCustomers customers with rows in both
     * @param newMinor what the new brought
     * @param lostMinor what went with the lost; mostly negative
     * @param grownMinor own changes above 0 of those who stayed
     * @param shrunkMinor own changes below 0 of those who stayed
     * @param switchedToMinor what those who stayed moved to the focus from other rows
     * @param switchedFromMinor what they moved away from it, negative
     */
    public record Total(
            long newCustomers,
            long lostCustomers,
            long stayedCustomers,
            long newMinor,
            long lostMinor,
            long grownMinor,
            long shrunkMinor,
            long switchedToMinor,
            long switchedFromMinor) {
        /** The change of the focus: the sum of all gains and losses. */
        public long changeMinor() {
            long sum = Math.addExact(newMinor, lostMinor);
            sum = Math.addExact(sum, Math.addExact(grownMinor, shrunkMinor));
            return Math.addExact(sum, Math.addExact(switchedToMinor, switchedFromMinor));
        }
    }

    private List<Total> totals(Groups groups) {
        Sums[] sums = new Sums[groups.count()];
        Arrays.setAll(sums, g -> new Sums());
        for (int c = 0; c < kinds.length; c++) {
            int group = groups.ofCustomer(c);
            sums[0].add(kinds[c], own[c], switched[c]);
            if (group != 0) {
                sums[group].add(kinds[c], own[c], switched[c]);
            }
        }
        return Arrays.stream(sums).map(Sums::total).toList();
    }

    /** Sums of a group. Whether one fits 64 bits does not depend on the order of the customers. */
    private static final class Sums {
        private final long[] customers = new long[STAYED + 1];
        private final LongSum[] amounts = new LongSum[6];

        Sums() {
            Arrays.setAll(amounts, i -> new LongSum());
        }

        void add(int kind, long ownMinor, long switchedMinor) {
            customers[kind]++;
            amounts[kind == NEW ? 0 : kind == LOST ? 1 : ownMinor > 0 ? 2 : 3].add(ownMinor);
            amounts[switchedMinor > 0 ? 4 : 5].add(switchedMinor);
        }

        Total total() {
            return new Total(
                    customers[NEW],
                    customers[LOST],
                    customers[STAYED],
                    amounts[0].toLong(),
                    amounts[1].toLong(),
                    amounts[2].toLong(),
                    amounts[3].toLong(),
                    amounts[4].toLong(),
                    amounts[5].toLong());
        }
    }

    /**
     * Gains and losses of a group.
     *
     * @param group 0 for all, or an index into {@link #groups}
     */
    public Total total(int group) {
        return totals.get(group);
    }

    /** What became of a customer. */
    public Kind kind(int customer) {
        return switch (kinds[customer]) {
            case NEW -> Kind.NEW;
            case LOST -> Kind.LOST;
            case STAYED -> Kind.STAYED;
            default -> Kind.ABSENT;
        };
    }

    /** A customer's change that is not by switching, in minor units: all of it for the new and the lost. */
    public long ownMinor(int customer) {
        return own[customer];
    }

    /** What a customer moved to the focus from other rows, or below 0 away from it, in minor units. */
    public long switchedMinor(int customer) {
        return switched[customer];
    }

    /** The label that is looked at, or {@value PeriodFacts#ALL}. */
    public String focus() {
        return focus;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /**
     * One row a group: {@code period_from}, {@code period_to}, {@code focus}, {@code grouping}, {@code group}, {@code
     * new_customers}, {@code lost_customers}, {@code stayed_customers}, and the amounts {@code new}, {@code lost}, {@code
     * grown}, {@code shrunk}, {@code switched_to}, {@code switched_from}, which add up to {@code change}.
     */
    public Table toTable() {
        return Table.of(
                "gain_loss",
                labels.size(),
                List.of(
                        Column.text("period_from", row -> fromLabel),
                        Column.text("period_to", row -> toLabel),
                        Column.text("focus", row -> focus),
                        Column.text("grouping", row -> groupedBy),
                        Column.text("group", labels::get),
                        Column.integer("new_customers", row -> total(row).newCustomers()),
                        Column.integer("lost_customers", row -> total(row).lostCustomers()),
                        Column.integer("stayed_customers", row -> total(row).stayedCustomers()),
                        Column.money("new", money, row -> total(row).newMinor()),
                        Column.money("lost", money, row -> total(row).lostMinor()),
                        Column.money("grown", money, row -> total(row).grownMinor()),
                        Column.money("shrunk", money, row -> total(row).shrunkMinor()),
                        Column.money("switched_to", money, row -> total(row).switchedToMinor()),
                        Column.money("switched_from", money, row -> total(row).switchedFromMinor()),
                        Column.money("change", money, row -> total(row).changeMinor())));
    }

    @Override
    public String toString() {
        return "gains and losses of " + focus + " from " + fromLabel + " to " + toLabel + " by " + groupedBy;
    }
}
