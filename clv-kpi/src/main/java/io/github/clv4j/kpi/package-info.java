/**
 * Customer KPIs, each with its formula, unit and direction, taken from the facts of a period.
 *
 * <p>{@link io.github.clv4j.kpi.Periods} cut time, {@link io.github.clv4j.kpi.PeriodFacts} count a log in one pass for
 * each period and group, {@link io.github.clv4j.kpi.Kpis} is the catalogue of what can be computed from that, and a
 * {@link io.github.clv4j.kpi.KpiReport} holds the values. {@link io.github.clv4j.kpi.CohortTable} follows customers by
 * the period of their first order.
 */
@NullMarked
package io.github.clv4j.kpi;

import org.jspecify.annotations.NullMarked;
