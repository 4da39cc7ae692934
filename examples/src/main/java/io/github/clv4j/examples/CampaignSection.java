package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.AllocationStatistic;
import io.github.clv4j.kpi.CampaignAllocation;
import io.github.clv4j.kpi.CampaignArm;
import io.github.clv4j.kpi.CampaignReport;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.ValueFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The part of the report that tells what campaigns added, and whom a next one should contact. */
final class CampaignSection {
    /** More campaigns than this fill the page; the tables beside it have all. */
    private static final int MOST_CAMPAIGNS = 3;

    private final CustomerBase base;
    private final CampaignAnalysis analysis;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat plain;
    private final ValueFormat amount;

    private CampaignSection(CustomerBase base, CampaignAnalysis analysis) {
        this.base = base;
        this.analysis = analysis;
        this.money = base.log.money();
        this.plain = ValueFormat.decimals(money.digits());
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static Section of(CustomerBase base, CampaignAnalysis analysis) {
        return new CampaignSection(base, analysis).section();
    }

    private Section section() {
        List<CampaignAnalysis.Campaign> shown = analysis.campaigns.stream()
                .sorted(Comparator.comparing(CampaignAnalysis.Campaign::to)
                        .thenComparing(CampaignAnalysis.Campaign::from)
                        .thenComparing(CampaignAnalysis.Campaign::name)
                        .reversed())
                .limit(MOST_CAMPAIGNS)
                .toList();
        Section section = Section.of("Campaigns", text(shown));
        for (CampaignAnalysis.Campaign campaign : shown) {
            section = section.with(response(campaign)).with(margin(campaign)).with(allocation(campaign));
        }
        for (CampaignAnalysis.Campaign campaign : shown) {
            long unfinished = campaign.report().unfinished();
            if (unfinished > 0) {
                section = section.withWarning("The windows of " + count.format(unfinished) + " customers of "
                        + campaign.name() + " go on after the last transaction, so not all of their orders are known.");
            }
            if (campaign.unobserved() > 0) {
                section = section.withWarning("The windows of " + count.format(campaign.unobserved())
                        + " customers of " + campaign.name() + " have no day in common with the transactions, which run"
                        + " from " + base.firstDay + " to " + LocalDate.ofEpochDay(base.log.lastDay())
                        + ". Whether they ordered is not known, so no figure counts them.");
            }
        }
        return section.with(RowTables.fates("Rows of campaigns", analysis.rows));
    }

    private String text(List<CampaignAnalysis.Campaign> shown) {
        StringBuilder text = new StringBuilder(
                "Treated customers beside those held out. A customer responds by an order in"
                        + " its window. That arms were drawn by chance within each segment is taken for granted; segments are those"
                        + " of the day before a campaign, by the edges of today. Intervals are of 95%; p-values of segments are"
                        + " adjusted together by Holm's method, so that of campaigns that do nothing one in twenty finds something.");
        if (shown.size() < analysis.campaigns.size()) {
            text.append(" The last ")
                    .append(shown.size())
                    .append(" of ")
                    .append(count.format(analysis.campaigns.size()));
            text.append(" campaigns are shown.");
        }
        for (CampaignAnalysis.Campaign campaign : shown) {
            CampaignReport report = campaign.report();
            text.append("\n\n")
                    .append(campaign.name())
                    .append(", ")
                    .append(campaign.from())
                    .append(" to ");
            text.append(campaign.to()).append(": ").append(count.format(report.customers(0, CampaignArm.TREATED)));
            text.append(" treated, ").append(count.format(report.customers(0, CampaignArm.CONTROL)));
            text.append(" controls, cost ").append(amount.format(report.cost(0)));
            text.append(". It added margin of ");
            text.append(Estimates.text(report.stratifiedMargin(KpiTables.LEVEL), amount));
            text.append(" before its cost, segment by segment.");
            String note = report.marginUplift(0, KpiTables.LEVEL).value().note();
            text.append(note == null ? "" : " Margin: " + note + ".");
            if (report.groups().contains(PeriodFacts.UNGROUPED)) {
                text.append(" ").append(PeriodFacts.UNGROUPED).append(": no order before it, or gone by then.");
            }
        }
        return text.toString();
    }

    private ReportTable response(CampaignAnalysis.Campaign campaign) {
        CampaignReport report = campaign.report();
        double[] p = report.pValues(false, CampaignAnalysis.ADJUSTMENT);
        List<List<String>> rows = new ArrayList<>();
        for (int g = 0; g < report.groups().size(); g++) {
            if (isIn(report, g)) {
                rows.add(List.of(
                        report.groups().get(g),
                        count.format(report.customers(g, CampaignArm.TREATED)),
                        rate(report, g, CampaignArm.TREATED),
                        count.format(report.customers(g, CampaignArm.CONTROL)),
                        rate(report, g, CampaignArm.CONTROL),
                        Estimates.text(report.responseUplift(g, KpiTables.LEVEL), percent),
                        Estimates.pValue(p[g])));
            }
        }
        return ReportTable.of(
                        "Response to " + campaign.name(),
                        List.of("Segment", "Treated", "respond", "Controls", "order too", "Uplift", "p, adjusted"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Uplift in percentage points of the response rate. The p-value of all is not adjusted.");
    }

    private static boolean isIn(CampaignReport report, int group) {
        for (CampaignArm arm : CampaignArm.values()) {
            if (report.customers(group, arm) + report.unobserved(group, arm) > 0) {
                return true;
            }
        }
        return false;
    }

    private String rate(CampaignReport report, int group, CampaignArm arm) {
        return percent.format(
                report.responseRate(group, arm, KpiTables.LEVEL).rate().value());
    }

    private ReportTable margin(CampaignAnalysis.Campaign campaign) {
        CampaignReport report = campaign.report();
        double[] p = report.pValues(true, CampaignAnalysis.ADJUSTMENT);
        List<List<String>> rows = new ArrayList<>();
        for (int g = 0; g < report.groups().size(); g++) {
            if (isIn(report, g)) {
                rows.add(List.of(
                        report.groups().get(g),
                        Estimates.text(report.marginUplift(g, KpiTables.LEVEL), plain),
                        Estimates.pValue(p[g]),
                        plain.format(report.cost(g)),
                        Estimates.text(report.netReturn(g, KpiTables.LEVEL), plain)));
            }
        }
        return ReportTable.of(
                        "What " + campaign.name() + " added",
                        List.of("Segment", "Margin each", "p, adjusted", "Cost", "Net return"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency()
                        + ". Margin of each treated customer less that of each control; net return is that of all treated"
                        + " less the cost. All figures: uplift.csv.");
    }

    private ReportTable allocation(CampaignAnalysis.Campaign campaign) {
        CampaignAllocation allocation = campaign.allocation();
        List<List<String>> rows = new ArrayList<>();
        for (int s = 0; s < allocation.segments().size(); s++) {
            if (allocation.segments().get(s).customers() > 0) {
                rows.add(List.of(
                        allocation.segments().get(s).label(),
                        count.format(allocation.segments().get(s).customers()),
                        KpiTables.lower(allocation.decision(s)).replace('_', ' '),
                        count.format(allocation.treated(s)),
                        plain.format(money.toDecimal(allocation.costMinor(s))),
                        plain.format(allocation.netGain(s)),
                        allocation.reason(s)));
            }
        }
        Long budget = base.settings.action().campaignBudget();
        return ReportTable.of(
                        "Whom a next campaign like " + campaign.name() + " should contact",
                        List.of("Segment", "Customers", "Decision", "Contact", "Cost", "Net gain", "Why"),
                        rows)
                .withNumericColumns("Customers", "Contact", "Cost", "Net gain")
                .withNote("Amounts in " + money.currency() + ". Customers of today's segments; a contact costs "
                        + amount.format(money.toDecimal(campaign.contactMinor())) + ", the mean of the campaign. The "
                        + (base.settings.action().decidedBy() == AllocationStatistic.ESTIMATE
                                ? "estimate"
                                : "lower end of the interval")
                        + " of the margin decides (--campaign-decision). "
                        + (budget == null
                                ? "No --campaign-budget limits it."
                                : "Of a budget of " + amount.format(money.toDecimal(budget)) + " it spends "
                                        + amount.format(money.toDecimal(allocation.spentMinor())) + ".")
                        + (campaign.name().equals(analysis.latest().name()) ? " By customer: customers.csv." : ""));
    }
}
