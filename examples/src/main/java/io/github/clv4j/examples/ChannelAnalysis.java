package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.Attribution;
import io.github.clv4j.kpi.AttributionRule;
import io.github.clv4j.kpi.ChannelMix;
import io.github.clv4j.kpi.JourneyOptions;
import io.github.clv4j.kpi.Journeys;
import io.github.clv4j.kpi.Touchpoints;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Through which channels customers were touched, and what these are credited with. */
final class ChannelAnalysis {
    static final double HALF_LIFE_DAYS = 7;

    /** The first five look at the places of touchpoints in a path, the others at which channels are in it. */
    static final List<AttributionRule> RULES = List.of(
            AttributionRule.firstTouch(),
            AttributionRule.lastTouch(),
            AttributionRule.linear(),
            AttributionRule.positionBased(),
            AttributionRule.timeDecay(HALF_LIFE_DAYS),
            AttributionRule.shapley(),
            AttributionRule.markov());

    /** The same in short, for the heads of columns. */
    static final List<String> SHORT_NAMES =
            List.of("First", "Last", "Linear", "Position", "Time decay", "Shapley", "Markov");

    final SideFile rows;
    final Touchpoints touchpoints;
    final ChannelMix mix;
    final Journeys journeys;
    /** Of all revenue, one a rule. */
    final List<Attribution> revenue;
    /** Of what customers are worth, one a rule. */
    final List<Attribution> worth;
    /** The same by segment and rule. */
    private final List<List<Attribution>> bySegment;

    private final List<String> segmentNames;

    ChannelAnalysis(
            TouchpointFile file,
            TransactionLog log,
            ActionSettings settings,
            LocalDate asOf,
            Grouping segments,
            long[] worthMinor) {
        this.rows = file.rows();
        LinkFile links = settings.links();
        this.touchpoints = file.of(log, links == null ? null : links.links());
        this.mix = SideFileException.naming(rows.name(), () -> ChannelMix.of(touchpoints, segments, asOf));
        JourneyOptions options = JourneyOptions.withDefaults().until(asOf);
        Integer days = settings.journeyDays();
        this.journeys = Journeys.of(log, touchpoints, days == null ? options : options.withLookBackDays(days));
        this.revenue = RULES.stream()
                .map(rule -> Attribution.ofRevenue(journeys, rule))
                .toList();
        this.worth = RULES.stream()
                .map(rule -> Attribution.ofValues(journeys, rule, c -> worthMinor[c]))
                .toList();
        this.segmentNames = segments.labels();
        List<List<Attribution>> each = new ArrayList<>();
        for (int g = 0; g < segments.groups(); g++) {
            int segment = g;
            each.add(RULES.stream()
                    .map(rule -> Attribution.ofValues(
                            journeys, rule, c -> segments.groupOf(c) == segment ? worthMinor[c] : 0))
                    .toList());
        }
        this.bySegment = List.copyOf(each);
    }

    /** What the customers of a segment are worth, by a rule of {@link #RULES}. */
    Attribution ofSegment(int segment, int rule) {
        return bySegment.get(segment).get(rule);
    }

    /** What each channel is credited with by each rule, of revenue and of what customers are worth. */
    Table attributionTable(String worthName) {
        StackedTable table = new StackedTable("attribution", "of", "rule");
        revenue.forEach(by -> table.add(by.toTable(), "revenue", by.rule().name()));
        worth.forEach(by -> table.add(by.toTable(), worthName, by.rule().name()));
        return table.toTable();
    }

    /** The same of what the customers of each segment are worth; conversions are those of all, so they are left out. */
    Table segmentTable() {
        StackedTable table = new StackedTable("attribution_by_segment", "segment", "rule");
        for (int g = 0; g < bySegment.size(); g++) {
            for (Attribution by : bySegment.get(g)) {
                Table all = by.toTable();
                table.add(
                        Table.of(
                                all.name(),
                                all.rows(),
                                List.of(all.column("channel"), all.column("value"), all.column("share"))),
                        segmentNames.get(g),
                        by.rule().name());
            }
        }
        return table.toTable();
    }
}
