package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions of customers as columns: who, to what, from which day, until before which day, and the monthly recurring
 * revenue (MRR) in minor units. Immutable; sorted by customer, plan and start, whatever order the rows came in.
 *
 * <p>A subscription holds on its start day and no more on its end day. One that is open has the end {@link #OPEN}. A
 * change of price is two subscriptions, one that ends and one that starts on the same day.
 */
public final class Subscriptions {
    /** The end day of a subscription without end. */
    public static final int OPEN = Integer.MAX_VALUE;

    /** The code of a plan that was not told. */
    public static final int NO_PLAN = -1;

    private final MoneyScale money;
    private final @Nullable CustomerIndex index;
    private final List<String> ids;
    private final List<String> plans;
    private final int[] offsets;
    private final int[] customer;
    private final int[] plan;
    private final int[] start;
    private final int[] end;
    private final long[] mrr;
    private final SubscriptionReport report;

    Subscriptions(
            SubscriptionOptions options,
            List<String> ids,
            List<SubscriptionsBuilder.Kept> sorted,
            SubscriptionReport report) {
        this.money = options.money();
        this.index = options.customers();
        this.ids = ids;
        TreeSet<String> labels = new TreeSet<>();
        for (SubscriptionsBuilder.Kept row : sorted) {
            if (row.plan() != null) {
                labels.add(row.plan());
            }
        }
        this.plans = List.copyOf(labels);
        int n = sorted.size();
        this.customer = new int[n];
        this.plan = new int[n];
        this.start = new int[n];
        this.end = new int[n];
        this.mrr = new long[n];
        this.offsets = new int[customers() + 1];
        for (int i = 0; i < n; i++) {
            SubscriptionsBuilder.Kept row = sorted.get(i);
            String label = row.plan();
            customer[i] = indexOf(row.id());
            plan[i] = label == null ? NO_PLAN : Collections.binarySearch(plans, label);
            start[i] = row.start();
            end[i] = row.end();
            mrr[i] = row.mrr();
            offsets[customer[i] + 1] = i + 1;
        }
        for (int c = 0; c < customers(); c++) {
            offsets[c + 1] = Math.max(offsets[c + 1], offsets[c]);
        }
        this.report = report;
    }

    /** A builder that takes subscriptions one by one. */
    public static SubscriptionsBuilder builder(SubscriptionOptions options) {
        return new SubscriptionsBuilder(options);
    }

    /**
     * Subscriptions from rows in any order.
     *
     * @throws io.github.clv4j.data.DataException if a row is bad and the options do not let it pass
     */
    public static Subscriptions of(SubscriptionOptions options, List<SubscriptionRow> rows) {
        SubscriptionsBuilder builder = builder(options);
        rows.forEach(builder::add);
        return builder.build();
    }

    /** Number of subscriptions. */
    public int count() {
        return customer.length;
    }

    /** Number of customers: those of the given index, with or without a subscription, or those that have one. */
    public int customers() {
        return index == null ? ids.size() : index.size();
    }

    /** The id of a customer. */
    public String id(int customerNumber) {
        return index == null ? ids.get(customerNumber) : index.id(customerNumber);
    }

    /** The customer of an id, or -1 if it is unknown. */
    public int indexOf(String id) {
        return index == null ? Math.max(-1, Collections.binarySearch(ids, id)) : index.indexOf(id);
    }

    /** The customers in the order of their ids. */
    int[] inIdOrder() {
        return index == null ? IntStream.range(0, customers()).toArray() : index.inIdOrder();
    }

    /** Labels of the plans, sorted; a plan's code is an index into this list. */
    public List<String> plans() {
        return plans;
    }

    /** The first subscription of a customer. */
    public int from(int customerNumber) {
        return offsets[customerNumber];
    }

    /** The subscription after the last one of a customer. */
    public int to(int customerNumber) {
        return offsets[customerNumber + 1];
    }

    /** The customer of a subscription. */
    public int customer(int subscription) {
        return customer[subscription];
    }

    /** The code of a subscription's plan, or {@link #NO_PLAN}. */
    public int planCode(int subscription) {
        return plan[subscription];
    }

    /** The label of a subscription's plan, or null if it was not told. */
    public @Nullable String plan(int subscription) {
        return plan[subscription] == NO_PLAN ? null : plans.get(plan[subscription]);
    }

    /** The first day of a subscription, in days since 1970-01-01. */
    public int startDay(int subscription) {
        return start[subscription];
    }

    /** The first day on which a subscription holds no more, in days since 1970-01-01, or {@link #OPEN}. */
    public int endDay(int subscription) {
        return end[subscription];
    }

    /**
     * Each customer by the plan of its first subscription, for figures by plan that take groups of customers. Of several
     * that start on that day, the plan that comes first in the order of labels counts; customers without a subscription, or
     * whose first one has no plan, belong to none.
     */
    public Grouping byFirstPlan() {
        return Grouping.of("first plan", customers(), c -> {
            int first = -1;
            for (int i = from(c); i < to(c); i++) {
                boolean earlier = first < 0 || start[i] < start[first];
                boolean named = first >= 0 && start[i] == start[first] && plan[first] == NO_PLAN;
                first = earlier || named ? i : first;
            }
            return first < 0 ? null : plan(first);
        });
    }

    /** Monthly recurring revenue of a subscription, in minor units. */
    public long mrrMinor(int subscription) {
        return mrr[subscription];
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** What became of the rows. */
    public SubscriptionReport report() {
        return report;
    }

    /**
     * One row a subscription, in the order of ids, plans and starts: {@code customer_id}, {@code plan}, {@code start},
     * {@code end} (unknown if open), {@code mrr}.
     */
    public Table toTable() {
        int[] order = IntStream.of(inIdOrder())
                .flatMap(c -> IntStream.range(from(c), to(c)))
                .toArray();
        return Table.of(
                        "subscriptions",
                        count(),
                        List.of(
                                Column.text("customer_id", row -> id(customer[row])),
                                Column.text("plan", this::plan),
                                Column.date("start", this::startDay),
                                Column.date("end", this::endDay, row -> end[row] == OPEN),
                                Column.money("mrr", money, this::mrrMinor)))
                .rows(order);
    }

    /** True if both hold the same subscriptions of the same customers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subscriptions that
                && money.equals(that.money)
                && customers() == that.customers()
                && plans.equals(that.plans)
                && count() == that.count()
                && IntStream.range(0, count()).allMatch(i -> sameRow(that, i));
    }

    private boolean sameRow(Subscriptions that, int i) {
        return id(customer[i]).equals(that.id(that.customer[i]))
                && plan[i] == that.plan[i]
                && start[i] == that.start[i]
                && end[i] == that.end[i]
                && mrr[i] == that.mrr[i];
    }

    @Override
    public int hashCode() {
        return Objects.hash(money, plans, count());
    }

    @Override
    public String toString() {
        return count() + " subscriptions of " + customers() + " customers in " + money.currency();
    }
}
