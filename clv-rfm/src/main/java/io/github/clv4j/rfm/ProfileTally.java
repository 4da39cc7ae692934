package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Sums and spreads for each row of {@link SegmentProfiles}: the groups, then the two further rows, then the total. */
final class ProfileTally {
    private static final int NO_ROW = -1;

    private final Grouping grouping;
    private final CustomerSummary summary;
    private final @Nullable IntToLongFunction value;
    private final int noOrders;
    private final int noGroup;
    private final int total;
    private final int[] rowOf;
    private final int[] customers;
    private final long[] orders;
    private final long[] revenue;
    private final long[] cost;
    private final long[] values;
    private final List<Optional<Spread>> recencySpread;
    private final List<Optional<Spread>> ordersSpread;
    private final List<Optional<Spread>> spendSpread;
    private final List<Optional<Spread>> valueSpread;

    ProfileTally(Grouping grouping, CustomerSummary summary, @Nullable IntToLongFunction value) {
        this.grouping = grouping;
        this.summary = summary;
        this.value = value;
        noOrders = grouping.groups();
        noGroup = noOrders + 1;
        total = noGroup + 1;
        rowOf = new int[summary.customers()];
        customers = new int[total + 1];
        for (int c = 0; c < rowOf.length; c++) {
            rowOf[c] = rowOf(c);
            if (rowOf[c] != NO_ROW) {
                customers[rowOf[c]]++;
                customers[total]++;
            }
        }
        orders = sums("orders", summary::orders);
        revenue = sums("amounts", summary::spendMinor);
        cost = sums("costs", summary::costMinor);
        values = sums("values", this::valueMinor);
        LongToDoubleFunction toMajor = summary.money()::toMajor;
        recencySpread = spreads(summary::recencyDays, key -> (double) key, true);
        ordersSpread = spreads(summary::orders, key -> (double) key, false);
        spendSpread = spreads(summary::spendMinor, toMajor, false);
        valueSpread = value == null ? List.of() : spreads(this::valueMinor, toMajor, false);
    }

    private int rowOf(int c) {
        if (summary.isPresent(c)) {
            return grouping.groupOf(c) == Grouping.NONE ? noGroup : grouping.groupOf(c);
        }
        return summary.spendMinor(c) == 0 && summary.costMinor(c) == 0 && valueMinor(c) == 0 ? NO_ROW : noOrders;
    }

    private long valueMinor(int c) {
        return value == null ? 0 : value.applyAsLong(c);
    }

    private long[] sums(String what, IntToLongFunction figure) {
        LongSum[] sums = new LongSum[total + 1];
        for (int row = 0; row <= total; row++) {
            sums[row] = new LongSum();
        }
        for (int c = 0; c < rowOf.length; c++) {
            if (rowOf[c] != NO_ROW) {
                long each = figure.applyAsLong(c);
                sums[rowOf[c]].add(each);
                sums[total].add(each);
            }
        }
        long[] result = new long[total + 1];
        for (int row = 0; row <= total; row++) {
            try {
                result[row] = sums[row].toLong();
            } catch (ArithmeticException e) {
                throw new DataException("the sum of " + what + " does not fit 64 bits", e);
            }
        }
        return result;
    }

    /** The spread of a figure in each row; all rows' keys lie side by side, so that the total is all of them. */
    private List<Optional<Spread>> spreads(IntToLongFunction key, LongToDoubleFunction valueOf, boolean withOrders) {
        int[] start = new int[total + 1];
        for (int row = 1; row <= total; row++) {
            int before = withOrders && row - 1 == noOrders ? 0 : customers[row - 1];
            start[row] = start[row - 1] + before;
        }
        long[] keys = new long[start[total]];
        int[] next = start.clone();
        for (int c = 0; c < rowOf.length; c++) {
            int row = rowOf[c];
            if (row != NO_ROW && !(withOrders && row == noOrders)) {
                keys[next[row]++] = key.applyAsLong(c);
            }
        }
        List<Optional<Spread>> result = new ArrayList<>();
        for (int row = 0; row < total; row++) {
            result.add(spread(keys, start[row], start[row + 1], valueOf));
        }
        result.add(spread(keys, 0, keys.length, valueOf));
        return result;
    }

    private static Optional<Spread> spread(long[] keys, int from, int to, LongToDoubleFunction valueOf) {
        return from == to ? Optional.empty() : Optional.of(Spread.of(keys, from, to, valueOf));
    }

    /** One profile for each group, then the further rows that have customers. */
    List<SegmentProfile> rows() {
        List<SegmentProfile> rows = new ArrayList<>();
        for (int g = 0; g < grouping.groups(); g++) {
            rows.add(profile(grouping.labels().get(g), g));
        }
        if (customers[noGroup] > 0) {
            rows.add(profile(SegmentProfiles.NO_GROUP, noGroup));
        }
        if (customers[noOrders] > 0) {
            rows.add(profile(SegmentProfiles.NO_ORDERS, noOrders));
        }
        return List.copyOf(rows);
    }

    SegmentProfile total(String name) {
        return profile(name, total);
    }

    private SegmentProfile profile(String name, int row) {
        double spend = summary.money().toMajor(revenue[row]);
        return new SegmentProfile(
                name,
                customers[row],
                ratio((double) customers[row], customers[total]),
                revenue[row],
                ratio((double) revenue[row], revenue[total]),
                summary.hasCost() ? OptionalLong.of(margin(row)) : OptionalLong.empty(),
                summary.hasCost() ? ratio((double) margin(row), margin(total)) : OptionalDouble.empty(),
                orders[row],
                ratio(spend, orders[row]),
                ratio((double) orders[row], customers[row]),
                ratio(spend, customers[row]),
                recencySpread.get(row),
                ordersSpread.get(row),
                spendSpread.get(row),
                value == null ? Optional.empty() : Optional.of(value(row)));
    }

    private long margin(int row) {
        try {
            return Math.subtractExact(revenue[row], cost[row]);
        } catch (ArithmeticException e) {
            throw new DataException("the margin does not fit 64 bits", e);
        }
    }

    private SegmentValue value(int row) {
        return new SegmentValue(
                values[row],
                ratio((double) values[row], values[total]),
                ratio(summary.money().toMajor(values[row]), customers[row]),
                valueSpread.get(row));
    }

    private static OptionalDouble ratio(double part, long whole) {
        return whole > 0 ? OptionalDouble.of(part / (double) whole) : OptionalDouble.empty();
    }
}
