package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Cross-selling and up-selling in a window, by a dimension of the log's rows such as category: how many categories
 * customers buy, how often there was an opportunity to sell one more and how often that happened, and how often customers
 * paid more for what they had bought before. Immutable; as of the window's last day.
 *
 * <ul>
 *   <li>Active is a customer with an order in the window, refunds and orders without a label left out.
 *   <li>The base of a customer is the categories bought before the window or, for customers new in it, those of the first
 *       order day.
 *   <li>Cross-sell opportunities are active customers who have not all categories yet that anybody has bought up to the
 *       window's end; successes are those of them who bought a category outside the base in the window.
 *   <li>Up-sell opportunities are customers who bought some category both before and in the window. Successes are those
 *       of them who paid more in the window for these categories than the same number of orders of each would have been
 *       at the customer's own mean price before, by more than a stated increase. Buying dearer categories is no up-sell,
 *       nor is buying more often.
 * </ul>
 */
public final class CrossSell {
    /** Most labels of the dimension. */
    public static final int MAX_LABELS = 100_000;

    // Columns of the counts.
    private static final int ACTIVE = 0;
    private static final int IN_WINDOW = 1;
    private static final int TO_DATE = 2;
    private static final int CROSS_OPPORTUNITIES = 3;
    private static final int CROSS_SUCCESSES = 4;
    private static final int UP_OPPORTUNITIES = 5;
    private static final int UP_SUCCESSES = 6;
    private static final int COLUMNS = 7;

    private final OrderWindow window;
    private final String dimension;
    private final Groups groups;
    private final BigDecimal factor;
    private final long[][] counts;
    private final int[] products;
    private final long unlabelled;

    private CrossSell(TransactionLog log, String dimension, OrderWindow window, Groups groups, BigDecimal factor) {
        this.window = window;
        this.dimension = dimension;
        this.groups = groups;
        this.factor = factor;
        this.counts = new long[groups.count()][COLUMNS];
        this.products = new int[log.customers()];
        CategoryOrders orders = new CategoryOrders(log, dimension, window, MAX_LABELS);
        BitSet seen = new BitSet();
        for (int c = 0; c < products.length; c++) {
            orders.load(c);
            for (int i = 0; i < orders.orders(); i++) {
                seen.set(orders.category(i));
            }
        }
        this.unlabelled = orders.unlabelled();
        for (int c = 0; c < products.length; c++) {
            orders.load(c);
            count(c, orders, seen.cardinality());
        }
    }

    private void count(int customer, CategoryOrders orders, int categories) {
        int all = orders.orders();
        int first = orders.firstInWindow();
        int[] toDate = orders.categories(0, all);
        products[customer] = toDate.length;
        if (first == all) {
            return;
        }
        add(customer, ACTIVE, 1);
        add(customer, IN_WINDOW, orders.categories(first, all).length);
        add(customer, TO_DATE, toDate.length);
        int[] base = orders.categories(0, first > 0 ? first : orders.nextDay(0));
        if (base.length < categories) {
            add(customer, CROSS_OPPORTUNITIES, 1);
            add(customer, CROSS_SUCCESSES, toDate.length > base.length ? 1 : 0);
        }
        countUpSell(customer, orders, toDate, first);
    }

    private void countUpSell(int customer, CategoryOrders orders, int[] toDate, int first) {
        long[] before = new long[toDate.length];
        long[] now = new long[toDate.length];
        BigInteger[] beforeSum = new BigInteger[toDate.length];
        Arrays.fill(beforeSum, BigInteger.ZERO);
        for (int i = 0; i < orders.orders(); i++) {
            int at = Arrays.binarySearch(toDate, orders.category(i));
            if (i < first) {
                before[at]++;
                beforeSum[at] = beforeSum[at].add(BigInteger.valueOf(orders.amountMinor(i)));
            } else {
                now[at]++;
            }
        }
        BigInteger paid = BigInteger.ZERO;
        for (int i = first; i < orders.orders(); i++) {
            if (before[Arrays.binarySearch(toDate, orders.category(i))] > 0) {
                paid = paid.add(BigInteger.valueOf(orders.amountMinor(i)));
            }
        }
        // What was expected, by the number of orders before that it is to be divided by: few numbers, where categories
        // are many.
        Map<Long, BigInteger> expected = new TreeMap<>();
        for (int at = 0; at < toDate.length; at++) {
            if (before[at] > 0 && now[at] > 0) {
                expected.merge(before[at], beforeSum[at].multiply(BigInteger.valueOf(now[at])), BigInteger::add);
            }
        }
        if (!expected.isEmpty()) {
            add(customer, UP_OPPORTUNITIES, 1);
            add(customer, UP_SUCCESSES, isAbove(paid, expected) ? 1 : 0);
        }
    }

    /** Whether an amount exceeds a sum of fractions, numerator by denominator, by the increase: exactly, for prices often stay. */
    private boolean isAbove(BigInteger paid, Map<Long, BigInteger> fractions) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (Map.Entry<Long, BigInteger> fraction : fractions.entrySet()) {
            BigInteger by = BigInteger.valueOf(fraction.getKey());
            sum = sum.multiply(by).add(fraction.getValue().multiply(denominator));
            denominator = denominator.multiply(by);
        }
        return new BigDecimal(paid.multiply(denominator)).compareTo(new BigDecimal(sum).multiply(factor)) > 0;
    }

    private void add(int customer, int what, long by) {
        counts[0][what] += by;
        int group = groups.ofCustomer(customer);
        if (group != 0) {
            counts[group][what] += by;
        }
    }

    /**
     * The figures of all customers and of each group, where any higher price is an up-sell.
     *
     * @param dimension a dimension of the log, such as {@code category}
     * @param window the days in which sales count
     * @param customers groups of the log's customers, such as segments
     */
    public static CrossSell of(TransactionLog log, String dimension, OrderWindow window, Grouping customers) {
        return of(log, dimension, window, customers, 0);
    }

    /**
     * The figures of all customers and of each group.
     *
     * @param dimension a dimension of the log, such as {@code category}
     * @param window the days in which sales count
     * @param customers groups of the log's customers, such as segments
     * @param upSellIncrease the relative rise of price that an up-sell has to exceed, 0 or more: 0.1 is 10 %
     * @throws io.github.clv4j.data.DataException if a refund after the window was netted against an earlier purchase, so
     *     that labels as of the window's end are not known, or the log has no rows
     * @throws IllegalArgumentException if the log has no such dimension or begins after the window, it has more than
     *     {@value #MAX_LABELS} labels, or the grouping is of another number of customers
     */
    public static CrossSell of(
            TransactionLog log, String dimension, OrderWindow window, Grouping customers, double upSellIncrease) {
        Objects.requireNonNull(window, "window");
        if (!(upSellIncrease >= 0 && upSellIncrease < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "up-sell increase is " + upSellIncrease + "; it must be 0 or more and finite (0.1 is 10 %)");
        }
        return new CrossSell(
                log,
                dimension,
                window,
                Groups.ofCustomers(log, customers),
                BigDecimal.ONE.add(BigDecimal.valueOf(upSellIncrease)));
    }

    /** The days in which sales count. */
    public OrderWindow window() {
        return window;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** Different categories that a customer has bought up to the window's end. */
    public int products(int customer) {
        return products[customer];
    }

    /** Orders in the window that have no label and so were left out. */
    public long unlabelledOrders() {
        return unlabelled;
    }

    /** Customers with an order in the window. */
    public long activeCustomers(int group) {
        return get(group, ACTIVE);
    }

    /** Different categories bought in the window by an active customer on average. */
    public KpiValue productsInWindow(int group) {
        return KpiValue.of(get(group, IN_WINDOW)).over(activeCustomers(group), "no active customers");
    }

    /** Different categories bought up to the window's end by an active customer on average. */
    public KpiValue productsToDate(int group) {
        return KpiValue.of(get(group, TO_DATE)).over(activeCustomers(group), "no active customers");
    }

    /** Active customers to whom a further category could be sold. */
    public long crossSellOpportunities(int group) {
        return get(group, CROSS_OPPORTUNITIES);
    }

    /** Those of them who bought one. */
    public long crossSellSuccesses(int group) {
        return get(group, CROSS_SUCCESSES);
    }

    /** Cross-sell successes over opportunities, with Wilson's interval at a level such as 0.95. */
    public RateEstimate crossSellRate(int group, double level) {
        return RateEstimate.wilson(
                crossSellSuccesses(group), crossSellOpportunities(group), level, "no cross-sell opportunities");
    }

    /** Customers who bought a category again in the window. */
    public long upSellOpportunities(int group) {
        return get(group, UP_OPPORTUNITIES);
    }

    /** Those of them who paid more for it. */
    public long upSellSuccesses(int group) {
        return get(group, UP_SUCCESSES);
    }

    /** Up-sell successes over opportunities, with Wilson's interval at a level such as 0.95. */
    public RateEstimate upSellRate(int group, double level) {
        return RateEstimate.wilson(
                upSellSuccesses(group), upSellOpportunities(group), level, "no up-sell opportunities");
    }

    private long get(int group, int what) {
        return counts[group][what];
    }

    /**
     * One row a group: {@code group}, {@code active_customers}, {@code products_in_window}, {@code products_to_date},
     * {@code cross_sell_opportunities}, {@code cross_sell_successes}, {@code cross_sell_rate} (with {@code _lower} and
     * {@code _upper}), and the same four columns of {@code up_sell}.
     *
     * @param level of the intervals, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        return Table.of(
                "cross_sell",
                groups.count(),
                List.of(
                        Column.text("group", groups()::get),
                        Column.integer("active_customers", this::activeCustomers),
                        Column.decimal(
                                "products_in_window", g -> productsInWindow(g).value()),
                        Column.decimal(
                                "products_to_date", g -> productsToDate(g).value()),
                        Column.integer("cross_sell_opportunities", this::crossSellOpportunities),
                        Column.integer("cross_sell_successes", this::crossSellSuccesses),
                        Column.decimal(
                                "cross_sell_rate",
                                g -> crossSellRate(g, level).rate().value()),
                        Column.decimal(
                                "cross_sell_rate_lower",
                                g -> crossSellRate(g, level).lower()),
                        Column.decimal(
                                "cross_sell_rate_upper",
                                g -> crossSellRate(g, level).upper()),
                        Column.integer("up_sell_opportunities", this::upSellOpportunities),
                        Column.integer("up_sell_successes", this::upSellSuccesses),
                        Column.decimal(
                                "up_sell_rate", g -> upSellRate(g, level).rate().value()),
                        Column.decimal(
                                "up_sell_rate_lower", g -> upSellRate(g, level).lower()),
                        Column.decimal(
                                "up_sell_rate_upper", g -> upSellRate(g, level).upper())));
    }

    @Override
    public String toString() {
        return "cross-sell and up-sell by " + dimension + " in " + window + ", groups " + groups();
    }
}
