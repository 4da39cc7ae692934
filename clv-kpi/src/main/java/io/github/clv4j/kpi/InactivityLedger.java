package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who churned by silence in which period, and who came back, for all customers and by group, such that counts balance exactly
 * ({@link InactivityFlow}). Immutable.
 *
 * <p>Each end of a period is seen as it was known then: last orders, intervals, thresholds and refunds up to that day, so later
 * data never change a line. Two dates are compared: who crossed the threshold and came back within one period is live on both
 * and in neither flow; with periods shorter than thresholds that cannot be. A period that is not over as of the as-of day is not
 * known yet.
 *
 * <p>Takes one pass over the log for each period.
 */
public final class InactivityLedger {
    private static final List<InactivityFlow> FLOWS = List.of(InactivityFlow.values());

    private final Periods periods;
    private final InactivityOptions options;
    private final String groupedBy;
    private final List<String> labels;
    private final Counts counts;

    private InactivityLedger(TransactionLog log, Periods periods, Grouping customers, InactivityOptions options) {
        periods.requireApart();
        Groups.requireBegun(log, periods.asOf());
        Groups groups = Groups.ofCustomers(log, customers);
        this.periods = periods;
        this.options = options;
        this.groupedBy = customers.name();
        this.labels = groups.labels();
        this.counts = new Counts(periods.cells(labels.size()));
        InactivitySnapshot before = InactivitySnapshot.of(log, periods.firstDay(0) - 1, options);
        for (int p = 0; p < periods.count() && periods.isComplete(p); p++) {
            InactivitySnapshot after = InactivitySnapshot.of(log, periods.lastDay(p), options);
            count(log, groups, before, after, p);
            before = after;
        }
    }

    /**
     * The ledger of all customers.
     *
     * @param periods that do not overlap; the as-of day is theirs
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if periods overlap, or the log begins after their as-of day
     */
    public static InactivityLedger of(TransactionLog log, Periods periods, InactivityOptions options) {
        return of(log, periods, Grouping.everyone(log.customers()), options);
    }

    /**
     * The ledger of all customers and of each group.
     *
     * @param customers groups of the log's customers
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if periods overlap, the log begins after their as-of day, or the grouping is of another
     *     number of customers than the log
     */
    public static InactivityLedger of(
            TransactionLog log, Periods periods, Grouping customers, InactivityOptions options) {
        return new InactivityLedger(log, periods, customers, options);
    }

    private void count(
            TransactionLog log, Groups groups, InactivitySnapshot before, InactivitySnapshot after, int period) {
        int start = periods.firstDay(period);
        ConcurrentLinkedQueue<Counts> idle = new ConcurrentLinkedQueue<>();
        Parallel.ranges(log.customers(), (from, to) -> {
            Counts waiting = idle.poll();
            Counts own = waiting == null ? new Counts(groups.count()) : waiting;
            for (int c = from; c < to; c++) {
                count(own, groups.ofCustomer(c), before, after, c, start);
            }
            idle.add(own);
        });
        for (Counts part : idle) {
            for (InactivityFlow flow : FLOWS) {
                for (int group = 0; group < groups.count(); group++) {
                    long customers = part.get(flow, group);
                    counts.add(flow, at(period, group), customers);
                    counts.add(flow, at(period, 0), group == 0 ? 0 : customers);
                }
            }
        }
    }

    private static void count(
            Counts counts, int group, InactivitySnapshot before, InactivitySnapshot after, int customer, int start) {
        boolean was = before.isKnown(customer);
        boolean is = after.isKnown(customer);
        boolean wasChurned = was && before.isChurned(customer);
        boolean isChurned = is && after.isChurned(customer);
        if (was) {
            counts.add(wasChurned ? InactivityFlow.CHURNED_AT_START : InactivityFlow.LIVE_AT_START, group, 1);
        }
        if (is) {
            counts.add(isChurned ? InactivityFlow.CHURNED_AT_END : InactivityFlow.LIVE_AT_END, group, 1);
        }
        if (!was && is) {
            counts.add(isChurned ? InactivityFlow.NEW_CHURNED : InactivityFlow.NEW, group, 1);
        } else if (was && !is) {
            counts.add(wasChurned ? InactivityFlow.CHURNED_REFUNDED : InactivityFlow.LIVE_REFUNDED, group, 1);
        } else if (!wasChurned && isChurned) {
            counts.add(InactivityFlow.CHURNED, group, 1);
        } else if (wasChurned && !isChurned) {
            boolean ordered = after.lastDay(customer) >= start;
            counts.add(ordered ? InactivityFlow.REACTIVATED : InactivityFlow.REJUDGED, group, 1);
        }
    }

    private int at(int period, int group) {
        return Objects.checkIndex(group, labels.size()) * periods.count() + Objects.checkIndex(period, periods.count());
    }

    /** Customers by flow and place. */
    private static final class Counts {
        private final Map<InactivityFlow, long[]> of = new EnumMap<>(InactivityFlow.class);

        Counts(int places) {
            FLOWS.forEach(flow -> of.put(flow, new long[places]));
        }

        private long[] all(InactivityFlow flow) {
            return Objects.requireNonNull(of.get(flow));
        }

        void add(InactivityFlow flow, int place, long customers) {
            all(flow)[place] += customers;
        }

        long get(InactivityFlow flow, int place) {
            return all(flow)[place];
        }
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /** What was counted. */
    public InactivityOptions options() {
        return options;
    }

    /** True if a period is over. */
    public boolean isKnown(int period) {
        return periods.isComplete(Objects.checkIndex(period, periods.count()));
    }

    /**
     * Customers of a flow.
     *
     * @throws IllegalStateException if the period is not over
     */
    public long get(InactivityFlow flow, int period, int group) {
        int at = at(period, group);
        if (!isKnown(period)) {
            throw new IllegalStateException(notOver(period));
        }
        return counts.get(flow, at);
    }

    /** Those who churned in a period over those live at its start, with Wilson's interval. */
    public KpiValue churnRate(int period, int group) {
        return rate(InactivityFlow.CHURNED, InactivityFlow.LIVE_AT_START, period, group, "nobody was live");
    }

    /** Those who came back in a period over those churned at its start, with Wilson's interval. */
    public KpiValue reactivationRate(int period, int group) {
        return rate(InactivityFlow.REACTIVATED, InactivityFlow.CHURNED_AT_START, period, group, "nobody was churned");
    }

    private KpiValue rate(InactivityFlow part, InactivityFlow whole, int period, int group, String none) {
        return isKnown(period)
                ? Intervals.proportion(
                        get(part, period, group),
                        get(whole, period, group),
                        options.level(),
                        none + " at the start of " + periods.label(period))
                : KpiValue.undefined(notOver(period));
    }

    private String notOver(int period) {
        return periods.label(period) + " is not over as of " + periods.asOf();
    }

    /**
     * One row for each group and period: {@code group}, {@code period}, a column for each {@link InactivityFlow} in lower case,
     * {@code churn_rate}, {@code churn_lower}, {@code churn_upper}, {@code reactivation_rate}, {@code known} ({@code true} or
     * {@code false}). Where a period is not over all else is unknown.
     */
    public Table toTable() {
        int n = periods.count();
        Table table = Table.of(
                "inactivity_ledger",
                n * labels.size(),
                List.of(
                        Column.text("group", row -> labels.get(row / n)),
                        Column.text("period", row -> periods.label(row % n))));
        return table.with(FLOWS.stream()
                        .map(flow -> Column.integer(
                                Texts.lowerCase(flow), row -> get(flow, row % n, row / n), row -> !isKnown(row % n)))
                        .toList())
                .with(List.of(
                        Column.decimal(
                                "churn_rate", row -> churnRate(row % n, row / n).value()),
                        Column.decimal("churn_lower", row -> CohortRows.lower(churnRate(row % n, row / n))),
                        Column.decimal("churn_upper", row -> CohortRows.upper(churnRate(row % n, row / n))),
                        Column.decimal(
                                "reactivation_rate",
                                row -> reactivationRate(row % n, row / n).value()),
                        Column.text("known", row -> Boolean.toString(isKnown(row % n)))));
    }

    @Override
    public String toString() {
        return "ledger of churn by " + options + " in " + periods + " by " + groupedBy + " " + labels;
    }
}
