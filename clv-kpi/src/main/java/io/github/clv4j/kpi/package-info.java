/**
 * Customer KPIs, each with its formula, unit and direction, taken from the facts of a period.
 *
 * <p>{@link io.github.clv4j.kpi.Periods} cut time, {@link io.github.clv4j.kpi.PeriodFacts} count a log in one pass for
 * each period and group, {@link io.github.clv4j.kpi.Kpis} is the catalogue of what can be computed from that, and a
 * {@link io.github.clv4j.kpi.KpiReport} holds the values. {@link io.github.clv4j.kpi.CohortTable} follows customers by
 * the period of their first order, {@link io.github.clv4j.kpi.InactivityChurn} and the {@link
 * io.github.clv4j.kpi.InactivityLedger} tell who has been silent for too long, {@link io.github.clv4j.kpi.NthPurchases} and
 * {@link io.github.clv4j.kpi.RepeatPurchases} who buys again.
 *
 * <p>{@link io.github.clv4j.kpi.Subscriptions} lead to the {@link io.github.clv4j.kpi.MrrLedger} of recurring revenue, to
 * {@link io.github.clv4j.kpi.ContractChurn} and to {@link io.github.clv4j.kpi.ContractSurvival}. {@link
 * io.github.clv4j.kpi.AcquisitionReport} and {@link io.github.clv4j.kpi.CohortPayback} tell what acquiring customers cost
 * and brought, {@link io.github.clv4j.kpi.CustomerProfit} who is worth what it costs.
 *
 * <p>{@link io.github.clv4j.kpi.SurveyResponses} lead to the {@link io.github.clv4j.kpi.SatisfactionReport}. {@link
 * io.github.clv4j.kpi.CrossSell}, {@link io.github.clv4j.kpi.CategoryTransitions} and {@link
 * io.github.clv4j.kpi.CategoryPairs} tell what is bought beside or after what. {@link io.github.clv4j.kpi.CampaignData} with
 * treated and control customers leads to the {@link io.github.clv4j.kpi.CampaignReport}, and that to the {@link
 * io.github.clv4j.kpi.CampaignAllocation} of the next budget.
 *
 * <p>{@link io.github.clv4j.kpi.CustomerProfiles} hold all that is known of each customer, {@link
 * io.github.clv4j.kpi.LifecycleStages} where it stands. {@link io.github.clv4j.kpi.Touchpoints} lie beside a log, {@link
 * io.github.clv4j.kpi.Journeys} are the paths to its orders, and {@link io.github.clv4j.kpi.Attribution} shares out what
 * these brought.
 *
 * <p>{@link io.github.clv4j.kpi.CustomerBaseAudit} looks at a customer base through five lenses, and a {@link
 * io.github.clv4j.kpi.Scorecard} holds a report against {@link io.github.clv4j.kpi.Targets}.
 */
@NullMarked
package io.github.clv4j.kpi;

import org.jspecify.annotations.NullMarked;
