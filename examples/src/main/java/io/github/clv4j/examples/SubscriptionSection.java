package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.KaplanMeier;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.MrrLedger;
import io.github.clv4j.kpi.MrrMovement;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.RateEstimate;
import io.github.clv4j.kpi.ReactivationRule;
import io.github.clv4j.kpi.Subscriptions;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The part of the report that tells of subscriptions: recurring revenue, who leaves, and after how long. */
final class SubscriptionSection {
    private static final int MOST_CURVES = 6;
    private static final int MOST_ROWS = 24;
    private static final int POINTS = 60;

    private final CustomerBase base;
    private final Subscribing subscribing;
    private final MrrLedger ledger;
    private final Periods periods;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat amount;

    private SubscriptionSection(CustomerBase base, Subscribing subscribing) {
        this.base = base;
        this.subscribing = subscribing;
        this.ledger = subscribing.ledger;
        this.periods = ledger.periods();
        this.money = ledger.money();
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static Section of(CustomerBase base, Subscribing subscribing) {
        return new SubscriptionSection(base, subscribing).section();
    }

    private Section section() {
        List<String> labels =
                IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
        List<Series> byPlan = new ArrayList<>();
        for (int g = 0; g < Math.min(ledger.groups().size(), 1 + MOST_CURVES); g++) {
            int group = g;
            byPlan.add(Series.of(
                    ledger.groups().get(g),
                    amount,
                    values(p -> money.toMajor(ledger.minor(MrrMovement.END, p, group)))));
        }
        Section section = Section.of(
                "Subscriptions",
                text(),
                LineChart.of(
                                "Monthly recurring revenue by plan, " + money.currency(),
                                labels,
                                byPlan.toArray(Series[]::new))
                        .withLabelName("Period"),
                LineChart.of(
                                "Revenue retention by "
                                        + KpiCalendars.word(base.settings.kpi().calendarName()),
                                labels,
                                Series.of(
                                                "Net (NRR)",
                                                percent,
                                                values(p -> ledger.netRevenueRetention(p, 0)
                                                        .value()))
                                        .withUndefined(p -> true),
                                Series.of(
                                                "Gross (GRR)",
                                                percent,
                                                values(p -> ledger.grossRevenueRetention(p, 0)
                                                        .value()))
                                        .withUndefined(p -> true))
                        .withLabelName("Period"),
                LineChart.of("Customers who left, of those at the start of the period", labels, churn())
                        .withLabelName("Period"),
                table(),
                rates());
        KaplanMeier curve = subscribing.survival.curve(0);
        if (curve.steps() > 0) {
            section = section.with(survival(curve));
        }
        return section.with(RowTables.fates("Rows of subscriptions", subscribing.file.rows()));
    }

    private double[] values(IntToDoubleFunction ofPeriod) {
        return IntStream.range(0, periods.count()).mapToDouble(ofPeriod).toArray();
    }

    private String text() {
        Subscriptions subscriptions = subscribing.subscriptions;
        long known = IntStream.range(0, subscriptions.customers())
                .filter(c -> base.log.index().indexOf(subscriptions.id(c)) >= 0)
                .count();
        int last = periods.count() - 1;
        StringBuilder text = new StringBuilder(count.format(subscriptions.count()) + " subscriptions of "
                + count.format(subscriptions.customers()) + " customers, " + count.format(known)
                + " of whom are in the transactions too. As of " + base.asOf + " "
                + count.format(ledger.customers(MrrMovement.END, last, 0)) + " of them pay "
                + amount.format(money.toDecimal(ledger.minor(MrrMovement.END, last, 0))) + " a month.");
        KpiValue median = subscribing.survival.curve(0).medianDays();
        text.append(
                median.isDefined()
                        ? " Half of the customers have left after " + count.format((long) median.value()) + " days."
                        : " The median time that customers stay is not known: " + median.undefinedReason() + ".");
        if (subscriptions.report().roundedAmounts() > 0) {
            text.append(" Of ").append(count.format(subscriptions.report().roundedAmounts()));
            text.append(" subscriptions the amount of a month was rounded to whole minor units.");
        }
        return text.append(" Movements compare each customer's recurring revenue before and at the end of a period.")
                .toString();
    }

    private Series churn() {
        double[] lower = values(p -> churn(p).lower());
        double[] upper = values(p -> churn(p).upper());
        double[] rate = values(p -> churn(p).rate().value());
        for (int p = 0; p < rate.length; p++) {
            // Ends may miss the value by the last bits.
            lower[p] = Math.min(lower[p], rate[p]);
            upper[p] = Math.max(upper[p], rate[p]);
        }
        return Series.of("Logo churn", percent, rate).withBand(lower, upper).withUndefined(p -> true);
    }

    private RateEstimate churn(int period) {
        return ledger.logoChurn(period, 0, KpiTables.LEVEL);
    }

    private ReportTable table() {
        ValueFormat plain = ValueFormat.decimals(money.digits());
        List<String> header = new ArrayList<>();
        header.add("Period");
        for (MrrMovement movement : MrrMovement.values()) {
            if (movement != MrrMovement.TRANSFER_IN && movement != MrrMovement.TRANSFER_OUT) {
                header.add(
                        movement.name().charAt(0) + movement.name().substring(1).toLowerCase(Locale.ROOT));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int p = Math.max(0, periods.count() - MOST_ROWS); p < periods.count(); p++) {
            List<String> row = new ArrayList<>();
            row.add(name(p));
            for (MrrMovement movement : MrrMovement.values()) {
                if (movement != MrrMovement.TRANSFER_IN && movement != MrrMovement.TRANSFER_OUT) {
                    row.add(plain.format(money.toDecimal(ledger.minor(movement, p, 0))));
                }
            }
            rows.add(row);
        }
        return ReportTable.of("Ledger of monthly recurring revenue", header, rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency()
                        + ". Start + new + expansion + reactivation − contraction − churn = end. By plan: mrr.csv.");
    }

    private ReportTable rates() {
        ValueFormat plain = ValueFormat.decimals(money.digits());
        List<List<String>> rows = new ArrayList<>();
        for (int p = Math.max(0, periods.count() - MOST_ROWS); p < periods.count(); p++) {
            RateEstimate churn = churn(p);
            rows.add(List.of(
                    name(p),
                    percent.format(ledger.netRevenueRetention(p, 0).value()),
                    percent.format(ledger.grossRevenueRetention(p, 0).value()),
                    ValueFormat.decimals(2)
                            .format(ledger.quickRatio(p, 0, ReactivationRule.LEFT_OUT)
                                    .value()),
                    percent.format(churn.rate().value()),
                    churn.hasInterval() ? percent.format(churn.lower()) + " – " + percent.format(churn.upper()) : "–",
                    count.format(ledger.customers(MrrMovement.END, p, 0)),
                    plain.format(ledger.arpa(p, 0).value())));
        }
        return ReportTable.of(
                        "Rates of recurring revenue",
                        List.of(
                                "Period",
                                "NRR",
                                "GRR",
                                "Quick ratio",
                                "Logo churn",
                                "95% interval",
                                "Customers",
                                "ARPA, " + money.currency()),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote(
                        "Undefined without recurring revenue at the start; the quick ratio also where nothing was lost.");
    }

    private String name(int period) {
        return periods.label(period) + (periods.isComplete(period) ? "" : " (not over)");
    }

    private LineChart survival(KaplanMeier curve) {
        int longest = curve.day(curve.steps() - 1);
        int points = Math.max(1, Math.min(POINTS, longest));
        List<String> labels = new ArrayList<>();
        double[] values = new double[points + 1];
        double[] lower = new double[points + 1];
        double[] upper = new double[points + 1];
        for (int i = 0; i <= points; i++) {
            int day = (int) ((long) longest * i / points);
            RateEstimate at = curve.survivalAfter(day, KpiTables.LEVEL, KpiTables.SURVIVAL_INTERVALS);
            labels.add(Integer.toString(day));
            values[i] = at.rate().value();
            lower[i] = Math.min(at.lower(), values[i]);
            upper[i] = Math.max(at.upper(), values[i]);
        }
        return LineChart.of(
                        "Share of customers still under contract, by days after the start",
                        labels,
                        Series.of("Survival (Kaplan-Meier)", percent, values).withBand(lower, upper))
                .withLabelName("Days")
                .withNote("Of each customer's first time under contract; those who still stay count as followed up to "
                        + base.asOf + ". By first plan: contract-survival.csv.");
    }
}
