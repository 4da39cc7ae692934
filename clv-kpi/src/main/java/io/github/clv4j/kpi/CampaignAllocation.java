package io.github.clv4j.kpi;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Whom a next campaign should contact under a budget, by segment. Immutable.
 *
 * <p>Segments whose contact adds more margin than it costs, on the stated statistic, are treated in the order of margin
 * for each unit of cost, as many customers as there are and the budget pays for; segments whose contact costs nothing come
 * first, those of the same quotient in the order of their labels. The budget is never exceeded. The net gain is short of
 * the best that whole customers allow by less than that of one contact, of the first segment that could not all be paid.
 *
 * <p>Effects are taken to stay what they were, and to be the same for each further customer of a segment.
 */
public final class CampaignAllocation {
    private final MoneyScale money;
    private final long budget;
    private final AllocationStatistic statistic;
    private final List<AllocationSegment> segments;
    private final AllocationDecision[] decisions;
    private final String[] reasons;
    private final long[] treated;
    private final long spent;

    private CampaignAllocation(
            List<AllocationSegment> segments, long budget, MoneyScale money, AllocationStatistic statistic) {
        this.segments = segments;
        this.budget = budget;
        this.money = money;
        this.statistic = statistic;
        int n = segments.size();
        this.decisions = new AllocationDecision[n];
        this.reasons = new String[n];
        this.treated = new long[n];
        Arrays.fill(decisions, AllocationDecision.DO_NOT_TREAT);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -quotient(i))
                        .thenComparing(i -> segments.get(i).label()))
                .mapToInt(Integer::intValue)
                .toArray();
        long left = budget;
        for (int i : order) {
            long contacts = decide(i, left);
            treated[i] = contacts;
            left -= contacts * segments.get(i).costMinor();
        }
        this.spent = budget - left;
    }

    /** Margin for each unit of cost; without cost infinite, or not a number where nothing is known. */
    private double quotient(int segment) {
        double gain = segments.get(segment).gain(statistic);
        double cost = money.toMajor(segments.get(segment).costMinor());
        return Double.isNaN(gain) || gain <= 0 ? Double.NEGATIVE_INFINITY : gain / cost;
    }

    /** Decides on a segment and returns how many of it are contacted. */
    private long decide(int i, long left) {
        AllocationSegment segment = segments.get(i);
        double gain = segment.gain(statistic);
        double upper = segment.marginUplift().upper();
        if (upper < 0) {
            decisions[i] = AllocationDecision.LEAVE_ALONE;
            reasons[i] = "contact takes margin away, even at the upper end of its interval";
            return 0;
        }
        if (Double.isNaN(gain)) {
            String reason = segment.marginUplift().value().undefinedReason();
            reasons[i] = "incremental margin is not known: " + (reason == null ? "it has no interval" : reason);
            return 0;
        }
        if (!(gain > money.toMajor(segment.costMinor()))) {
            reasons[i] = "contact does not add more margin than it costs";
            return 0;
        }
        if (segment.customers() == 0) {
            reasons[i] = "there are no customers";
            return 0;
        }
        long affordable = segment.costMinor() == 0 ? segment.customers() : left / segment.costMinor();
        long contacts = Math.min(segment.customers(), affordable);
        if (contacts == 0) {
            reasons[i] = "the budget is used up";
            return 0;
        }
        decisions[i] = AllocationDecision.TREAT;
        reasons[i] = contacts == segment.customers()
                ? "contact adds more margin than it costs"
                : "contact adds more margin than it costs; the budget is not enough for all";
        return contacts;
    }

    /**
     * Allocates a budget.
     *
     * @param segments any number; labels unique
     * @param budgetMinor most that contacts may cost together, in minor units, 0 or more
     * @param money currency and digits of budget and costs
     * @param statistic what decides
     */
    public static CampaignAllocation of(
            List<AllocationSegment> segments, long budgetMinor, MoneyScale money, AllocationStatistic statistic) {
        Objects.requireNonNull(money, "money");
        Objects.requireNonNull(statistic, "statistic");
        List<AllocationSegment> own = List.copyOf(segments);
        if (budgetMinor < 0) {
            throw new IllegalArgumentException("budget is " + money.format(budgetMinor) + "; it must be 0 or more");
        }
        List<String> labels = own.stream().map(AllocationSegment::label).toList();
        if (labels.stream().distinct().count() != labels.size()) {
            throw new IllegalArgumentException("two segments have the same label: " + labels);
        }
        return new CampaignAllocation(own, budgetMinor, money, statistic);
    }

    /**
     * The segments of an earlier campaign, with its margin uplift.
     *
     * @param report the earlier campaign
     * @param customers how many there are to contact now, by the report's groups from 1 on
     * @param costMinor what one contact costs
     * @param level of the intervals that decide
     */
    public static List<AllocationSegment> segments(
            CampaignReport report, long[] customers, long costMinor, double level) {
        int n = report.groups().size() - 1;
        if (customers.length != n) {
            throw new IllegalArgumentException(
                    "customers are given for " + customers.length + " segments; the report has " + n);
        }
        List<AllocationSegment> segments = new ArrayList<>();
        for (int g = 1; g <= n; g++) {
            segments.add(new AllocationSegment(
                    report.groups().get(g), customers[g - 1], costMinor, report.marginUplift(g, level)));
        }
        return segments;
    }

    /** The segments, in the order in which they were given. */
    public List<AllocationSegment> segments() {
        return segments;
    }

    /** What is done with a segment. */
    public AllocationDecision decision(int segment) {
        return decisions[segment];
    }

    /** Why, in words. */
    public String reason(int segment) {
        return reasons[segment];
    }

    /** Customers of a segment to contact. */
    public long treated(int segment) {
        return treated[segment];
    }

    /** What contacts of a segment cost, in minor units. */
    public long costMinor(int segment) {
        return treated[segment] * segments.get(segment).costMinor();
    }

    /** Most that contacts may cost, in minor units. */
    public long budgetMinor() {
        return budget;
    }

    /** What all contacts cost, in minor units; at most the budget. */
    public long spentMinor() {
        return spent;
    }

    /** Margin that the contacts of a segment are expected to add on the statistic, less their cost, in major units. */
    public double netGain(int segment) {
        return treated[segment] == 0
                ? 0
                : treated[segment] * segments.get(segment).gain(statistic) - money.toMajor(costMinor(segment));
    }

    /**
     * One row a segment: {@code segment}, {@code customers}, {@code decision}, {@code treated}, {@code cost}, {@code
     * net_gain}, {@code reason}.
     */
    public Table toTable() {
        return Table.of(
                "campaign_allocation",
                segments.size(),
                List.of(
                        Column.text("segment", i -> segments.get(i).label()),
                        Column.integer("customers", i -> segments.get(i).customers()),
                        Column.text("decision", i -> Texts.lowerCase(decisions[i])),
                        Column.integer("treated", i -> treated[i]),
                        Column.money("cost", money, this::costMinor),
                        Column.decimal("net_gain", this::netGain),
                        Column.text("reason", i -> reasons[i])));
    }

    @Override
    public String toString() {
        return "allocation of " + money.format(spent) + " of " + money.format(budget) + " " + money.currency() + " by "
                + Texts.lowerCase(statistic);
    }
}
