package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Churn of customers under contract: of those under contract at the end of the day before a period (at risk), the part
 * whose contract ended in it. Who starts and leaves within the period is in neither number. Immutable.
 *
 * <p>A contract ends on its first day without cover. With grace days an end is known only when they are over, so a period
 * is complete that much later.
 */
public final class ContractChurn {
    private static final String NOBODY = "nobody was under contract at the start of the period";

    private final Periods periods;
    private final int graceDays;
    private final Groups groups;
    private final long[] atRisk;
    private final long[] churned;

    private ContractChurn(ContractSpells spells, Periods periods, Groups groups) {
        if (!periods.asOf().equals(spells.asOf())) {
            throw new IllegalArgumentException("periods are as of " + periods.asOf() + ", contracts as of "
                    + spells.asOf() + "; both must be of the same day");
        }
        this.periods = periods.requireApart();
        this.graceDays = spells.graceDays();
        this.groups = groups;
        this.atRisk = new long[periods.cells(groups.count())];
        this.churned = new long[atRisk.length];
        for (int i = 0; i < spells.count(); i++) {
            int group = groups.ofCustomer(spells.customer(i));
            count(spells, i, 0);
            if (group != 0) {
                count(spells, i, group);
            }
        }
    }

    private void count(ContractSpells spells, int spell, int group) {
        int end = spells.endDay(spell);
        int last = periods.indexOf(end);
        for (int p = firstAtRisk(spells.startDay(spell)); p < periods.count() && periods.firstDay(p) <= end; p++) {
            // Under contract at the end of the day before: it ends on the period's first day at the earliest.
            atRisk[group * periods.count() + p]++;
        }
        if (spells.isOver(spell) && last != Periods.NONE && spells.startDay(spell) < periods.firstDay(last)) {
            churned[group * periods.count() + last]++;
        }
    }

    /** The first period that begins after a day. */
    private int firstAtRisk(int startDay) {
        return startDay < periods.firstDay(0) ? 0 : periods.indexOf(startDay) + 1;
    }

    /**
     * Churn of all customers.
     *
     * @param periods must be as of the same day as the spells, and not overlap
     */
    public static ContractChurn of(ContractSpells spells, Periods periods) {
        return new ContractChurn(spells, periods, Groups.everyone());
    }

    /**
     * Churn of all customers and of each group.
     *
     * @param periods must be as of the same day as the spells, and not overlap
     * @param customers groups of the subscriptions' customers
     * @throws IllegalArgumentException if the grouping is of another number of customers
     */
    public static ContractChurn of(ContractSpells spells, Periods periods, Grouping customers) {
        return new ContractChurn(spells, periods, Groups.ofCustomers(spells.subscriptions(), customers));
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** Customers under contract at the end of the day before a period. */
    public long atRisk(int period, int group) {
        return atRisk[cell(period, group)];
    }

    /** Customers at risk whose contract ended in a period. */
    public long churned(int period, int group) {
        return churned[cell(period, group)];
    }

    private int cell(int period, int group) {
        Objects.checkIndex(period, periods.count());
        Objects.checkIndex(group, groups.count());
        return group * periods.count() + period;
    }

    /** True if all ends in a period are known: it is over, and the grace days after it are. */
    public boolean isComplete(int period) {
        return periods.lastDay(period) + (long) graceDays <= periods.asOfDay();
    }

    /** Churned over at risk; undefined if nobody is at risk. */
    public KpiValue rate(int period, int group) {
        return KpiValue.of(churned(period, group)).over(atRisk(period, group), NOBODY);
    }

    /** As {@link #rate(int, int)}, with Wilson's interval at a level such as 0.95. */
    public RateEstimate rate(int period, int group, double level) {
        return RateEstimate.wilson(churned(period, group), atRisk(period, group), level, NOBODY);
    }

    /**
     * The churn rate with the length of time that it is of, to be converted; null where {@link #rate(int, int)} is
     * undefined or the period is not complete. The length is {@link Periods#months}.
     */
    public @Nullable ChurnRate churnRate(int period, int group) {
        KpiValue rate = rate(period, group);
        return rate.isDefined() && isComplete(period)
                ? ChurnRate.of(rate.value(), periods.months(period), TimeStep.MONTHS)
                : null;
    }

    /**
     * The churn of a year at the rate of the period, 1 − (1 − rate)<sup>12/months</sup>; undefined if nobody is at risk
     * or the period is not complete.
     */
    public KpiValue annualised(int period, int group) {
        KpiValue rate = rate(period, group);
        if (!rate.isDefined()) {
            return rate;
        }
        ChurnRate typed = churnRate(period, group);
        return typed == null
                ? KpiValue.undefined(
                        "the ends in " + periods.label(period) + " are not all known yet as of " + periods.asOf())
                : KpiValue.of(new BigDecimal(typed.per(TimeStep.YEARS).rate()));
    }

    /**
     * One row for each period and group: {@code period}, {@code period_start}, {@code group}, {@code complete},
     * {@code at_risk}, {@code churned}, {@code churn}, {@code churn_lower}, {@code churn_upper}, {@code annual_churn},
     * {@code undefined}.
     *
     * @param level of Wilson's interval, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        int n = groups.count();
        return Table.of(
                "contract_churn",
                periods.count() * n,
                List.of(
                        Column.text("period", row -> periods.label(row / n)),
                        Column.date("period_start", row -> periods.firstDay(row / n)),
                        Column.text("group", row -> groups.labels().get(row % n)),
                        Column.text("complete", row -> Boolean.toString(isComplete(row / n))),
                        Column.integer("at_risk", row -> atRisk(row / n, row % n)),
                        Column.integer("churned", row -> churned(row / n, row % n)),
                        Column.decimal("churn", row -> rate(row / n, row % n).value()),
                        Column.decimal(
                                "churn_lower",
                                row -> rate(row / n, row % n, level).lower()),
                        Column.decimal(
                                "churn_upper",
                                row -> rate(row / n, row % n, level).upper()),
                        Column.decimal(
                                "annual_churn",
                                row -> annualised(row / n, row % n).value()),
                        Column.text(
                                "undefined", row -> annualised(row / n, row % n).undefinedReason())));
    }

    @Override
    public String toString() {
        return "contract churn in " + periods + " by " + groups.name() + " " + groups.labels();
    }
}
