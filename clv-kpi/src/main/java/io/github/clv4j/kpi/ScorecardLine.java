package io.github.clv4j.kpi;

import java.util.Set;

/**
 * How one KPI stands against its target.
 *
 * @param target the target
 * @param kpi the KPI
 * @param group label of the group, {@value PeriodFacts#ALL} for all customers
 * @param departments who answers for it: that of the target, or else the owners of the KPI
 * @param value in the period of the scorecard
 * @param status against the target; {@link ScoreStatus#UNDEFINED} where the value is, whose reason it tells
 * @param trend over the last periods
 * @param change since the period before
 */
public record ScorecardLine(
        Target target,
        Kpi kpi,
        String group,
        Set<Department> departments,
        KpiValue value,
        ScoreStatus status,
        SeriesTrend trend,
        KpiChange change) {
    /**
     * 1 if the trend goes the good way, −1 if it goes the other, 0 if it is flat or undefined. How sure that is tells the
     * p-value of {@link SeriesTrend}.
     */
    public int improving() {
        return kpi.direction() == KpiDirection.UP_IS_GOOD ? trend.sign() : -trend.sign();
    }
}
