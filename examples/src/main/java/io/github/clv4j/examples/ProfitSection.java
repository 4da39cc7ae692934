package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.CustomerProfit;
import io.github.clv4j.kpi.RateEstimate;
import io.github.clv4j.kpi.WhaleCurve;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The part of the report that tells which customers earn and which cost. */
final class ProfitSection {
    private static final int POINTS = 40;
    private static final int MOST_ROWS = 10;

    private final CustomerProfit profit;
    private final WhaleCurve curve;
    private final CustomerBase base;
    private final MoneyScale money;
    private final ValueFormat amount;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);

    private ProfitSection(CustomerBase base, CustomerProfit profit) {
        this.base = base;
        this.profit = profit;
        this.curve = profit.whaleCurve();
        this.money = base.log.money();
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static Section of(CustomerBase base, CustomerProfit profit) {
        return new ProfitSection(base, profit).section();
    }

    private Section section() {
        Section section = Section.of("Profit by customer", text()).with(chart());
        if (curve.lossMakers() > 0) {
            section = section.with(lossMakers());
        }
        SideFile costs = base.kpi.costRows;
        return costs == null ? section : section.with(RowTables.fates("Rows of the cost to serve", costs));
    }

    private String text() {
        StringBuilder text = new StringBuilder(profit.isRevenueBased() ? "Revenue (no margin is known)" : "Margin");
        text.append(base.kpi.costRows == null ? "" : " less the cost to serve");
        text.append(base.settings.spend() == null ? "" : " less the cost of acquisition");
        text.append(": ")
                .append(amount.format(money.toDecimal(curve.totalMinor())))
                .append(" of ");
        text.append(count.format(curve.customers())).append(" customers. ");
        if (curve.lossMakers() == 0) {
            return text.append("Nobody makes a loss.").toString();
        }
        text.append("Without its loss makers it would be ").append(amount.format(money.toDecimal(curve.peakMinor())));
        if (curve.peakShare().isDefined()) {
            text.append(", ").append(percent.format(curve.peakShare().value())).append(" of that");
        }
        RateEstimate share = curve.lossMakerShare(KpiTables.LEVEL);
        text.append(": ").append(count.format(curve.lossMakers())).append(" customers (");
        text.append(percent.format(share.rate().value())).append("; 95% interval ");
        text.append(percent.format(share.lower())).append(" to ").append(percent.format(share.upper()));
        text.append(") lose ").append(amount.format(money.toDecimal(curve.lossMinor())));
        return text.append(" together.").toString();
    }

    private LineChart chart() {
        boolean inShares = curve.peakShare().isDefined();
        int points = Math.min(POINTS, curve.customers());
        List<String> labels = new ArrayList<>();
        double[] values = new double[points + 1];
        int peak = 0;
        for (int i = 0; i <= points; i++) {
            int customers = points == 0 ? 0 : (int) ((long) curve.customers() * i / points);
            labels.add(ValueFormat.percent(1).format(points == 0 ? 0 : customers / (double) curve.customers()));
            values[i] = inShares
                    ? curve.cumulativeShare(customers).value()
                    : money.toMajor(curve.cumulativeMinor(customers));
            peak = customers <= curve.customersAtPeak() ? i : peak;
        }
        String what = inShares ? "Cumulative share of profit" : "Cumulative profit, " + money.currency();
        LineChart chart = LineChart.of(
                        what + " by customers, the most profitable first",
                        labels,
                        Series.of(what, inShares ? percent : amount, values))
                .withLabelName("Customers");
        return curve.lossMakers() == 0
                ? chart
                : chart.withMark(labels.get(peak), "peak: " + count.format(curve.customersAtPeak()) + " customers");
    }

    private ReportTable lossMakers() {
        Table table = profit.lossMakers();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(MOST_ROWS, table.rows()); row++) {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(table.column("customer_id").textAt(row)));
            cells.add(count.format(table.column("orders").longAt(row)));
            for (String column : List.of("revenue", "margin", "cost_to_serve", "acquisition_cost", "profit")) {
                cells.add(ValueFormat.decimals(money.digits())
                        .format(money.toDecimal(table.column(column).longAt(row))));
            }
            rows.add(cells);
        }
        return ReportTable.of(
                        "The greatest losses",
                        List.of("Customer", "Orders", "Revenue", "Margin", "To serve", "To acquire", "Profit"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency() + "; all customers are in profit.csv.");
    }
}
