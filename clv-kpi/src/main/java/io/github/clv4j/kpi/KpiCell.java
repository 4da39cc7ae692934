package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI is computed from: the facts of one group in one period, and what was stated beside the log. It gives only
 * what the KPI says that it needs, so that what a KPI says stays true.
 */
public final class KpiCell {
    private static final String REVENUE_BASED = "revenue-based: neither costs nor a gross margin were given";

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
     * A fact that is a number of orders or customers.
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

    /** A fact that is a number of orders or customers, as a value. */
    public KpiValue counted(Fact fact) {
        return KpiValue.of(count(fact));
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
        return margin.isDefined() ? margin : money(Fact.REVENUE).withNote(REVENUE_BASED);
    }

    /**
     * The historical lifetime value, taken together, of the customers who are new in the period: their gross margin from
     * their first order to the as-of day, or with neither costs nor a stated margin their revenue, which the value's
     * note then says.
     */
    public KpiValue newCustomersValue() {
        require(KpiInput.GROSS_MARGIN);
        long revenue = raw(Fact.NEW_CUSTOMERS_REVENUE);
        if (facts.hasCost()) {
            return KpiValue.of(major(Math.subtractExact(revenue, raw(Fact.NEW_CUSTOMERS_COST))));
        }
        BigDecimal rate = options.grossMargin();
        return rate == null
                ? KpiValue.of(major(revenue)).withNote(REVENUE_BASED)
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
