package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The table of a {@link CampaignReport}. */
final class CampaignTable {
    private CampaignTable() {}

    static Table of(CampaignReport report, double level, PValueAdjustment adjustment) {
        double[] response = report.pValues(false, adjustment);
        double[] margin = report.pValues(true, adjustment);
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("group", report.groups()::get));
        columns.add(Column.integer("treated", g -> report.customers(g, CampaignArm.TREATED)));
        columns.add(Column.integer("controls", g -> report.customers(g, CampaignArm.CONTROL)));
        columns.add(Column.integer("treated_responders", g -> report.responders(g, CampaignArm.TREATED)));
        columns.add(Column.integer("control_responders", g -> report.responders(g, CampaignArm.CONTROL)));
        add(columns, "response_uplift", g -> report.responseUplift(g, level));
        add(columns, "revenue_uplift", g -> report.revenueUplift(g, level));
        add(columns, "margin_uplift", g -> report.marginUplift(g, level));
        columns.add(Column.decimal("cost", g -> report.cost(g).doubleValue()));
        add(columns, "incremental_margin", g -> report.incrementalMargin(g, level));
        add(columns, "net_return", g -> report.netReturn(g, level));
        add(columns, "return_on_cost", g -> report.returnOnCost(g, level));
        columns.add(Column.decimal("response_p", g -> response[g]));
        columns.add(Column.decimal("margin_p", g -> margin[g]));
        columns.add(Column.text(
                "undefined", g -> report.responseTest(g).difference().undefinedReason()));
        return Table.of("campaign_report", report.groups().size(), columns);
    }

    private static void add(List<Column> columns, String name, IntFunction<ValueEstimate> estimates) {
        columns.add(Column.decimal(name, g -> estimates.apply(g).value().value()));
        columns.add(Column.decimal(name + "_lower", g -> estimates.apply(g).lower()));
        columns.add(Column.decimal(name + "_upper", g -> estimates.apply(g).upper()));
    }
}
