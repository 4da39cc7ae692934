package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI is computed from: the facts of one group in one period, and what was stated beside the log. It gives only
 * what the KPI says that it needs, so that what a KPI says stays true.
 */
public final class KpiCell {
    private final Kpi kpi;
    private final PeriodFacts facts;
    private final KpiOptions options;
    private final @Nullable SpendTotals spend;
    private final int period;
    private final int group;

    KpiCell(Kpi kpi, PeriodFacts facts, KpiOptions options, @Nullable SpendTotals spend, int period, int group) {
        this.kpi = kpi;
        this.facts = facts;
        this.options = options;
        this.spend = spend;
        this.period = period;
        this.group = group;
    }

    /**
     * A fact that is a number of orders, items, customers, gaps or days.
     *
     * @throws IllegalArgumentException if it is money
     * @throws IllegalStateException if the KPI does not say that it needs it
     */
    public long count(Fact fact) {
        if (fact.isMoney()) {
            throw new IllegalArgumentException(fact + " is money; ask with money(" + fact + ")");
        }
        return raw(fact);
    }

    /** A fact that is a number of orders, items, customers, gaps or days, as a value; items may be undefined. */
    public KpiValue counted(Fact fact) {
        long count = count(fact);
        return fact == Fact.ITEMS && !facts.hasQuantity()
                ? KpiValue.undefined("the log has no quantities")
                : KpiValue.of(count);
    }

    /**
     * A fact that is an amount, exactly, in major units.
     *
     * @throws IllegalArgumentException if it is a count
     * @throws IllegalStateException if the KPI does not say that it needs it
     */
    public KpiValue money(Fact fact) {
        if (!fact.isMoney()) {
            throw new IllegalArgumentException(fact + " is a count; ask with count(" + fact + ")");
        }
        return KpiValue.of(major(raw(fact)));
    }

    /**
     * The part that some customers are of others, with Wilson's interval; undefined if there are no others.
     *
     * @param part number of customers who are among the others, such as {@link Fact#RETAINED_CUSTOMERS}
     * @param whole number of these others, such as {@link Fact#PREVIOUSLY_ACTIVE}
     * @param reasonIfNone why the value is undefined if there are none
     * @throws IllegalStateException if the KPI does not say that it has {@link KpiInterval#WILSON}
     */
    public KpiValue proportion(Fact part, Fact whole, String reasonIfNone) {
        require(KpiInterval.WILSON);
        KpiValue value = counted(part).over(count(whole), reasonIfNone);
        return value.isDefined()
                ? value.withInterval(Intervals.wilson(count(part), count(whole), Intervals.z(options.level())))
                : value;
    }

    /**
     * The ratio of two sums over the customers of the cell, with its interval; undefined if the second is not positive.
     *
     * @param over what is divided: orders, items, active customers, revenue, gross revenue, refunds or cost; or days
     *     of gaps
     * @param under what it is divided by: one of these; gaps for days of gaps
     * @param reasonIfNotPositive why the value is undefined if the second is 0 or negative
     * @throws IllegalStateException if the KPI does not say that it has {@link KpiInterval#CUSTOMER_RATIO}
     * @throws IllegalArgumentException if a fact is no such sum
     */
    public KpiValue ratio(Fact over, Fact under, String reasonIfNotPositive) {
        require(KpiInterval.CUSTOMER_RATIO);
        KpiValue value = amount(over).over(amount(under), reasonIfNotPositive);
        return withInterval(value, List.of(over), List.of(under));
    }

    private KpiValue amount(Fact fact) {
        return fact.isMoney() ? money(fact) : counted(fact);
    }

    private KpiValue withInterval(KpiValue value, List<Fact> over, List<Fact> under) {
        Interval raw = CustomerSums.ratio(facts, over, under, period, group, Intervals.z(options.level()));
        if (raw == null || !value.isDefined()) {
            return value;
        }
        int digits = facts.money().digits();
        double unit = Math.pow(
                10, (under.get(0).isMoney() ? digits : 0) - (over.get(0).isMoney() ? digits : 0));
        // Rounding must not put the value outside.
        return value.withInterval(
                new Interval(Math.min(raw.lower() * unit, value.value()), Math.max(raw.upper() * unit, value.value())));
    }

    /** The median of the times between orders that end in the period, in days; undefined if there are none. */
    public KpiValue medianOrderGap(String reasonIfNone) {
        raw(Fact.ORDER_GAPS);
        OptionalDouble median = facts.medianOrderGap(period, group);
        return median.isPresent()
                ? KpiValue.of(BigDecimal.valueOf(median.getAsDouble()))
                : KpiValue.undefined(reasonIfNone);
    }

    /**
     * Gross margin over revenue. Where costs tell the margin it has the interval of a ratio; a stated margin is what it is.
     *
     * @param reasonIfNotPositive why the value is undefined if revenue is 0 or negative
     */
    public KpiValue grossMarginRate(String reasonIfNotPositive) {
        require(KpiInterval.CUSTOMER_RATIO);
        KpiValue value = grossMargin().over(money(Fact.REVENUE), reasonIfNotPositive);
        return facts.hasCost() ? withInterval(value, List.of(Fact.REVENUE, Fact.COST), List.of(Fact.REVENUE)) : value;
    }

    /**
     * The gross margin of the period: revenue less cost, or revenue times the stated margin; undefined if there is
     * neither.
     */
    public KpiValue grossMargin() {
        require(KpiInput.GROSS_MARGIN);
        if (facts.hasCost()) {
            return KpiValue.of(major(Math.subtractExact(raw(Fact.REVENUE), raw(Fact.COST))));
        }
        BigDecimal rate = options.grossMargin();
        return rate == null
                ? KpiValue.undefined("neither costs nor a gross margin were given")
                : KpiValue.of(major(raw(Fact.REVENUE)).multiply(rate));
    }

    /** As {@link #grossMargin}, or with neither costs nor margin all revenue, which the value's note then says. */
    public KpiValue grossMarginOrRevenue() {
        KpiValue margin = grossMargin();
        return margin.isDefined() ? margin : money(Fact.REVENUE).withNote(MarginBasis.REVENUE_BASED);
    }

    /**
     * The historical lifetime value, taken together, of the customers who are new in the period: all their gross margin up
     * to the as-of day, refunds before the first order included, or with neither costs nor a stated margin their revenue,
     * which the value's note then says.
     */
    public KpiValue newCustomersValue() {
        require(KpiInput.GROSS_MARGIN);
        long revenue = raw(Fact.NEW_CUSTOMERS_REVENUE);
        if (facts.hasCost()) {
            return KpiValue.of(major(Math.subtractExact(revenue, raw(Fact.NEW_CUSTOMERS_COST))));
        }
        BigDecimal rate = options.grossMargin();
        return rate == null
                ? KpiValue.of(major(revenue)).withNote(MarginBasis.REVENUE_BASED)
                : KpiValue.of(major(revenue).multiply(rate));
    }

    /** What acquiring customers of this group has cost in the period; undefined if that was not told. */
    public KpiValue acquisitionSpend() {
        require(KpiInput.ACQUISITION_SPEND);
        if (spend == null) {
            return KpiValue.undefined("no acquisition spend was given");
        }
        return spend.isTold(period, group)
                ? KpiValue.of(major(spend.get(period, group)))
                : KpiValue.undefined(
                        "no acquisition spend was given for this period" + (group == 0 ? "" : " and group"));
    }

    /** Length of the period in months, see {@link Periods#months}. */
    public double months() {
        return facts.periods().months(period);
    }

    private BigDecimal major(long minor) {
        return facts.money().toDecimal(minor);
    }

    private long raw(Fact fact) {
        if (!kpi.needs().contains(Objects.requireNonNull(fact, "fact"))) {
            throw new IllegalStateException(
                    "KPI '" + kpi.id() + "' asks for " + fact + " but says that it needs " + kpi.needs());
        }
        return facts.get(fact, period, group);
    }

    private void require(KpiInterval interval) {
        if (kpi.interval() != interval) {
            throw new IllegalStateException(
                    "KPI '" + kpi.id() + "' asks for " + interval + " but says that its interval is " + kpi.interval());
        }
    }

    private void require(KpiInput input) {
        if (!kpi.inputs().contains(input)) {
            throw new IllegalStateException("KPI '" + kpi.id() + "' asks for " + input
                    + " but says that beside the log it needs " + kpi.inputs());
        }
    }

    @Override
    public String toString() {
        return kpi.id() + " of " + facts.groups().get(group) + " in "
                + facts.periods().label(period);
    }
}
