package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/**
 * Which bin of the first period the customers of each bin of the second come from, and what that did to spend or profit.
 * Immutable. Bins are those of {@link AuditBins}, of each period by itself: 1 is the best, 0 those who were not there. Rows
 * add up to the bins before, columns to those after, changes to the change of the whole.
 */
public final class AuditMigration {
    private final AuditBasis basis;
    private final MoneyScale money;
    private final int side;
    private final long[] counts;
    private final long[] before;
    private final long[] after;

    private AuditMigration(
            AuditCustomers from, AuditCustomers to, AuditBasis basis, int bins, int all, MoneyScale money) {
        this.basis = basis;
        this.money = money;
        this.side = bins + 1;
        this.counts = new long[side * side];
        this.before = new long[side * side];
        this.after = new long[side * side];
        int[] binFrom = new int[all];
        int[] binTo = new int[all];
        long[] valuesFrom = spread(from, basis, bins, binFrom);
        long[] valuesTo = spread(to, basis, bins, binTo);
        for (int c = 0; c < all; c++) {
            int cell = binFrom[c] * side + binTo[c];
            if (cell > 0) {
                counts[cell]++;
                before[cell] = Math.addExact(before[cell], valuesFrom[c]);
                after[cell] = Math.addExact(after[cell], valuesTo[c]);
            }
        }
    }

    static AuditMigration of(
            AuditCustomers from, AuditCustomers to, AuditBasis basis, int bins, int all, MoneyScale money) {
        try {
            return new AuditMigration(from, to, basis, AuditBins.checkedBins(bins), all, money);
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
        }
    }

    /** Values and bins of a period by the number of all customers. */
    private static long[] spread(AuditCustomers of, AuditBasis basis, int bins, int[] binOf) {
        long[] values = of.values(basis);
        int[] bin = of.bins(values, bins);
        long[] spread = new long[binOf.length];
        for (int i = 0; i < bin.length; i++) {
            binOf[of.customers[i]] = 1 + bin[i];
            spread[of.customers[i]] = values[i];
        }
        return spread;
    }

    /** What customers are ranked by. */
    public AuditBasis basis() {
        return basis;
    }

    /** Number of bins, without that of those who were not there. */
    public int bins() {
        return side - 1;
    }

    private int cell(int from, int to) {
        if (from >= 0 && from < side && to >= 0 && to < side) {
            return from * side + to;
        }
        throw new IllegalArgumentException(
                "bins are " + from + " and " + to + "; they must be 1 to " + bins() + ", or 0 for not there");
    }

    /** Customers who were in one bin and are in the other; 0 of those who were in neither period. */
    public long customers(int from, int to) {
        return counts[cell(from, to)];
    }

    /** What these customers brought more or less in the second period, in minor units. */
    public long changeMinor(int from, int to) {
        return Math.subtractExact(after[cell(from, to)], before[cell(from, to)]);
    }

    /**
     * One row for each pair of bins but that of those who were in neither period: {@code basis}, {@code bin_from}, {@code
     * bin_to} (0 for not there), {@code customers}, {@code value_from}, {@code value_to}, {@code change}.
     */
    public Table toTable() {
        return Table.of(
                "audit_migration",
                counts.length - 1,
                List.of(
                        Column.text("basis", row -> Texts.lowerCase(basis)),
                        Column.integer("bin_from", row -> (row + 1) / side),
                        Column.integer("bin_to", row -> (row + 1) % side),
                        Column.integer("customers", row -> counts[row + 1]),
                        Column.money("value_from", money, row -> before[row + 1]),
                        Column.money("value_to", money, row -> after[row + 1]),
                        Column.money("change", money, row -> Math.subtractExact(after[row + 1], before[row + 1]))));
    }

    @Override
    public String toString() {
        return "migration between " + bins() + " bins by " + Texts.lowerCase(basis);
    }
}
