package io.github.clv4j.value;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Historical value by group: exact sums over customers. Immutable. */
public final class ValueTotals {
    /** The label of the row of customers that are in no group; in more parentheses if a group has that name. */
    public static final String NONE = "(none)";

    private final MoneyScale money;
    private final String grouping;
    private final List<String> labels;
    private final long[] customers;
    private final long[] revenue;
    private final long[] margin;
    private final long[] serve;
    private final long[] acquisition;
    private final long[] value;

    private ValueTotals(MoneyScale money, String grouping, List<String> labels) {
        this.money = money;
        this.grouping = grouping;
        this.labels = labels;
        int groups = labels.size();
        this.customers = new long[groups];
        this.revenue = new long[groups];
        this.margin = new long[groups];
        this.serve = new long[groups];
        this.acquisition = new long[groups];
        this.value = new long[groups];
    }

    static ValueTotals of(HistoricalClv clv, Grouping grouping) {
        if (grouping.customers() != clv.customers()) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.customers()
                    + " customers, the values have " + clv.customers());
        }
        List<String> labels = new ArrayList<>(grouping.labels());
        if (hasMoneyOutside(clv, grouping)) {
            labels.add(noneBeside(labels));
        }
        ValueTotals totals = new ValueTotals(clv.money(), grouping.name(), List.copyOf(labels));
        try {
            totals.sum(totals.revenue, clv, grouping, clv::revenueMinor);
            totals.sum(totals.margin, clv, grouping, clv::marginMinor);
            totals.sum(totals.serve, clv, grouping, clv::costToServeMinor);
            totals.sum(totals.acquisition, clv, grouping, clv::acquisitionCostMinor);
            totals.sum(totals.value, clv, grouping, clv::valueMinor);
            totals.sum(totals.customers, clv, grouping, c -> clv.isPresent(c) ? 1 : 0);
        } catch (ArithmeticException e) {
            throw new DataException("a total by '" + grouping.name() + "' does not fit 64 bits of minor units", e);
        }
        return totals;
    }

    /** {@link #NONE}, in more parentheses if a group has that name. */
    static String noneBeside(List<String> labels) {
        String rest = NONE;
        while (labels.contains(rest)) {
            rest = "(" + rest + ")";
        }
        return rest;
    }

    private static boolean hasMoneyOutside(HistoricalClv clv, Grouping grouping) {
        for (int c = 0; c < clv.customers(); c++) {
            if (grouping.groupOf(c) == Grouping.NONE
                    && (clv.isPresent(c) || clv.revenueMinor(c) != 0 || clv.valueMinor(c) != 0)) {
                return true;
            }
        }
        return false;
    }

    private void sum(long[] totals, HistoricalClv clv, Grouping grouping, IntToLongFunction amount) {
        LongSum[] sums = new LongSum[totals.length];
        Arrays.setAll(sums, group -> new LongSum());
        for (int c = 0; c < clv.customers(); c++) {
            int group = grouping.groupOf(c) == Grouping.NONE ? grouping.groups() : grouping.groupOf(c);
            if (group < sums.length) {
                sums[group].add(amount.applyAsLong(c));
            }
        }
        Arrays.setAll(totals, group -> sums[group].toLong());
    }

    /** Names of the groups, the row {@link #NONE} last if there is one. */
    public List<String> labels() {
        return labels;
    }

    /** Customers of a group with at least one order. */
    public long customers(int group) {
        return customers[group];
    }

    /** Revenue net of refunds, in minor units. */
    public long revenueMinor(int group) {
        return revenue[group];
    }

    /** Revenue less the cost of what was sold, in minor units. */
    public long marginMinor(int group) {
        return margin[group];
    }

    /** What serving the group's customers cost, in minor units. */
    public long costToServeMinor(int group) {
        return serve[group];
    }

    /** What acquiring the group's customers cost, in minor units. */
    public long acquisitionCostMinor(int group) {
        return acquisition[group];
    }

    /** Net value in the money of the valuation date, in minor units. */
    public long valueMinor(int group) {
        return value[group];
    }

    /**
     * One row a group: {@code group}, {@code customers}, {@code revenue}, {@code margin}, {@code cost_to_serve},
     * {@code acquisition_cost}, {@code value}.
     */
    public Table toTable() {
        return Table.of(
                "value_by_" + grouping.replace(' ', '_'),
                labels.size(),
                List.of(
                        Column.text("group", labels::get),
                        Column.integer("customers", this::customers),
                        Column.money("revenue", money, this::revenueMinor),
                        Column.money("margin", money, this::marginMinor),
                        Column.money("cost_to_serve", money, this::costToServeMinor),
                        Column.money("acquisition_cost", money, this::acquisitionCostMinor),
                        Column.money("value", money, this::valueMinor)));
    }

    @Override
    public String toString() {
        return "value by " + grouping + " " + labels;
    }
}
