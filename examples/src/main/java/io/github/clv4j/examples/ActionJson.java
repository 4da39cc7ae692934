package io.github.clv4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.Attribution;
import io.github.clv4j.kpi.CampaignAllocation;
import io.github.clv4j.kpi.CampaignArm;
import io.github.clv4j.kpi.CampaignReport;
import io.github.clv4j.kpi.DifferenceTest;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.LifecycleMovement;
import io.github.clv4j.kpi.LifecycleStage;
import io.github.clv4j.kpi.SatisfactionValue;
import io.github.clv4j.kpi.ScoreCounts;
import io.github.clv4j.kpi.Scorecard;
import io.github.clv4j.kpi.ScorecardLine;
import io.github.clv4j.kpi.SurveyKind;
import io.github.clv4j.kpi.ValueEstimate;
import java.util.List;

/** The objects of the machine-readable summary that {@link ActionAnalysis} fills. */
final class ActionJson {
    private final ActionAnalysis action;
    private final ActionSettings settings;
    private final MoneyScale money;

    private ActionJson(CustomerBase base) {
        this.action = base.action;
        this.settings = base.settings.action();
        this.money = base.log.money();
    }

    static void put(ObjectNode root, CustomerBase base) {
        new ActionJson(base).put(root);
    }

    private void put(ObjectNode root) {
        LinkFile links = settings.links();
        if (links == null) {
            root.putNull("idLinks");
        } else {
            ObjectNode node = root.putObject("idLinks");
            KpiJson.rows(node.putObject("rows"), links.rows());
            node.put("ids", links.links().ids()).put("persons", links.links().persons());
        }
        lifecycle(root.putObject("lifecycle"));
        root.put("worth", action.worthName());
        if (action.surveys == null) {
            root.putNull("surveys");
        } else {
            surveys(root.putObject("surveys"), action.surveys);
        }
        if (action.campaigns == null) {
            root.putNull("campaigns");
        } else {
            campaigns(root.putObject("campaigns"), action.campaigns);
        }
        if (action.channels == null) {
            root.putNull("attribution");
        } else {
            attribution(root.putObject("attribution"), action.channels);
        }
        if (action.scorecard == null || action.targetRows == null) {
            root.putNull("scorecard");
        } else {
            scorecard(root.putObject("scorecard"), action.scorecard, action.targetRows);
        }
    }

    private void lifecycle(ObjectNode node) {
        StageAnalysis stages = action.stages;
        ArrayNode days = node.putArray("days");
        stages.days.forEach(days::add);
        node.put("daysFrom", stages.daysFrom);
        ObjectNode sizes = node.putObject("customers");
        for (LifecycleStage stage : StageAnalysis.STAGES) {
            sizes.put(stage.id(), stages.now.size(stage));
        }
        LifecycleMovement movement = stages.movement;
        if (movement == null) {
            node.putNull("movement");
            return;
        }
        ArrayNode moves = node.putObject("movement")
                .put("from", movement.from().toString())
                .put("to", movement.to().toString())
                .putArray("moves");
        for (LifecycleStage from : StageAnalysis.STAGES) {
            for (LifecycleStage to : StageAnalysis.STAGES) {
                if (movement.count(from, to) > 0) {
                    moves.addObject()
                            .put("from", from.id())
                            .put("to", to.id())
                            .put("customers", movement.count(from, to));
                }
            }
        }
    }

    private void surveys(ObjectNode node, SurveyAnalysis surveys) {
        KpiJson.rows(node.putObject("rows"), surveys.rows);
        node.put("outside", surveys.outside());
        ArrayNode kinds = node.putArray("kinds");
        surveys.values.forEach((kind, value) -> kind(kinds.addObject(), surveys, kind, value));
    }

    private void kind(ObjectNode node, SurveyAnalysis surveys, SurveyKind kind, SatisfactionValue value) {
        node.put("kind", KpiTables.lower(kind));
        scores(node, surveys.span.scores(kind, 0, 0));
        ArrayNode segments = node.putArray("bySegment");
        List<String> groups = surveys.span.groups();
        for (int g = 1; g < groups.size(); g++) {
            scores(segments.addObject().put("name", groups.get(g)), surveys.span.scores(kind, 0, g));
        }
        ArrayNode classes = node.putArray("worthByClass");
        for (int i = 0; i < value.classes().size(); i++) {
            ObjectNode of = classes.addObject()
                    .put("class", value.classes().get(i))
                    .put("customers", value.customers(i))
                    .put("total", money.format(value.totalMinor(i)));
            number(of, "mean", value.mean(i));
        }
        DifferenceTest rank = value.correlation();
        number(node, "rankCorrelation", rank.difference());
        number(node, "rankCorrelationP", rank.pValue());
        node.put("undefined", rank.undefinedReason());
    }

    private static void scores(ObjectNode node, ScoreCounts scores) {
        SurveyKind kind = scores.kind();
        node.put("responses", scores.responses());
        ObjectNode classes = node.putObject("classes");
        for (int i = 0; i < kind.classes().size(); i++) {
            classes.put(kind.classes().get(i), scores.inClass(i));
        }
        if (kind == SurveyKind.NPS) {
            estimate(node, "nps", scores.npsInterval(KpiTables.LEVEL));
        }
        estimate(node, "mean", scores.mean(KpiTables.LEVEL));
    }

    private void campaigns(ObjectNode node, CampaignAnalysis analysis) {
        KpiJson.rows(node.putObject("rows"), analysis.rows);
        Long budget = settings.campaignBudget();
        node.put("budget", budget == null ? null : money.format(budget));
        node.put("decidedBy", KpiTables.lower(settings.decidedBy()));
        node.put("suggestedBy", analysis.latest().name());
        ArrayNode all = node.putArray("campaigns");
        for (CampaignAnalysis.Campaign campaign : analysis.campaigns) {
            ObjectNode of = all.addObject()
                    .put("name", campaign.name())
                    .put("from", campaign.from().toString())
                    .put("to", campaign.to().toString())
                    .put("segmentsOn", campaign.segmentsOn().toString())
                    .put("unfinished", campaign.report().unfinished())
                    .put("unobserved", campaign.unobserved());
            estimate(of, "stratifiedMargin", campaign.report().stratifiedMargin(KpiTables.LEVEL));
            uplift(of, campaign.report());
            allocation(of.putObject("allocation"), campaign);
        }
    }

    private void uplift(ObjectNode node, CampaignReport report) {
        double[] response = report.pValues(false, CampaignAnalysis.ADJUSTMENT);
        double[] margin = report.pValues(true, CampaignAnalysis.ADJUSTMENT);
        ArrayNode segments = node.arrayNode();
        for (int g = 0; g < report.groups().size(); g++) {
            ObjectNode of = g == 0
                    ? node
                    : segments.addObject().put("name", report.groups().get(g));
            of.put("treated", report.customers(g, CampaignArm.TREATED));
            of.put("controls", report.customers(g, CampaignArm.CONTROL));
            of.put("treatedResponders", report.responders(g, CampaignArm.TREATED));
            of.put("controlResponders", report.responders(g, CampaignArm.CONTROL));
            of.put("cost", report.cost(g).toPlainString());
            estimate(of, "responseUplift", report.responseUplift(g, KpiTables.LEVEL));
            number(of, "responseP", response[g]);
            estimate(of, "marginUplift", report.marginUplift(g, KpiTables.LEVEL));
            number(of, "marginP", margin[g]);
            estimate(of, "netReturn", report.netReturn(g, KpiTables.LEVEL));
        }
        node.set("bySegment", segments);
    }

    private void allocation(ObjectNode node, CampaignAnalysis.Campaign campaign) {
        CampaignAllocation allocation = campaign.allocation();
        node.put("contactCost", money.format(campaign.contactMinor()));
        node.put("spent", money.format(allocation.spentMinor()));
        ArrayNode segments = node.putArray("segments");
        for (int s = 0; s < allocation.segments().size(); s++) {
            segments.addObject()
                    .put("name", allocation.segments().get(s).label())
                    .put("customers", allocation.segments().get(s).customers())
                    .put("decision", KpiTables.lower(allocation.decision(s)))
                    .put("contact", allocation.treated(s))
                    .put("cost", money.format(allocation.costMinor(s)))
                    .put("netGain", allocation.netGain(s))
                    .put("reason", allocation.reason(s));
        }
    }

    private void attribution(ObjectNode node, ChannelAnalysis channels) {
        KpiJson.rows(node.putObject("rows"), channels.rows);
        node.put("lookBackDays", channels.journeys.options().lookBackDays());
        node.put("people", channels.touchpoints.customers());
        node.put("conversions", channels.journeys.conversions());
        node.put("openTouchpoints", channels.journeys.openTouchpoints());
        ArrayNode rules = node.putArray("rules");
        for (int r = 0; r < ChannelAnalysis.RULES.size(); r++) {
            ObjectNode rule =
                    rules.addObject().put("rule", ChannelAnalysis.RULES.get(r).name());
            shares(rule.putObject("revenue"), channels.revenue.get(r));
            shares(rule.putObject("worth"), channels.worth.get(r));
        }
    }

    private void shares(ObjectNode node, Attribution by) {
        node.put("total", money.format(by.totalMinor()));
        node.put("unattributed", money.format(by.unattributedMinor()));
        ObjectNode channels = node.putObject("channels");
        for (int i = 0; i < by.channels().size(); i++) {
            channels.put(by.channels().get(i), money.format(by.minor(i)));
        }
    }

    private void scorecard(ObjectNode node, Scorecard scorecard, SideFile rows) {
        KpiJson.rows(node.putObject("rows"), rows);
        node.put("period", scorecard.period());
        ArrayNode lines = node.putArray("lines");
        for (ScorecardLine line : scorecard.lines()) {
            ObjectNode of = lines.addObject().put("kpi", line.kpi().id()).put("group", line.group());
            ArrayNode departments = of.putArray("departments");
            line.departments().stream().sorted().forEach(one -> departments.add(KpiTables.lower(one)));
            number(of, "value", line.value());
            of.put("target", line.target().target())
                    .put("warning", line.target().warning());
            of.put("status", KpiTables.lower(line.status()));
            of.put("undefined", line.value().undefinedReason());
            number(of, "slope", line.trend().slope());
            number(of, "trendP", line.trend().pValue());
            number(of, "change", line.change().difference());
            number(of, "changeP", line.change().pValue());
            of.put("changeVerdict", KpiTables.lower(line.change().verdict()));
            of.put("changeUnknown", line.change().unknownReason());
        }
    }

    private static void estimate(ObjectNode node, String name, ValueEstimate estimate) {
        number(node, name, estimate.value());
        number(node, name + "Lower", estimate.lower());
        number(node, name + "Upper", estimate.upper());
    }

    private static void number(ObjectNode node, String name, KpiValue value) {
        number(node, name, value.value());
    }

    private static void number(ObjectNode node, String name, double value) {
        SummaryJson.number(node, name, SummaryJson.finite(value));
    }
}
