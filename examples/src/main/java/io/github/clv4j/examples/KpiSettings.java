package io.github.clv4j.examples;

import io.github.clv4j.kpi.PeriodCalendar;
import org.jspecify.annotations.Nullable;

/**
 * How KPIs are told, and what is known beside the log.
 *
 * @param calendarName as on the command line, in lower case
 * @param calendar cuts time into the periods of the KPI tables
 * @param fewestCustomers the floor below which KPIs are hidden; 1 hides none
 * @param costs what serving customers costs, or null if not known
 * @param subscriptions what customers subscribed to, or null if not known
 */
record KpiSettings(
        String calendarName,
        PeriodCalendar calendar,
        int fewestCustomers,
        @Nullable CostFile costs,
        @Nullable SubscriptionFile subscriptions) {}
