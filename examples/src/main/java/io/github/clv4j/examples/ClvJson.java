package io.github.clv4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.value.Concentration;
import io.github.clv4j.value.CustomerEquity;
import org.jspecify.annotations.Nullable;

/** The object {@code clv} of the machine-readable summary: what customers are expected to bring. */
final class ClvJson {
    private final CustomerBase base;
    private final Predictions predictions;
    private final MoneyScale money;

    private ClvJson(CustomerBase base) {
        this.base = base;
        this.predictions = base.predictions;
        this.money = base.log.money();
    }

    static void put(ObjectNode root, CustomerBase base) {
        new ClvJson(base).put(root.putObject("clv"));
    }

    private void put(ObjectNode clv) {
        Predictions.Value value = predictions.value;
        clv.put("total", value == null ? null : money.format(value.equity().totalMinor()));
        interval(clv, value == null ? null : value.expected());
        clv.put("outcomeLower", value == null ? null : money(value.outcome().lower()));
        clv.put("outcomeUpper", value == null ? null : money(value.outcome().upper()));
        clv.put("level", Predictions.LEVEL);
        clv.put("reason", predictions.reason.isEmpty() ? null : predictions.reason);
        clv.put("horizon", predictions.settings.length());
        clv.put("discountRate", predictions.settings.horizon().rate().toString());
        SummaryJson.number(clv, "marginRate", SummaryJson.finite(predictions.marginRate));
        clv.put("marginSource", predictions.marginSource);
        if (predictions.settings.retentionCostMinor() > 0) {
            clv.put("retentionCost", money.format(predictions.settings.retentionCostMinor()));
            clv.put("retentionPeriod", SummaryJson.lower(predictions.settings.retentionPeriod()));
        } else {
            clv.putNull("retentionCost").putNull("retentionPeriod");
        }
        SummaryJson.number(clv, "expectedAlive", SummaryJson.finite(predictions.expectedAlive()));
        SummaryJson.number(clv, "expectedOrders", SummaryJson.finite(predictions.totalExpectedOrders()));
        model(clv);
        spendModel(clv);
        bySegment(clv.putArray("bySegment"));
        if (value == null) {
            clv.putNull("gini").putNull("topDecileShare");
        } else {
            Concentration concentration = value.scores().concentration();
            SummaryJson.number(clv, "gini", concentration.gini());
            SummaryJson.number(clv, "topDecileShare", concentration.decileShare(1));
        }
        baseline(clv);
        ArrayNode notes = clv.putArray("notes");
        predictions.notes().forEach(notes::add);
    }

    private void interval(ObjectNode node, @Nullable Interval interval) {
        node.put("lower", interval == null ? null : money(interval.lower()));
        node.put("upper", interval == null ? null : money(interval.upper()));
    }

    private @Nullable String money(double major) {
        return predictions.isMoney(major) ? money.format(predictions.minor(major)) : null;
    }

    private void model(ObjectNode clv) {
        Predictions.Purchases purchases = predictions.purchases;
        if (purchases == null) {
            clv.putNull("model");
            return;
        }
        ObjectNode model = clv.putObject("model")
                .put("family", purchases.model().family().displayName())
                .put("name", purchases.fit().model())
                .put("chosenBy", purchases.chosenBy())
                .put("unit", SummaryJson.lower(purchases.model().unit()));
        ObjectNode parameters = model.putObject("parameters");
        ModelFits.parameters(purchases.model()).forEach(parameters::put);
        fit(model, purchases.fit());
    }

    private void spendModel(ObjectNode clv) {
        Predictions.Value value = predictions.value;
        if (value == null) {
            clv.putNull("spendModel");
            return;
        }
        Predictions.Spend spend = value.spend();
        ObjectNode model = clv.putObject("spendModel")
                .put("name", spend.fit().model())
                .put("basis", spend.basis().name())
                .put("unit", money.currency());
        ObjectNode parameters = model.putObject("parameters");
        spend.fit()
                .parameterNames()
                .forEach(name -> parameters.put(name, spend.fit().estimate(name)));
        fit(model, spend.fit());
        SummaryJson.number(model, "correlation", predictions.spendCorrelation);
    }

    private static void fit(ObjectNode model, FitReport fit) {
        model.put("status", fit.status().name()).put("logLikelihood", fit.logLikelihood());
    }

    private void bySegment(ArrayNode segments) {
        Predictions.Value value = predictions.value;
        if (value == null) {
            return;
        }
        CustomerEquity equity = value.equity();
        for (int row = 0; row < equity.labels().size(); row++) {
            ObjectNode node = segments.addObject()
                    .put("name", equity.labels().get(row))
                    .put("customers", equity.customers(row))
                    .put("expectedAlive", equity.expectedAlive(row))
                    .put("clv", money.format(equity.valueMinor(row)));
            SummaryJson.number(node, "share", equity.share(row));
            interval(node, value.expectedBySegment().get(row));
            node.put("outcomeLower", money(value.outcomeBySegment().get(row).lower()));
            node.put("outcomeUpper", money(value.outcomeBySegment().get(row).upper()));
        }
    }

    private void baseline(ObjectNode clv) {
        Predictions.Baseline baseline = predictions.baseline(base);
        if (baseline == null) {
            clv.putNull("retentionBaseline");
            return;
        }
        clv.putObject("retentionBaseline")
                .put("total", money.format(baseline.totalMinor()))
                .put("customers", baseline.customers())
                .put("months", baseline.months())
                .put("monthlyRetention", baseline.monthlyRetention())
                .put("monthlyMargin", baseline.monthlyMargin());
    }
}
