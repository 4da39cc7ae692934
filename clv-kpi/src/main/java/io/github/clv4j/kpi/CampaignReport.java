package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign added: treated customers beside controls, in total and by segment. Immutable.
 *
 * <p>A customer responds by an order in its window. Revenue and margin are those of the rows dated in the window, refunds
 * that were kept included, all as known at the window's end: nothing later plays a part. Margin is revenue less the log's
 * cost, or a stated part of revenue, or else revenue, which its note says.
 *
 * <p>Of a customer whose window has no day in common with the log, which runs from its first to its last transaction,
 * nothing is known. Such a customer is in {@link #unobserved} and in no other figure; an arm of no others has no rate.
 *
 * <p>Group 0 is {@value PeriodFacts#ALL}, all customers of the campaign together. If segments that buy more were treated
 * more often, their difference shows in it as if it were the campaign's; {@link #stratifiedMargin} is free of that.
 */
public final class CampaignReport {
    private final MoneyScale money;
    private final Groups groups;
    private final MarginBasis margin;
    private final ArmTotals[][] arms;
    private final long unfinished;

    private CampaignReport(TransactionLog log, CampaignData campaign, Groups groups, @Nullable BigDecimal grossMargin) {
        this.money = log.money();
        this.groups = groups;
        this.margin = new MarginBasis(money, log.hasCost(), grossMargin);
        CampaignPass pass = new CampaignPass(log, campaign, groups);
        this.arms = pass.arms();
        this.unfinished = pass.unfinished();
    }

    /** The report of a campaign, margin by the log's cost or, if it has none, revenue in place of margin. */
    public static CampaignReport of(TransactionLog log, CampaignData campaign, Grouping segments) {
        return new CampaignReport(log, campaign, CampaignPass.groups(log, campaign, segments), null);
    }

    /**
     * The report of a campaign, for a log without cost.
     *
     * @param segments groups of the log's customers; make them as of a day before the campaign, for segments that the
     *     campaign changed do not compare like with like
     * @param grossMargin gross margin as a part of revenue, 0 to 1
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the campaign is of another currency or other customers than the log, the
     *     grouping is of another number of customers, or the log has cost
     */
    public static CampaignReport of(TransactionLog log, CampaignData campaign, Grouping segments, double grossMargin) {
        if (!(grossMargin >= 0 && grossMargin <= 1)) {
            throw new IllegalArgumentException("gross margin is " + grossMargin + "; it must be 0 to 1 (0.35 is 35 %)");
        }
        return new CampaignReport(
                log, campaign, CampaignPass.groups(log, campaign, segments), BigDecimal.valueOf(grossMargin));
    }

    /** Labels of the segments; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** Customers whose window starts in the log and goes on after its last day, so that not all of their response is known. */
    public long unfinished() {
        return unfinished;
    }

    private ArmTotals arm(int group, CampaignArm arm) {
        return arms[group][arm.code()];
    }

    /** Customers in an arm whose window lies wholly before or after the days of the log. */
    public long unobserved(int group, CampaignArm arm) {
        return arm(group, arm).unobserved();
    }

    /** Customers in an arm, without those of {@link #unobserved}. */
    public long customers(int group, CampaignArm arm) {
        return arm(group, arm).customers();
    }

    /** Customers in an arm with an order in their window. */
    public long responders(int group, CampaignArm arm) {
        return arm(group, arm).responders();
    }

    /** Orders of an arm in the windows. */
    public long orders(int group, CampaignArm arm) {
        return arm(group, arm).orders();
    }

    /** Revenue of an arm in the windows, in major units. */
    public BigDecimal revenue(int group, CampaignArm arm) {
        return new BigDecimal(arm(group, arm).revenue(), money.digits());
    }

    /** What contacts cost, in major units. */
    public BigDecimal cost(int group) {
        return new BigDecimal(arm(group, CampaignArm.TREATED).cost(), money.digits());
    }

    /** The proportion of an arm that responded, with Wilson's interval. */
    public RateEstimate responseRate(int group, CampaignArm arm, double level) {
        ArmTotals totals = arm(group, arm);
        return RateEstimate.wilson(totals.responders(), totals.customers(), level, totals.whyEmpty());
    }

    /** Response rate of the treated less that of controls, with Newcombe's interval. */
    public ValueEstimate responseUplift(int group, double level) {
        Intervals.checkedLevel(level);
        return rates(group).interval(level);
    }

    /** Whether treatment changes the response rate: z test with the pooled rate, two-sided. */
    public DifferenceTest responseTest(int group) {
        return rates(group).test();
    }

    private RateDifference rates(int group) {
        return RateDifference.of(arm(group, CampaignArm.TREATED), arm(group, CampaignArm.CONTROL));
    }

    /** Revenue for each treated customer less that for each control, in major units, with Welch's interval. */
    public ValueEstimate revenueUplift(int group, double level) {
        return means(group, false).interval(level);
    }

    /** Whether treatment changes revenue: Welch's t test, two-sided. */
    public DifferenceTest revenueTest(int group) {
        return means(group, false).test();
    }

    /** Margin for each treated customer less that for each control, in major units, with Welch's interval. */
    public ValueEstimate marginUplift(int group, double level) {
        ValueEstimate uplift = means(group, true).interval(level);
        return new ValueEstimate(margin.noted(uplift.value()), uplift.lower(), uplift.upper(), level);
    }

    /** Whether treatment changes margin: Welch's t test, two-sided. */
    public DifferenceTest marginTest(int group) {
        return means(group, true).test();
    }

    private MeanDifference means(int group, boolean ofMargin) {
        BigDecimal unit = money.toDecimal(1);
        BigDecimal rate = margin.rate();
        return MeanDifference.of(
                arm(group, CampaignArm.TREATED),
                arm(group, CampaignArm.CONTROL),
                ofMargin,
                ofMargin && rate != null ? unit.multiply(rate) : unit);
    }

    /**
     * P-values of all segments adjusted together; that of {@value PeriodFacts#ALL}, at 0, is no part of the family and
     * stays as it is. NaN where there is no test.
     *
     * @param ofMargin true for margin, false for response
     */
    public double[] pValues(boolean ofMargin, PValueAdjustment adjustment) {
        Objects.requireNonNull(adjustment, "adjustment");
        double[] all = new double[groups.count()];
        double[] segments = new double[groups.count() - 1];
        for (int g = 0; g < all.length; g++) {
            all[g] = (ofMargin ? marginTest(g) : responseTest(g)).pValue();
            if (g > 0) {
                segments[g - 1] = all[g];
            }
        }
        System.arraycopy(adjustment.adjust(segments), 0, all, 1, segments.length);
        return all;
    }

    /** Margin that the campaign added among the treated, before its cost: uplift × treated customers. */
    public ValueEstimate incrementalMargin(int group, double level) {
        return times(marginUplift(group, level), customers(group, CampaignArm.TREATED), BigDecimal.ZERO);
    }

    /** Incremental margin less what contacts cost. */
    public ValueEstimate netReturn(int group, double level) {
        return times(marginUplift(group, level), customers(group, CampaignArm.TREATED), cost(group));
    }

    /** Net return over what contacts cost: 0.5 is half the cost earned on top of it; undefined without cost. */
    public ValueEstimate returnOnCost(int group, double level) {
        ValueEstimate net = netReturn(group, level);
        BigDecimal cost = cost(group);
        KpiValue value = net.value().over(KpiValue.of(cost), "the campaign cost nothing");
        return value.isDefined()
                ? new ValueEstimate(value, net.lower() / cost.doubleValue(), net.upper() / cost.doubleValue(), level)
                : ValueEstimate.without(value, level);
    }

    private static ValueEstimate times(ValueEstimate uplift, long customers, BigDecimal cost) {
        BigDecimal sum = uplift.value().numerator();
        BigDecimal base = uplift.value().denominator();
        if (!uplift.value().isDefined() || sum == null || base == null) {
            return uplift;
        }
        KpiValue value = KpiValue.of(sum.multiply(BigDecimal.valueOf(customers)).subtract(cost.multiply(base)))
                .over(KpiValue.of(base), "no customers");
        String note = uplift.value().note();
        double paid = cost.doubleValue();
        return new ValueEstimate(
                note == null ? value : value.withNote(note),
                uplift.lower() * customers - paid,
                uplift.upper() * customers - paid,
                uplift.level());
    }

    /**
     * The incremental margin of all, as the sum over segments of each one's uplift × treated customers, with the normal
     * interval of its summed variances. Undefined if nobody was treated, or a segment with treated customers has no controls.
     */
    public ValueEstimate stratifiedMargin(double level) {
        double z = Intervals.z(Intervals.checkedLevel(level));
        if (customers(0, CampaignArm.TREATED) == 0) {
            return ValueEstimate.without(
                    KpiValue.undefined(arm(0, CampaignArm.TREATED).whyEmpty()), level);
        }
        double sum = 0;
        double variance = 0;
        for (int g = groups.count() == 1 ? 0 : 1; g < groups.count(); g++) {
            double n = customers(g, CampaignArm.TREATED);
            if (n == 0) {
                continue;
            }
            MeanDifference difference = means(g, true);
            if (!difference.difference().isDefined()) {
                return ValueEstimate.without(
                        KpiValue.undefined("segment '" + groups().get(g) + "' has no controls"
                                + (arm(g, CampaignArm.CONTROL).unobserved() > 0
                                        ? " whose windows have days of the log"
                                        : "")),
                        level);
            }
            sum += n * difference.difference().value();
            variance += n * n * difference.standardError() * difference.standardError();
        }
        KpiValue value = margin.noted(KpiValue.of(new BigDecimal(sum)));
        return variance > 0
                ? ValueEstimate.around(value, z * Math.sqrt(variance), level)
                : ValueEstimate.without(value, level);
    }

    /**
     * How many customers a next campaign needs to find an uplift of the response rate, with this one's response rate of
     * controls and its proportion of controls; none if the rate is unknown or leaves no room for the uplift.
     *
     * @param uplift what is to be found, such as 0.01 for a percentage point
     * @param level of the test, such as 0.95
     * @param power how often it is found, such as 0.8
     */
    public Optional<SampleSize> sampleSizeForResponse(int group, double uplift, double level, double power) {
        double rate = responseRate(group, CampaignArm.CONTROL, level).rate().value();
        return rate + uplift >= 0 && rate + uplift <= 1 && customers(group, CampaignArm.TREATED) > 0
                ? Optional.of(SampleSize.forRates(rate, uplift, level, power, controlsPerTreated(group)))
                : Optional.empty();
    }

    /**
     * How many customers a next campaign needs to find an uplift of margin for each customer, with this one's variance of
     * controls and its proportion of controls; none if that is unknown or nothing varies.
     *
     * @param uplift what is to be found, in major units
     * @param level of the test, such as 0.95
     * @param power how often it is found, such as 0.8
     */
    public Optional<SampleSize> sampleSizeForMargin(int group, double uplift, double level, double power) {
        BigDecimal rate = margin.rate();
        double unit = money.toDecimal(1).doubleValue() * (rate == null ? 1 : rate.doubleValue());
        double deviation = unit * Math.sqrt(arm(group, CampaignArm.CONTROL).variance(true));
        return deviation > 0 && customers(group, CampaignArm.TREATED) > 0
                ? Optional.of(SampleSize.forMeans(deviation, uplift, level, power, controlsPerTreated(group)))
                : Optional.empty();
    }

    private double controlsPerTreated(int group) {
        return (double) customers(group, CampaignArm.CONTROL) / customers(group, CampaignArm.TREATED);
    }

    /**
     * One row a segment, all first: {@code group}; {@code treated}, {@code controls}, {@code treated_responders}, {@code
     * control_responders}, {@code response_uplift}, {@code revenue_uplift}, {@code margin_uplift}, {@code cost}, {@code
     * incremental_margin}, {@code net_return}, {@code return_on_cost} (figures with an interval with {@code _lower} and
     * {@code _upper}), {@code response_p}, {@code margin_p} (adjusted), and {@code undefined}: why there is no uplift.
     *
     * @param level of the intervals, such as 0.95
     * @param adjustment of the p-values of segments
     */
    public Table toTable(double level, PValueAdjustment adjustment) {
        return CampaignTable.of(this, Intervals.checkedLevel(level), adjustment);
    }

    @Override
    public String toString() {
        return "campaign of " + customers(0, CampaignArm.TREATED) + " treated and " + customers(0, CampaignArm.CONTROL)
                + " controls by " + groups();
    }
}
