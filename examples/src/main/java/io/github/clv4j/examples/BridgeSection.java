package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.Fact;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.RevenueTree;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.value.Concentration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the report that tells why revenue changed between the last two windows, and how it is spread. */
final class BridgeSection {
    private static final int TENTHS = 10;

    private final KpiAnalysis kpi;
    private final MoneyScale money;
    private final Periods windows;
    private final ValueFormat amount;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);

    private BridgeSection(CustomerBase base) {
        this.kpi = base.kpi;
        this.money = base.log.money();
        this.windows = base.windows.facts().periods();
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static Section of(CustomerBase base) {
        return new BridgeSection(base).section();
    }

    private Section section() {
        RevenueTree tree = kpi.tree;
        GainLoss.Total total = kpi.gainLoss.total(0);
        String reason = tree.undefinedReason(0);
        Section section = Section.of(
                "Revenue bridge",
                "Revenue was " + text(revenue(tree.from())) + " in " + windows.label(tree.from()) + " and "
                        + text(revenue(tree.to())) + " in " + windows.label(tree.to()) + ", a change of "
                        + text(tree.changeMinor(0))
                        + ". Once it is parted into how many customers were active, how often each ordered and what an"
                        + " order brought; once into whose it was. Each adds up to the change exactly.");
        section = reason == null
                ? section.with(BarChart.of(
                                "Change of revenue by its factors, " + money.currency(),
                                List.of("Active customers", "Orders of each", "Revenue of an order"),
                                Series.of(
                                        "Contribution",
                                        amount,
                                        major(tree.customersMinor(0)),
                                        major(tree.frequencyMinor(0)),
                                        major(tree.basketMinor(0))))
                        .horizontal()
                        .withLabelName("Factor"))
                : section.withWarning("The change cannot be parted into factors: " + reason + ".");
        return section.with(BarChart.of(
                                "Change of revenue by whose it was, " + money.currency(),
                                List.of("New", "Grown", "Shrunk", "Lost"),
                                Series.of(
                                        "Change",
                                        amount,
                                        major(total.newMinor()),
                                        major(total.grownMinor()),
                                        major(total.shrunkMinor()),
                                        major(total.lostMinor())))
                        .horizontal()
                        .withLabelName("Customers")
                        .withNote("New: " + count.format(total.newCustomers())
                                + " customers with transactions in the second time alone. Lost: "
                                + count.format(total.lostCustomers())
                                + " in the first alone. Grown and shrunk: what the "
                                + count.format(total.stayedCustomers())
                                + " who were in both brought more or less."))
                .with(exact(tree, total, reason == null))
                .with(lorenz())
                .with(spread());
    }

    private ReportTable exact(RevenueTree tree, GainLoss.Total total, boolean isParted) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("revenue of " + windows.label(tree.from()), text(revenue(tree.from()))));
        if (isParted) {
            rows.add(List.of("active customers", text(tree.customersMinor(0))));
            rows.add(List.of("orders of each", text(tree.frequencyMinor(0))));
            rows.add(List.of("revenue of an order", text(tree.basketMinor(0))));
        }
        rows.add(List.of("new", text(total.newMinor())));
        rows.add(List.of("grown", text(total.grownMinor())));
        rows.add(List.of("shrunk", text(total.shrunkMinor())));
        rows.add(List.of("lost", text(total.lostMinor())));
        rows.add(List.of("change", text(tree.changeMinor(0))));
        rows.add(List.of("revenue of " + windows.label(tree.to()), text(revenue(tree.to()))));
        return ReportTable.of("The bridge in exact amounts", List.of("What", "Amount"), rows)
                .withNumericColumns("Amount")
                .withNote("By segment: revenue-tree.csv, gains-and-losses.csv.");
    }

    private LineChart lorenz() {
        List<String> labels = IntStream.rangeClosed(0, TENTHS)
                .mapToObj(tenth -> TENTHS * tenth + "%")
                .toList();
        return LineChart.of(
                        "Share of revenue that the smallest customers have together",
                        labels,
                        curve(windows.label(1), 1),
                        curve(windows.label(0), 0),
                        Series.of(
                                        "If all brought the same",
                                        percent,
                                        IntStream.rangeClosed(0, TENTHS)
                                                .mapToDouble(tenth -> tenth / (double) TENTHS)
                                                .toArray())
                                .dashed())
                .withLabelName("Customers");
    }

    private Series curve(String name, int window) {
        return Series.of(
                        name,
                        percent,
                        IntStream.rangeClosed(0, TENTHS)
                                .mapToDouble(tenth -> kpi.concentration
                                        .lorenz(window, 0, tenth)
                                        .orElse(Double.NaN))
                                .toArray())
                .withUndefined(tenth -> true);
    }

    private ReportTable spread() {
        List<List<String>> rows = new ArrayList<>();
        for (int window = windows.count() - 1; window >= 0; window--) {
            Concentration cell = kpi.concentration.get(window);
            rows.add(List.of(
                    windows.label(window),
                    count.format(cell.customers()),
                    ValueFormat.decimals(3).format(cell.gini().orElse(Double.NaN)),
                    percent.format(cell.decileShare(1).orElse(Double.NaN))));
        }
        return ReportTable.of(
                        "Concentration of revenue",
                        List.of("Time", "Customers", "Gini coefficient", "Best tenth's share"),
                        rows)
                .withNumericColumnsAfterFirst();
    }

    private long revenue(int window) {
        return kpi.tree.facts().get(Fact.REVENUE, window, 0);
    }

    private double major(long minor) {
        return money.toMajor(minor);
    }

    private String text(long minor) {
        return amount.format(money.toDecimal(minor));
    }
}
