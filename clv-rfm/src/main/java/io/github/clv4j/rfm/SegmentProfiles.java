package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How many customers each segment has, what they spend, and how long ago they bought. Immutable. Any grouping of a
 * summary's customers will do, not only segments.
 *
 * <p>Rows add up to the summary: each customer with an order or with spend is in exactly one, and revenue is exact. So
 * there are two further rows when they are needed: {@value #NO_ORDERS} for customers who have spend, that is refunds
 * that were kept, but no order by the as-of day, whatever the grouping says of them; and {@value #NO_GROUP} for customers
 * with orders who belong to no group. Customers with neither orders nor spend are in no row.
 */
public final class SegmentProfiles {
    /** The row of customers with refunds but no order. */
    public static final String NO_ORDERS = "No orders";
    /** The row of customers with orders who belong to no group. */
    public static final String NO_GROUP = "No group";

    private static final String TOTAL = "Total";

    private final MoneyScale money;
    private final List<SegmentProfile> profiles;
    private final SegmentProfile total;

    private SegmentProfiles(MoneyScale money, List<SegmentProfile> profiles, SegmentProfile total) {
        this.money = money;
        this.profiles = profiles;
        this.total = total;
    }

    /**
     * The profile of each group.
     *
     * @param grouping of the summary's customers
     * @throws IllegalArgumentException if both have different numbers of customers, or a group is called as one of the
     *     further rows
     * @throws DataException if a sum does not fit 64 bits
     */
    public static SegmentProfiles of(Grouping grouping, CustomerSummary summary) {
        if (grouping.customers() != summary.customers()) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.customers()
                    + " customers, the summary " + summary.customers() + "; they must be of the same log");
        }
        for (String reserved : List.of(NO_ORDERS, NO_GROUP)) {
            if (grouping.labels().contains(reserved)) {
                throw new IllegalArgumentException("grouping '" + grouping.name() + "' has a group named '" + reserved
                        + "', which is the name of a further row; give it another name");
            }
        }
        return new Tally(grouping, summary).profiles();
    }

    /** Sums for each row. Row numbers are the groups, then the two further rows, then the total. */
    private static final class Tally {
        private final Grouping grouping;
        private final CustomerSummary summary;
        private final int noOrders;
        private final int noGroup;
        private final int total;
        private final long[] customers;
        private final long[] orders;
        private final long[] revenue;
        private final OptionalDouble[] medians;

        Tally(Grouping grouping, CustomerSummary summary) {
            this.grouping = grouping;
            this.summary = summary;
            noOrders = grouping.groups();
            noGroup = noOrders + 1;
            total = noGroup + 1;
            customers = new long[total + 1];
            orders = new long[total + 1];
            revenue = new long[total + 1];
            medians = new OptionalDouble[total + 1];
            try {
                for (int c = 0; c < summary.customers(); c++) {
                    int row = rowOf(c);
                    if (row >= 0) {
                        add(row, c);
                        add(total, c);
                    }
                }
            } catch (ArithmeticException e) {
                throw new DataException("the sum of amounts does not fit 64 bits of minor units", e);
            }
            fillMedians();
        }

        private int rowOf(int c) {
            if (summary.isPresent(c)) {
                return grouping.groupOf(c) == Grouping.NONE ? noGroup : grouping.groupOf(c);
            }
            return summary.spendMinor(c) == 0 ? -1 : noOrders;
        }

        private void add(int row, int c) {
            customers[row]++;
            orders[row] += summary.orders(c);
            revenue[row] = Math.addExact(revenue[row], summary.spendMinor(c));
        }

        private void fillMedians() {
            int[] start = new int[total + 1];
            for (int row = 1; row <= total; row++) {
                start[row] = start[row - 1] + (int) customers[row - 1];
            }
            int[] next = start.clone();
            long[] recency = new long[start[total]];
            for (int c = 0; c < summary.customers(); c++) {
                int row = rowOf(c);
                if (row >= 0) {
                    recency[next[row]++] = summary.recencyDays(c);
                }
            }
            for (int row = 0; row < total; row++) {
                medians[row] = row == noOrders ? OptionalDouble.empty() : median(recency, start[row], start[row + 1]);
            }
            // Customers without orders have no recency; they leave before the total's median.
            System.arraycopy(recency, start[noGroup], recency, start[noOrders], start[total] - start[noGroup]);
            medians[total] = median(recency, 0, start[total] - (int) customers[noOrders]);
        }

        private static OptionalDouble median(long[] days, int from, int to) {
            return from == to
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Quantiles.cuts(days, from, to, 2, key -> (double) key)[0]);
        }

        SegmentProfiles profiles() {
            List<SegmentProfile> rows = new ArrayList<>();
            for (int g = 0; g < grouping.groups(); g++) {
                rows.add(profile(grouping.labels().get(g), g));
            }
            if (customers[noGroup] > 0) {
                rows.add(profile(NO_GROUP, noGroup));
            }
            if (customers[noOrders] > 0) {
                rows.add(profile(NO_ORDERS, noOrders));
            }
            return new SegmentProfiles(summary.money(), List.copyOf(rows), profile(TOTAL, total));
        }

        private SegmentProfile profile(String name, int row) {
            double spend = summary.money().toMajor(revenue[row]);
            return new SegmentProfile(
                    name,
                    customers[row],
                    ratio((double) customers[row], customers[total]),
                    revenue[row],
                    ratio((double) revenue[row], revenue[total]),
                    orders[row],
                    ratio(spend, orders[row]),
                    ratio((double) orders[row], customers[row]),
                    ratio(spend, customers[row]),
                    medians[row]);
        }

        private static OptionalDouble ratio(double part, long whole) {
            return whole > 0 ? OptionalDouble.of(part / (double) whole) : OptionalDouble.empty();
        }
    }

    /** One profile for each group, in the grouping's order, empty groups included; then the further rows, if any. */
    public List<SegmentProfile> profiles() {
        return profiles;
    }

    /**
     * The profile of that segment or further row.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public SegmentProfile profile(String segment) {
        for (SegmentProfile profile : profiles) {
            if (profile.segment().equals(segment)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("there is no profile of '" + segment + "'; there are "
                + profiles.stream().map(SegmentProfile::segment).toList());
    }

    /** All rows together. */
    public SegmentProfile total() {
        return total;
    }

    /** Currency and digits of revenue. */
    public MoneyScale money() {
        return money;
    }

    /**
     * One row for each profile, without the total: {@code segment}, {@code customers}, {@code customer_share}, {@code
     * revenue}, {@code revenue_share}, {@code orders}, {@code average_order_value}, {@code mean_orders}, {@code
     * mean_spend}, {@code median_recency_days}.
     */
    public Table toTable() {
        return Table.of(
                "segments",
                profiles.size(),
                List.of(
                        Column.text("segment", row -> profiles.get(row).segment()),
                        Column.integer("customers", row -> profiles.get(row).customers()),
                        decimal("customer_share", SegmentProfile::customerShare),
                        Column.money("revenue", money, row -> profiles.get(row).revenueMinor()),
                        decimal("revenue_share", SegmentProfile::revenueShare),
                        Column.integer("orders", row -> profiles.get(row).orders()),
                        decimal("average_order_value", SegmentProfile::averageOrderValue),
                        decimal("mean_orders", SegmentProfile::meanOrders),
                        decimal("mean_spend", SegmentProfile::meanSpend),
                        decimal("median_recency_days", SegmentProfile::medianRecencyDays)));
    }

    private Column decimal(String name, Function<SegmentProfile, OptionalDouble> value) {
        return Column.decimal(name, row -> value.apply(profiles.get(row)).orElse(Double.NaN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentProfiles that
                && money.equals(that.money)
                && profiles.equals(that.profiles)
                && total.equals(that.total);
    }

    @Override
    public int hashCode() {
        return Objects.hash(money, profiles);
    }

    @Override
    public String toString() {
        return profiles.size() + " segments of " + total.customers() + " customers with "
                + money.format(total.revenueMinor()) + " " + money.currency();
    }
}
