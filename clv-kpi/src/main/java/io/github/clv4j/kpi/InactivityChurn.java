package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which customers have been silent for too long as of a day, and so count as churned, and what part of all customers that is.
 * Immutable. {@link InactivityOptions} says how long too long is; {@link InactivityLedger} tells who churned when.
 *
 * <p>Without a contract nobody says that it has left. A threshold is a convention: of customers who crossed it some come back
 * (see {@link InactivityLedger#reactivationRate}), of the others some have left already. Customers are those who have an order
 * by the day; all of them, so the churned part of a base can only be compared between bases of the same age.
 */
public final class InactivityChurn {
    private static final List<InactivityStatus> STATUSES = List.of(InactivityStatus.values());

    private final TransactionLog log;
    private final LocalDate asOf;
    private final InactivityOptions options;
    private final InactivitySnapshot snapshot;
    private final Grouping statuses;
    private final List<String> labels;
    private final long[] counts;

    private InactivityChurn(TransactionLog log, LocalDate asOf, Grouping customers, InactivityOptions options) {
        int day = Groups.requireBegun(log, asOf);
        Groups groups = Groups.ofCustomers(log, customers);
        this.log = log;
        this.asOf = asOf;
        this.options = options;
        this.labels = groups.labels();
        this.snapshot = InactivitySnapshot.of(log, day, options);
        this.counts = new long[labels.size() * STATUSES.size()];
        int[] statusOf = new int[log.customers()];
        for (int c = 0; c < statusOf.length; c++) {
            statusOf[c] = Grouping.NONE;
            if (snapshot.isKnown(c)) {
                statusOf[c] = STATUSES.indexOf(options.status(snapshot.silentDays(c), snapshot.threshold(c)));
                counts[statusOf[c]]++;
                int group = groups.ofCustomer(c);
                counts[group * STATUSES.size() + statusOf[c]] += group == 0 ? 0 : 1;
            }
        }
        this.statuses = Grouping.of(
                "inactivity", STATUSES.stream().map(InactivityStatus::label).toList(), statusOf);
    }

    /**
     * All customers as of the log's last day.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     */
    public static InactivityChurn of(TransactionLog log, InactivityOptions options) {
        return of(log, LocalDate.ofEpochDay(log.lastDay()), Grouping.everyone(log.customers()), options);
    }

    /**
     * All customers and each group as of a day; what came later does not count.
     *
     * @param customers groups of the log's customers
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, or the log begins after
     *     the as-of day
     */
    public static InactivityChurn of(
            TransactionLog log, LocalDate asOf, Grouping customers, InactivityOptions options) {
        return new InactivityChurn(log, asOf, customers, options);
    }

    /** Each customer by its status; those without an order by the as-of day are in no group. */
    public Grouping statuses() {
        return statuses;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return asOf;
    }

    /** What was counted. */
    public InactivityOptions options() {
        return options;
    }

    /** Customers with an order by the as-of day. */
    public long customers(int group) {
        return STATUSES.stream().mapToLong(status -> customers(status, group)).sum();
    }

    /** Customers of a status. */
    public long customers(InactivityStatus status, int group) {
        return counts[Objects.checkIndex(group, labels.size()) * STATUSES.size() + STATUSES.indexOf(status)];
    }

    /** Customers who are lapsed or lost. */
    public long churned(int group) {
        return customers(InactivityStatus.LAPSED, group) + customers(InactivityStatus.LOST, group);
    }

    /** Customers of a status over all customers, with Wilson's interval; undefined without customers. */
    public KpiValue share(InactivityStatus status, int group) {
        return Intervals.proportion(
                customers(status, group), customers(group), options.level(), "there are no customers");
    }

    /** Customers who are lapsed or lost over all customers, with Wilson's interval; undefined without customers. */
    public KpiValue churnedShare(int group) {
        return Intervals.proportion(churned(group), customers(group), options.level(), "there are no customers");
    }

    /** The threshold in days of a customer; infinite if it is not known. */
    public double thresholdDays(int customer) {
        return snapshot.threshold(customer);
    }

    /** True if the threshold of a customer comes from its own intervals. */
    public boolean isPersonal(int customer) {
        return snapshot.isOwn(customer);
    }

    /** The threshold of customers without one of their own; infinite if it is not known. */
    public double populationThresholdDays() {
        return snapshot.populationThreshold();
    }

    /**
     * One row for each group and status: {@code group}, {@code status}, {@code customers}, {@code share}, {@code lower}, {@code
     * upper}.
     */
    public Table toTable() {
        int n = STATUSES.size();
        return Table.of(
                "inactivity",
                n * labels.size(),
                List.of(
                        Column.text("group", row -> labels.get(row / n)),
                        Column.text("status", row -> STATUSES.get(row % n).label()),
                        Column.integer("customers", row -> customers(STATUSES.get(row % n), row / n)),
                        Column.decimal(
                                "share",
                                row -> share(STATUSES.get(row % n), row / n).value()),
                        Column.decimal("lower", row -> CohortRows.lower(share(STATUSES.get(row % n), row / n))),
                        Column.decimal("upper", row -> CohortRows.upper(share(STATUSES.get(row % n), row / n)))));
    }

    /**
     * One row a customer with an order, in id order: {@code customer_id}, {@code last_order}, {@code silent_days}, {@code threshold_days}
     * (unknown if it is not known), {@code personal} ({@code true} or {@code false}), {@code status}.
     */
    public Table customerTable() {
        int[] known =
                IntStream.of(log.index().inIdOrder()).filter(snapshot::isKnown).toArray();
        return Table.of(
                "inactivity_customers",
                known.length,
                List.of(
                        Column.text("customer_id", row -> log.index().id(known[row])),
                        Column.date("last_order", row -> snapshot.lastDay(known[row])),
                        Column.integer("silent_days", row -> snapshot.silentDays(known[row])),
                        Column.decimal("threshold_days", row -> finite(snapshot.threshold(known[row]))),
                        Column.text("personal", row -> Boolean.toString(snapshot.isOwn(known[row]))),
                        Column.text("status", row -> statuses.labelOf(known[row]))));
    }

    private static double finite(double threshold) {
        return threshold < Double.POSITIVE_INFINITY ? threshold : Double.NaN;
    }

    @Override
    public String toString() {
        return "churn by " + options + " as of " + asOf + " by " + labels;
    }
}
