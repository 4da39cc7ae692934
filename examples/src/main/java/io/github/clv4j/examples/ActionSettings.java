package io.github.clv4j.examples;

import io.github.clv4j.kpi.AllocationStatistic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of surveys, campaigns, touchpoints and targets, and how it is told; files are null where they were not given.
 *
 * @param surveys responses to surveys
 * @param campaigns who was contacted and who was held out
 * @param campaignBudget most that a next campaign may cost in minor units, or null for no limit
 * @param decidedBy figure that decides whom to contact
 * @param touchpoints contacts with people
 * @param journeyDays how long before an order a touchpoint may be, or null for the library's default
 * @param targets of the scorecard
 * @param links which ids are one customer
 * @param stageDays days up to which a customer is active, at risk and lapsed, or null to take them from the log
 */
record ActionSettings(
        @Nullable SurveyFile surveys,
        @Nullable CampaignFile campaigns,
        @Nullable Long campaignBudget,
        AllocationStatistic decidedBy,
        @Nullable TouchpointFile touchpoints,
        @Nullable Integer journeyDays,
        @Nullable TargetFile targets,
        @Nullable LinkFile links,
        @Nullable List<Integer> stageDays) {}
