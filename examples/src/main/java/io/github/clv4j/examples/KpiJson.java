package io.github.clv4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.kpi.AcquisitionReport;
import io.github.clv4j.kpi.CustomerProfit;
import io.github.clv4j.kpi.Fact;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.MrrLedger;
import io.github.clv4j.kpi.MrrMovement;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.RateEstimate;
import io.github.clv4j.kpi.ReactivationRule;
import io.github.clv4j.kpi.RevenueTree;
import io.github.clv4j.kpi.WhaleCurve;
import io.github.clv4j.value.Concentration;
import java.util.Locale;

/** The objects of the machine-readable summary that {@link KpiAnalysis} fills. */
final class KpiJson {
    private final CustomerBase base;
    private final KpiAnalysis kpi;
    private final MoneyScale money;

    private KpiJson(CustomerBase base) {
        this.base = base;
        this.kpi = base.kpi;
        this.money = base.log.money();
    }

    static void put(ObjectNode root, CustomerBase base) {
        new KpiJson(base).put(root);
    }

    private void put(ObjectNode root) {
        root.put("calendar", base.settings.kpi().calendarName());
        root.put("fewestCustomers", base.settings.kpi().fewestCustomers());
        bridge(root.putObject("revenueBridge"));
        concentration(root.putArray("revenueConcentration"));
        AcquisitionReport acquisition = kpi.acquisitionSpan;
        if (acquisition == null) {
            root.putNull("acquisition");
        } else {
            acquisition(root.putObject("acquisition"), acquisition);
        }
        CustomerProfit profit = kpi.profit;
        if (profit == null) {
            root.putNull("profit");
        } else {
            profit(root.putObject("profit"), profit);
        }
        Subscribing subscribing = kpi.subscribing;
        if (subscribing == null) {
            root.putNull("subscriptions");
        } else {
            subscriptions(root.putObject("subscriptions"), subscribing);
        }
    }

    private void bridge(ObjectNode node) {
        RevenueTree tree = kpi.tree;
        window(node.putObject("from"), tree, tree.from());
        window(node.putObject("to"), tree, tree.to());
        node.put("change", money.format(tree.changeMinor(0)));
        String reason = tree.undefinedReason(0);
        node.put("customers", reason == null ? money.format(tree.customersMinor(0)) : null);
        node.put("frequency", reason == null ? money.format(tree.frequencyMinor(0)) : null);
        node.put("basket", reason == null ? money.format(tree.basketMinor(0)) : null);
        node.put("undefined", reason);
        GainLoss.Total total = kpi.gainLoss.total(0);
        node.put("new", money.format(total.newMinor()));
        node.put("grown", money.format(total.grownMinor()));
        node.put("shrunk", money.format(total.shrunkMinor()));
        node.put("lost", money.format(total.lostMinor()));
        node.put("newCustomers", total.newCustomers());
        node.put("stayedCustomers", total.stayedCustomers());
        node.put("lostCustomers", total.lostCustomers());
    }

    private void window(ObjectNode node, RevenueTree tree, int window) {
        Periods periods = tree.facts().periods();
        node.put("first", periods.first(window).toString());
        node.put("last", periods.last(window).toString());
        node.put("revenue", money.format(tree.facts().get(Fact.REVENUE, window, 0)));
    }

    private void concentration(ArrayNode array) {
        Periods periods = kpi.concentration.periods();
        for (int window = 0; window < periods.count(); window++) {
            Concentration cell = kpi.concentration.get(window);
            ObjectNode node = array.addObject()
                    .put("first", periods.first(window).toString())
                    .put("last", periods.last(window).toString())
                    .put("customers", cell.customers());
            SummaryJson.number(node, "gini", cell.gini());
            SummaryJson.number(node, "topDecileShare", cell.decileShare(1));
        }
    }

    private void acquisition(ObjectNode node, AcquisitionReport report) {
        ArrayNode channels = node.putArray("byChannel");
        for (int g = 0; g < report.groups().size(); g++) {
            ObjectNode group = g == 0
                    ? node
                    : channels.addObject().put("name", report.groups().get(g));
            group.put("newCustomers", report.newCustomers(0, g));
            number(group, "spend", report.spend(0, g));
            number(group, "cac", report.cac(0, g));
            number(group, "historicClvToCac", report.historicClvToCac(0, g));
            number(group, "predictedClvToCac", report.predictedClvToCac(0, g));
            number(group, "paybackMonths", report.paybackMonths(0, g));
            number(group, "discountedPaybackMonths", report.discountedPaybackMonths(0, g));
            group.put("undefined", report.cac(0, g).undefinedReason());
        }
        int paidBack = 0;
        for (int cohort = 0; cohort < kpi.payback.cohorts(); cohort++) {
            paidBack += kpi.payback.paybackOffset(cohort, 0).isDefined() ? 1 : 0;
        }
        node.put("cohortsPaidBack", paidBack);
    }

    private void profit(ObjectNode node, CustomerProfit profit) {
        WhaleCurve curve = profit.whaleCurve();
        node.put("revenueBased", profit.isRevenueBased());
        node.put("customers", curve.customers());
        node.put("total", money.format(curve.totalMinor()));
        node.put("peak", money.format(curve.peakMinor()));
        node.put("customersAtPeak", curve.customersAtPeak());
        number(node, "peakShare", curve.peakShare());
        node.put("lossMakers", curve.lossMakers());
        node.put("loss", money.format(curve.lossMinor()));
        if (kpi.costRows == null) {
            node.putNull("costToServe");
        } else {
            rows(node.putObject("costToServe"), kpi.costRows);
        }
    }

    private void subscriptions(ObjectNode node, Subscribing subscribing) {
        rows(node.putObject("rows"), subscribing.file.rows());
        node.put("roundedAmounts", subscribing.subscriptions.report().roundedAmounts());
        node.put("customers", subscribing.subscriptions.customers());
        MrrLedger ledger = subscribing.ledger;
        int last = ledger.periods().count() - 1;
        node.put("payingCustomers", ledger.customers(MrrMovement.END, last, 0));
        node.put("mrr", money.format(ledger.minor(MrrMovement.END, last, 0)));
        number(node, "medianDays", subscribing.survival.curve(0).medianDays());
        int period = subscribing.lastCompletePeriod();
        if (period < 0) {
            node.putNull("lastPeriod");
            return;
        }
        ObjectNode of = node.putObject("lastPeriod");
        of.put("name", ledger.periods().label(period));
        for (MrrMovement movement : MrrMovement.values()) {
            if (movement != MrrMovement.TRANSFER_IN && movement != MrrMovement.TRANSFER_OUT) {
                of.put(movement.name().toLowerCase(Locale.ROOT), money.format(ledger.minor(movement, period, 0)));
            }
        }
        number(of, "nrr", ledger.netRevenueRetention(period, 0));
        number(of, "grr", ledger.grossRevenueRetention(period, 0));
        number(of, "quickRatio", ledger.quickRatio(period, 0, ReactivationRule.LEFT_OUT));
        number(of, "arpa", ledger.arpa(period, 0));
        RateEstimate churn = ledger.logoChurn(period, 0, KpiTables.LEVEL);
        number(of, "logoChurn", churn.rate());
        SummaryJson.number(of, "logoChurnLower", SummaryJson.finite(churn.lower()));
        SummaryJson.number(of, "logoChurnUpper", SummaryJson.finite(churn.upper()));
    }

    static void rows(ObjectNode node, SideFile file) {
        node.put("read", file.read());
        node.put("accepted", file.accepted());
        ObjectNode rejected = node.putObject("rejected");
        file.rejected().forEach((reason, count) -> rejected.put(reason.id(), count));
        ArrayNode problems = node.putArray("firstProblems");
        for (RowProblem problem : file.firstProblems()) {
            problems.addObject()
                    .put("row", problem.row())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("reason", problem.reason().id())
                    .put("rule", problem.rule());
        }
    }

    private static void number(ObjectNode node, String name, KpiValue value) {
        SummaryJson.number(node, name, SummaryJson.finite(value.isDefined() ? value.value() : Double.NaN));
    }
}
