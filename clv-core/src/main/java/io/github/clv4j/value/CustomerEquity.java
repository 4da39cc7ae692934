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
import java.util.OptionalDouble;

/**
 * Customer equity by group: the value to come of its customers, with their number and what they are expected to buy. The
 * values are exact sums of the customers' {@linkplain ClvScores#valueMinor minor units}. Immutable.
 */
public final class CustomerEquity {
    private final MoneyScale money;
    private final Grouping grouping;
    private final List<String> labels;
    private final long[] customers;
    private final long[] value;
    private final double[] alive;
    private final double[] purchases;
    private final long total;

    private CustomerEquity(MoneyScale money, Grouping grouping, List<String> labels, long total) {
        this.money = money;
        this.grouping = grouping;
        this.labels = labels;
        this.customers = new long[labels.size()];
        this.value = new long[labels.size()];
        this.alive = new double[labels.size()];
        this.purchases = new double[labels.size()];
        this.total = total;
    }

    static CustomerEquity of(ClvScores scores, Grouping grouping) {
        if (grouping.customers() != scores.customers()) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.customers()
                    + " customers, the values have " + scores.customers());
        }
        List<String> labels = new ArrayList<>(grouping.labels());
        boolean outside = false;
        for (int c = 0; c < scores.customers(); c++) {
            outside |= scores.isPresent(c) && grouping.groupOf(c) == Grouping.NONE;
        }
        if (outside) {
            labels.add(ValueTotals.noneBeside(labels));
        }
        CustomerEquity equity =
                new CustomerEquity(scores.summary().money(), grouping, List.copyOf(labels), scores.totalMinor());
        equity.sum(scores);
        return equity;
    }

    private void sum(ClvScores scores) {
        LongSum[] sums = new LongSum[labels.size()];
        Arrays.setAll(sums, group -> new LongSum());
        // In id order, so that the input's order does not show in the last bit of what is not money.
        for (int c : scores.summary().index().inIdOrder()) {
            if (scores.isPresent(c)) {
                int group = groupOf(c);
                customers[group]++;
                sums[group].add(scores.valueMinor(c));
                alive[group] += scores.pAlive(c);
                purchases[group] += scores.discountedPurchases(c);
            }
        }
        try {
            Arrays.setAll(value, group -> sums[group].toLong());
        } catch (ArithmeticException e) {
            throw new DataException("a total by '" + grouping.name() + "' does not fit 64 bits of minor units", e);
        }
    }

    /** The row of a customer that is present. */
    int groupOf(int customer) {
        int group = grouping.groupOf(customer);
        return group == Grouping.NONE ? labels.size() - 1 : group;
    }

    /** Names of the groups, the row {@link ValueTotals#NONE} last if a customer that is present is in none. */
    public List<String> labels() {
        return labels;
    }

    /** By what customers were grouped. */
    public Grouping grouping() {
        return grouping;
    }

    /** Customers of a group that are present. */
    public long customers(int group) {
        return customers[group];
    }

    /** Customers of a group that are expected to be alive: the sum of P(alive). */
    public double expectedAlive(int group) {
        return alive[group];
    }

    /** Discounted purchases that a group is expected to make within the horizon. */
    public double discountedPurchases(int group) {
        return purchases[group];
    }

    /** Value to come of a group, in minor units. */
    public long valueMinor(int group) {
        return value[group];
    }

    /** Value to come of all, in minor units. */
    public long totalMinor() {
        return total;
    }

    /** A group's share of all value to come; empty if that is not above 0. */
    public OptionalDouble share(int group) {
        return total > 0 ? OptionalDouble.of((double) value[group] / total) : OptionalDouble.empty();
    }

    /** One row a group: {@code group}, {@code customers}, {@code expected_alive}, {@code discounted_purchases}, {@code clv}. */
    public Table toTable() {
        return Table.of(
                "equity_by_" + grouping.name().replace(' ', '_'),
                labels.size(),
                List.of(
                        Column.text("group", labels::get),
                        Column.integer("customers", this::customers),
                        Column.decimal("expected_alive", this::expectedAlive),
                        Column.decimal("discounted_purchases", this::discountedPurchases),
                        Column.money("clv", money, this::valueMinor)));
    }

    @Override
    public String toString() {
        return "customer equity by " + grouping.name() + " " + labels;
    }
}
