package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What serving customers costs: rates times counts, or amounts given for each customer, which add up. Immutable; each
 * {@code with} method returns a changed copy. Default: nothing.
 */
public final class CostToServe {
    private static final CostToServe NOTHING = new CostToServe(0, null, Map.of(), 0, List.of(), null);

    private final long perOrder;
    private final @Nullable String dimension;
    private final Map<String, Long> perLabel;
    private final long otherwise;
    private final List<Contacts> contacts;
    private final long @Nullable [] given;

    /** Contacts of one kind by customer, and what one of them costs. */
    private static final class Contacts {
        private final String kind;
        private final long rate;
        private final long[] counts;

        private Contacts(String kind, long rate, long[] counts) {
            this.kind = kind;
            this.rate = rate;
            this.counts = counts;
        }
    }

    private CostToServe(
            long perOrder,
            @Nullable String dimension,
            Map<String, Long> perLabel,
            long otherwise,
            List<Contacts> contacts,
            long @Nullable [] given) {
        this.perOrder = perOrder;
        this.dimension = dimension;
        this.perLabel = perLabel;
        this.otherwise = otherwise;
        this.contacts = contacts;
        this.given = given;
    }

    /** Serving costs nothing. */
    public static CostToServe withDefaults() {
        return NOTHING;
    }

    /**
     * What each order costs (picking, payment, delivery).
     *
     * @param minor minor units, 0 or more
     */
    public CostToServe withPerOrder(long minor) {
        return new CostToServe(notNegative("cost per order", minor), dimension, perLabel, otherwise, contacts, given);
    }

    /**
     * What each order costs by its label, such as the channel that it came through; beside the cost of any order.
     *
     * @param dimensionName a dimension of the log
     * @param minorByLabel minor units of an order of each label, 0 or more
     * @param otherwiseMinor minor units of an order of another label or of none, 0 or more
     */
    public CostToServe withPerOrder(String dimensionName, Map<String, Long> minorByLabel, long otherwiseMinor) {
        minorByLabel.forEach((label, minor) -> notNegative("cost per order of '" + label + "'", minor));
        return new CostToServe(
                perOrder,
                Objects.requireNonNull(dimensionName, "dimensionName"),
                Map.copyOf(minorByLabel),
                notNegative("cost per order of another label", otherwiseMinor),
                contacts,
                given);
    }

    /**
     * What contacts cost (calls, tickets, visits); every kind of contact is given once.
     *
     * @param kind what the contacts are
     * @param minorPerContact minor units, 0 or more
     * @param countByCustomer contacts up to the as-of day by the log's customer number, each 0 or more; copied
     */
    public CostToServe withContacts(String kind, long minorPerContact, long[] countByCustomer) {
        List<Contacts> all = new ArrayList<>(contacts);
        for (Contacts other : contacts) {
            if (other.kind.equals(kind)) {
                throw new IllegalArgumentException("contacts '" + kind + "' are given twice");
            }
        }
        long rate = notNegative("cost per contact '" + kind + "'", minorPerContact);
        all.add(new Contacts(kind, rate, notNegative("contacts '" + kind + "'", countByCustomer)));
        return new CostToServe(perOrder, dimension, perLabel, otherwise, List.copyOf(all), given);
    }

    /**
     * What serving each customer cost beside all rates.
     *
     * @param minorByCustomer minor units up to the as-of day by the log's customer number, each 0 or more; copied
     */
    public CostToServe withGiven(long[] minorByCustomer) {
        return new CostToServe(
                perOrder, dimension, perLabel, otherwise, contacts, notNegative("cost to serve", minorByCustomer));
    }

    private static long notNegative(String name, long value) {
        if (value >= 0) {
            return value;
        }
        throw new IllegalArgumentException(name + " is " + value + "; it must be 0 or more");
    }

    private static long[] notNegative(String name, long[] values) {
        long[] own = values.clone();
        for (int c = 0; c < own.length; c++) {
            notNegative(name + " of customer " + c, own[c]);
        }
        return own;
    }

    /**
     * What serving each customer of a log cost, in minor units by customer number.
     *
     * @param asOf the last day that counts
     * @throws io.github.clv4j.data.DataException if orders cost by label and a refund after the as-of day was netted
     *     against an earlier purchase, so that labels as of that day are not known
     * @throws IllegalArgumentException if contacts or costs are given for another number of customers, or the log has no
     *     such dimension, or a label that has a rate is not in it
     * @throws ArithmeticException if a cost does not fit 64 bits
     */
    public long[] of(TransactionLog log, LocalDate asOf) {
        int day = log.options().timeGrid().day(asOf);
        for (Contacts kind : contacts) {
            requireCustomers("contacts '" + kind.kind + "'", kind.counts, log);
        }
        if (given != null) {
            requireCustomers("costs to serve", given, log);
        }
        Dimension labels = dimension == null ? null : log.dimension(dimension);
        if (labels != null) {
            for (String label : perLabel.keySet()) {
                if (!labels.labels().contains(label)) {
                    throw new IllegalArgumentException(
                            "cost per order of '" + label + "': no order is of this " + dimension + "; there are "
                                    + labels.labels().stream().sorted().toList());
                }
            }
        }
        long[] costs = new long[log.customers()];
        for (int c = 0; c < costs.length; c++) {
            long cost = Math.multiplyExact(perOrder, (long) orders(log.historyAsOf(c, day)));
            if (labels != null) {
                cost = Math.addExact(cost, byLabel(log, labels, c, day));
            }
            for (Contacts kind : contacts) {
                cost = Math.addExact(cost, Math.multiplyExact(kind.rate, kind.counts[c]));
            }
            costs[c] = Math.addExact(cost, given == null ? 0 : given[c]);
        }
        return costs;
    }

    private static void requireCustomers(String name, long[] values, TransactionLog log) {
        if (values.length != log.customers()) {
            throw new IllegalArgumentException(
                    name + " are given for " + values.length + " customers; the log has " + log.customers());
        }
    }

    private static int orders(CustomerHistory history) {
        int orders = 0;
        for (int row = 0; row < history.rows(); row++) {
            orders += history.amountMinor(row) >= 0 ? 1 : 0;
        }
        return orders;
    }

    private long byLabel(TransactionLog log, Dimension labels, int customer, int day) {
        long cost = 0;
        for (int row = log.start(customer), end = RowsAsOf.end(log, customer, day, labels.name()); row < end; row++) {
            if (log.amountMinor(row) >= 0) {
                int code = labels.code(row);
                Long rate = code == Dimension.UNKNOWN
                        ? null
                        : perLabel.get(labels.labels().get(code));
                cost = Math.addExact(cost, rate == null ? otherwise : rate);
            }
        }
        return cost;
    }

    @Override
    public String toString() {
        return "cost to serve of " + perOrder + " minor units an order"
                + (dimension == null ? "" : ", by " + dimension + " " + new TreeMap<>(perLabel) + " or " + otherwise)
                + (contacts.isEmpty()
                        ? ""
                        : ", contacts "
                                + contacts.stream()
                                        .map(kind -> kind.kind + " at " + kind.rate)
                                        .toList())
                + (given == null ? "" : ", and amounts given by customer");
    }
}
