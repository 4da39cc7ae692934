package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import io.github.clv4j.value.Concentration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How unequally the revenue of a period is spread over the customers who were there, for all and each group: tenths, the
 * Lorenz curve and the Gini coefficient of each period. Immutable.
 *
 * <p>A customer's amount is its revenue of the period, less refunds that the log keeps as negative rows; customers with a
 * row in the period count, others do not. Where a customer's refunds are more than its purchases the Gini coefficient is
 * undefined, see {@link Concentration}.
 */
public final class RevenueConcentration {
    private static final int TENTHS = 10;

    private final Periods periods;
    private final String groupedBy;
    private final List<String> labels;
    /** By group and period. */
    private final List<Concentration> cells;

    private RevenueConcentration(Periods periods, String groupedBy, List<String> labels, List<Concentration> cells) {
        this.periods = periods;
        this.groupedBy = groupedBy;
        this.labels = labels;
        this.cells = cells;
    }

    /** The concentration over all customers. */
    public static RevenueConcentration of(TransactionLog log, Periods periods) {
        return of(log, periods, Grouping.everyone(log.customers()));
    }

    /**
     * The concentration over all customers and over those of each group.
     *
     * @param customers groups of the log's customers, as in {@link PeriodFacts#of(TransactionLog, Periods, Grouping)}
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, the log begins
     *     after the as-of day, or periods overlap
     */
    public static RevenueConcentration of(TransactionLog log, Periods periods, Grouping customers) {
        Groups groups = Groups.ofCustomers(log, customers);
        Groups.requireBegun(log, periods.asOf());
        periods.requireApart();
        Amounts[] ofCells = new Amounts[periods.cells(groups.count())];
        Arrays.setAll(ofCells, cell -> new Amounts());
        try {
            for (int c = 0; c < log.customers(); c++) {
                read(log.historyAsOf(c, periods.asOfDay()), periods, ofCells, groups.ofCustomer(c) * periods.count());
            }
        } catch (ArithmeticException e) {
            throw new DataException("a customer's revenue of a period does not fit 64 bits of minor units", e);
        }
        for (int cell = periods.count(); cell < ofCells.length; cell++) {
            ofCells[cell % periods.count()].addAll(ofCells[cell]);
        }
        Concentration[] cells = new Concentration[ofCells.length];
        Parallel.pieces(cells.length, cell -> cells[cell] = Concentration.of(ofCells[cell].toArray(), log.money()));
        return new RevenueConcentration(periods, customers.name(), groups.labels(), List.of(cells));
    }

    private static void read(CustomerHistory history, Periods periods, Amounts[] cells, int base) {
        int row = 0;
        int rows = history.rows();
        while (row < rows) {
            int period = periods.indexOf(history.day(row));
            long amount = 0;
            for (; row < rows && periods.indexOf(history.day(row)) == period; row++) {
                amount = Math.addExact(amount, history.amountMinor(row));
            }
            if (period != Periods.NONE) {
                cells[base + period].add(amount);
            }
        }
    }

    /** The concentration of a period and group. */
    public Concentration get(int period, int group) {
        Objects.checkIndex(period, periods.count());
        Objects.checkIndex(group, labels.size());
        return cells.get(group * periods.count() + period);
    }

    /** The concentration of a period over all customers. */
    public Concentration get(int period) {
        return get(period, 0);
    }

    /** The Gini coefficient of a period and group; empty as {@link Concentration#gini} says. */
    public OptionalDouble gini(int period, int group) {
        return get(period, group).gini();
    }

    /**
     * A point of the Lorenz curve: the share of revenue that the poorest {@code tenths} tenths of the customers have
     * together, the tenths being those of {@link Concentration#decileShare}.
     *
     * @param tenths 0 (share 0) to 10 (share 1)
     * @return empty if the revenue of the cell is not positive
     */
    public OptionalDouble lorenz(int period, int group, int tenths) {
        if (!(tenths >= 0 && tenths <= TENTHS)) {
            throw new IllegalArgumentException("tenths are " + tenths + "; they must be 0 to " + TENTHS);
        }
        Concentration cell = get(period, group);
        if (!(cell.totalMinor() > 0)) {
            return OptionalDouble.empty();
        }
        // From the poorest on: one less the others would fall below 0, or fall, by its last bits.
        double share = 0;
        for (int decile = TENTHS; decile > TENTHS - tenths; decile--) {
            share += cell.decileShare(decile).orElseThrow();
        }
        return OptionalDouble.of(tenths == TENTHS ? 1 : share);
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** What the groups are. */
    public String groupedBy() {
        return groupedBy;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /**
     * One row a period, group and tenth of the customers: {@code period}, {@code grouping}, {@code group}, {@code
     * customers} (of the cell), {@code gini}, {@code decile} (1 is the best), {@code share} (of revenue), {@code lorenz}
     * (share of this tenth and all poorer ones together). Unknown where undefined.
     */
    public Table toTable() {
        int perPeriod = labels.size() * TENTHS;
        return Table.of(
                "revenue_concentration",
                Math.multiplyExact(periods.count(), perPeriod),
                List.of(
                        Column.text("period", row -> periods.label(row / perPeriod)),
                        Column.text("grouping", row -> groupedBy),
                        Column.text("group", row -> labels.get(row % perPeriod / TENTHS)),
                        Column.integer("customers", row -> cell(row).customers()),
                        Column.decimal("gini", row -> cell(row).gini().orElse(Double.NaN)),
                        Column.integer("decile", row -> decile(row)),
                        Column.decimal(
                                "share",
                                row -> cell(row).decileShare(decile(row)).orElse(Double.NaN)),
                        Column.decimal(
                                "lorenz",
                                row -> lorenz(row / perPeriod, row % perPeriod / TENTHS, TENTHS + 1 - decile(row))
                                        .orElse(Double.NaN))));
    }

    private Concentration cell(int row) {
        int perPeriod = labels.size() * TENTHS;
        return get(row / perPeriod, row % perPeriod / TENTHS);
    }

    private static int decile(int row) {
        return 1 + row % TENTHS;
    }

    @Override
    public String toString() {
        return "concentration of revenue in " + periods + " by " + groupedBy + " " + labels;
    }

    /** A list of amounts that grows. */
    private static final class Amounts {
        private final List<long[]> full = new ArrayList<>();
        private long[] last = new long[0];
        private int size;

        void add(long amount) {
            if (size == last.length) {
                full.add(last);
                last = new long[(int) Math.min(1 << 20, 16 + 2L * size)];
                size = 0;
            }
            last[size++] = amount;
        }

        void addAll(Amounts others) {
            others.full.forEach(this::addAll);
            addAll(Arrays.copyOf(others.last, others.size));
        }

        private void addAll(long[] amounts) {
            for (long amount : amounts) {
                add(amount);
            }
        }

        long[] toArray() {
            int total = size + full.stream().mapToInt(part -> part.length).sum();
            long[] amounts = new long[total];
            int next = 0;
            for (long[] part : full) {
                System.arraycopy(part, 0, amounts, next, part.length);
                next += part.length;
            }
            System.arraycopy(last, 0, amounts, next, size);
            return amounts;
        }
    }
}
