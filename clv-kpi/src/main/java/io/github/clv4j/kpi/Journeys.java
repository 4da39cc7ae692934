package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths to purchase: which touchpoints came before each order. Immutable; a path is a view of the touchpoints.
 *
 * <p>A conversion is a day on which a customer has an order; it brings what all rows of that day add up to. Its path is
 * what touched the customer on that day or at most the look-back before it, and, with {@link TouchReuse#ONE_ORDER}, after
 * the conversion before. A log has days and no times, so what touched on the order's own day counts as before it.
 *
 * <p>Touchpoints that no order followed within the look-back make paths without an order, one for each stretch between
 * conversions. Those of the last days, which an order may still follow, are {@linkplain #openTouchpoints open} and in no
 * path.
 */
public final class Journeys {
    private final Touchpoints touchpoints;
    private final JourneyOptions options;
    private final int asOfDay;
    private final Ranges conversions = new Ranges();
    private final Ranges withoutOrder = new Ranges();
    private final LongSum elsewhere = new LongSum();
    private long open;

    /** Paths as runs of touchpoints; of conversions also who, when and how much. */
    private static final class Ranges {
        private int[] customer = new int[16];
        private int[] day = new int[16];
        private long[] revenue = new long[16];
        private int[] from = new int[16];
        private int[] to = new int[16];
        private int count;

        private void add(int ofCustomer, int onDay, long minor, int first, int end) {
            if (count == from.length) {
                int longer = Capacity.after(count);
                customer = Arrays.copyOf(customer, longer);
                day = Arrays.copyOf(day, longer);
                revenue = Arrays.copyOf(revenue, longer);
                from = Arrays.copyOf(from, longer);
                to = Arrays.copyOf(to, longer);
            }
            customer[count] = ofCustomer;
            day[count] = onDay;
            revenue[count] = minor;
            from[count] = first;
            to[count++] = end;
        }
    }

    private Journeys(TransactionLog log, Touchpoints touchpoints, JourneyOptions options) {
        this.touchpoints = touchpoints;
        this.options = options;
        LocalDate given = options.asOf();
        this.asOfDay = given == null ? log.lastDay() : (int) given.toEpochDay();
        for (int c = 0; c < touchpoints.customers(); c++) {
            int touch = touchpoints.from(c);
            int end = touchpoints.to(c, asOfDay);
            if (c < log.customers()) {
                touch = orders(c, log.historyAsOf(c, asOfDay), touch, end);
            }
            rest(c, touch, end);
        }
    }

    /** The conversions of a customer; returns the first touchpoint after the last one. */
    private int orders(int customer, CustomerHistory history, int first, int end) {
        int after = first;
        for (int row = 0, next; row < history.rows(); row = next) {
            int day = history.day(row);
            boolean hasOrder = false;
            LongSum sum = new LongSum();
            for (next = row; next < history.rows() && history.day(next) == day; next++) {
                sum.add(history.amountMinor(next));
                hasOrder |= history.amountMinor(next) >= 0;
            }
            long minor = minor(sum);
            if (!hasOrder) {
                elsewhere.add(minor);
                continue;
            }
            int to = after;
            while (to < end && touchpoints.day(to) <= day) {
                to++;
            }
            int from = to;
            int earliest = options.reuse() == TouchReuse.ONE_ORDER ? after : first;
            while (from > earliest && isWithin(touchpoints.day(from - 1), day)) {
                from--;
            }
            if (from > after) {
                withoutOrder.add(customer, day, 0, after, from);
            }
            conversions.add(customer, day, minor, from, to);
            after = to;
        }
        return after;
    }

    /** What no order followed: old enough to be a path without an order, or open. */
    private void rest(int customer, int first, int end) {
        int from = end;
        while (from > first && isWithin(touchpoints.day(from - 1), asOfDay)) {
            from--;
        }
        open += end - from;
        if (from > first) {
            withoutOrder.add(customer, asOfDay, 0, first, from);
        }
    }

    private boolean isWithin(int touchDay, int day) {
        return (long) day - touchDay <= options.lookBackDays();
    }

    private static long minor(LongSum sum) {
        if (sum.fitsLong()) {
            return sum.toLong();
        }
        throw new DataException("a sum of amounts does not fit 64 bits of minor units");
    }

    /**
     * The journeys of all people of some touchpoints.
     *
     * @param touchpoints made {@linkplain TouchpointOptions#beside beside} this log
     * @throws DataException if the log is empty and the options give no day, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the touchpoints are of another number of customers
     */
    public static Journeys of(TransactionLog log, Touchpoints touchpoints, JourneyOptions options) {
        if (touchpoints.knownCustomers() != log.customers()) {
            throw new IllegalArgumentException("touchpoints are beside a log of " + touchpoints.knownCustomers()
                    + " customers, this one has " + log.customers() + "; make them beside this log");
        }
        return new Journeys(log, touchpoints, options);
    }

    /** What touched whom. */
    public Touchpoints touchpoints() {
        return touchpoints;
    }

    /** Which touchpoints belong to an order. */
    public JourneyOptions options() {
        return options;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return touchpoints.money();
    }

    /** Number of conversions, in the order of customers and days. */
    public int conversions() {
        return conversions.count;
    }

    /** The customer of a conversion. */
    public int customer(int conversion) {
        return conversions.customer[conversion];
    }

    /** The day of a conversion, in days since 1970-01-01. */
    public int day(int conversion) {
        return conversions.day[conversion];
    }

    /** What a conversion brought, in minor units; below 0 if refunds of its day outweigh it. */
    public long revenueMinor(int conversion) {
        return conversions.revenue[conversion];
    }

    /** The first touchpoint of a conversion's path. */
    public int from(int conversion) {
        return conversions.from[conversion];
    }

    /** The touchpoint after the last one of a conversion's path; the first one if it has none. */
    public int to(int conversion) {
        return conversions.to[conversion];
    }

    /** The channels of a conversion's path, in order. */
    public List<String> path(int conversion) {
        return path(conversions.from[conversion], conversions.to[conversion]);
    }

    /** Number of paths that led to no order. */
    public int pathsWithoutOrder() {
        return withoutOrder.count;
    }

    /** The channels of a path that led to no order. */
    public List<String> pathWithoutOrder(int path) {
        return path(withoutOrder.from[path], withoutOrder.to[path]);
    }

    int fromWithoutOrder(int path) {
        return withoutOrder.from[path];
    }

    int toWithoutOrder(int path) {
        return withoutOrder.to[path];
    }

    /** Touchpoints that an order may still follow within the look-back. */
    public long openTouchpoints() {
        return open;
    }

    /** What all rows up to the as-of day add up to, in minor units. */
    public long totalRevenueMinor() {
        LongSum sum = new LongSum();
        for (int i = 0; i < conversions.count; i++) {
            sum.add(conversions.revenue[i]);
        }
        sum.add(minor(elsewhere));
        return minor(sum);
    }

    /** Refunds of days without an order, in minor units. */
    public long revenueElsewhereMinor() {
        return minor(elsewhere);
    }

    private List<String> path(int from, int to) {
        List<String> channels = new ArrayList<>();
        for (int touch = from; touch < to; touch++) {
            channels.add(touchpoints.channel(touch));
        }
        return List.copyOf(channels);
    }

    /** The distinct paths: those with the most conversions first, then those more often without an order, then by text. */
    public List<JourneyPath> paths() {
        Map<List<String>, JourneyPath> paths = new HashMap<>();
        for (int i = 0; i < conversions.count; i++) {
            tally(paths, new JourneyPath(path(i), 1, conversions.revenue[i], 0));
        }
        for (int i = 0; i < withoutOrder.count; i++) {
            tally(paths, new JourneyPath(pathWithoutOrder(i), 0, 0, 1));
        }
        return paths.values().stream()
                .sorted(Comparator.comparingLong(JourneyPath::conversions)
                        .thenComparingLong(JourneyPath::withoutOrder)
                        .reversed()
                        .thenComparing(JourneyPath::text))
                .toList();
    }

    private static void tally(Map<List<String>, JourneyPath> paths, JourneyPath more) {
        try {
            paths.merge(
                    more.channels(),
                    more,
                    (one, other) -> new JourneyPath(
                            one.channels(),
                            one.conversions() + other.conversions(),
                            Math.addExact(one.revenueMinor(), other.revenueMinor()),
                            one.withoutOrder() + other.withoutOrder()));
        } catch (ArithmeticException e) {
            throw new DataException("the revenue of path '" + more.text() + "' does not fit 64 bits of minor units", e);
        }
    }

    /**
     * One row for each of the {@link #paths}: {@code path} (empty for orders without a touchpoint), {@code touchpoints},
     * {@code conversions}, {@code revenue}, {@code without_order}.
     */
    public Table toTable() {
        List<JourneyPath> paths = paths();
        return Table.of(
                "journeys",
                paths.size(),
                List.of(
                        Column.text("path", row -> paths.get(row).text()),
                        Column.integer(
                                "touchpoints", row -> paths.get(row).channels().size()),
                        Column.integer("conversions", row -> paths.get(row).conversions()),
                        Column.money("revenue", money(), row -> paths.get(row).revenueMinor()),
                        Column.integer("without_order", row -> paths.get(row).withoutOrder())));
    }

    @Override
    public String toString() {
        return conversions.count + " conversions and " + withoutOrder.count + " paths without an order as of " + asOf();
    }
}
