package io.github.clv4j.examples;

import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.Kpi;
import io.github.clv4j.kpi.KpiUnit;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.rfm.SegmentProfile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The readable summary that the main job prints. */
final class ConsoleSummary {
    private final CustomerBase base;
    private final PrintWriter out;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat amount;

    private ConsoleSummary(CustomerBase base, PrintWriter out) {
        this.base = base;
        this.out = out;
        MoneyScale money = base.log.money();
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static void print(CustomerBase base, PrintWriter out) {
        new ConsoleSummary(base, out).print();
    }

    private void print() {
        MoneyScale money = base.log.money();
        out.println(count.format(base.summary.presentCustomers()) + " customers, "
                + count.format(base.log.rows()) + " transactions from " + base.firstDay + " to " + base.asOf
                + ", revenue " + amount.format(money.toDecimal(base.log.revenueMinor())));
        rows();
        out.println();
        kpis();
        out.println();
        segments();
        out.println();
        predictions();
        base.scores.warnings().forEach(warning -> out.println("note: " + warning));
    }

    private void rows() {
        IngestReport report = base.log.report();
        out.println("rows: " + report);
        if (report.zeroAmounts() > 0) {
            out.println("      " + count.format(report.zeroAmounts()) + " rows with an amount of zero");
        }
        if (report.roundedAmounts() > 0) {
            out.println("      " + count.format(report.roundedAmounts()) + " amounts rounded to "
                    + base.log.money().digits() + " decimals");
        }
        if (report.unmatchedRefundMinor() > 0) {
            out.println("      " + amount.format(base.log.money().toDecimal(report.unmatchedRefundMinor()))
                    + " refunded for which the log has no purchase left");
        }
        if (!report.firstProblems().isEmpty()) {
            out.println("      first bad row: " + report.firstProblems().get(0));
        }
    }

    private void kpis() {
        for (Kpi kpi : Kpis.all()) {
            KpiValue value = base.reportOf(kpi).value(kpi, base.periodOf(kpi));
            String period = base.periodText(kpi);
            String when = period.equals("whole period") ? "" : "  (" + period + ")";
            out.println(pad(kpi.name(), 28)
                    + (value.isDefined()
                            ? padLeft(format(kpi, value.value()), 18) + when
                            : padLeft("–", 18) + "  " + value.undefinedReason()));
        }
    }

    private String format(Kpi kpi, double value) {
        return formatOf(kpi, base.log.money()).format(value);
    }

    /** How values of a KPI are written. */
    static ValueFormat formatOf(Kpi kpi, MoneyScale money) {
        KpiUnit unit = kpi.unit();
        return switch (unit) {
            case MONEY -> ValueFormat.money(money.currency(), money.digits());
            case COUNT -> ValueFormat.integer();
            case RATIO -> kpi == Kpis.CLV_TO_CAC ? ValueFormat.decimals(2) : ValueFormat.percent(1);
            case DAYS -> ValueFormat.decimals(1).withUnit("days");
            case MONTHS -> ValueFormat.decimals(1).withUnit("months");
            case ORDERS_PER_CUSTOMER, ITEMS_PER_ORDER -> ValueFormat.decimals(2);
        };
    }

    private void segments() {
        List<String[]> lines = new ArrayList<>();
        for (SegmentProfile profile : base.profiles.profiles()) {
            lines.add(new String[] {
                profile.segment(),
                count.format(profile.customers()),
                percent.format(profile.customerShare().orElse(Double.NaN)),
                amount.format(base.log.money().toDecimal(profile.revenueMinor())),
                percent.format(profile.revenueShare().orElse(Double.NaN))
            });
        }
        out.println(pad("segment", 22)
                + padLeft("customers", 12)
                + padLeft("share", 9)
                + padLeft("revenue", 22)
                + padLeft("share", 9));
        for (String[] line : lines) {
            out.println(pad(line[0], 22)
                    + padLeft(line[1], 12)
                    + padLeft(line[2], 9)
                    + padLeft(line[3], 22)
                    + padLeft(line[4], 9));
        }
    }

    private void predictions() {
        Predictions predictions = base.predictions;
        Predictions.Value value = predictions.value;
        if (value == null) {
            out.println("value to come: none, for " + predictions.reason);
        } else {
            ValueFormat whole = ValueFormat.decimals(0);
            out.println("value to come, " + predictions.settings.length() + ": "
                    + amount.format(base.log.money().toDecimal(value.equity().totalMinor()))
                    + " expected; 90 % interval "
                    + whole.format(value.expected().lower()) + " to "
                    + whole.format(value.expected().upper())
                    + ", of what comes " + whole.format(value.outcome().lower()) + " to "
                    + whole.format(value.outcome().upper()));
        }
        if (predictions.purchases != null) {
            out.println("customers expected active: " + count.format(predictions.expectedAlive()) + " of "
                    + count.format(base.summary.presentCustomers()) + ", by "
                    + predictions.purchases.fit().model() + " (" + predictions.purchases.chosenBy() + ")");
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
