package io.github.clv4j.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.evaluate.ForecastErrors;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.kpi.Kpi;
import io.github.clv4j.kpi.KpiUnit;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.rfm.SegmentProfile;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.value.Concentration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The machine-readable summary. Its fields are a contract; docs/summary-json.md describes each. */
final class SummaryJson {
    static final int FORMAT = 1;

    /** In place of a fit's status where the data cannot identify the model. */
    static final String NOT_IDENTIFIED = "NOT_IDENTIFIED";

    private final CustomerBase base;
    private final MoneyScale money;
    private final ObjectNode root = new ObjectMapper().createObjectNode();

    private SummaryJson(CustomerBase base) {
        this.base = base;
        this.money = base.log.money();
    }

    /**
     * Writes it.
     *
     * @param files names of all other files of the run; with its own, a later run knows by them what it may replace
     */
    static void write(CustomerBase base, List<String> files, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        Files.writeString(file, mapper.writeValueAsString(new SummaryJson(base).toJson(files)) + "\n");
    }

    private ObjectNode toJson(List<String> files) {
        root.put("format", FORMAT);
        ArrayNode written = root.putArray(OutputFolder.FILES);
        written.add(OutputFolder.MARK);
        files.forEach(written::add);
        root.put("customers", base.summary.presentCustomers());
        root.put("transactions", base.log.rows());
        root.put("firstDate", base.firstDay.toString());
        root.put("lastDate", LocalDate.ofEpochDay(base.log.lastDay()).toString());
        root.put("asOf", base.asOf.toString());
        root.put("timeUnit", lower(base.settings.step()));
        root.put("currency", money.currency());
        root.put("revenue", money.format(base.log.revenueMinor()));
        ingest();
        kpis();
        segments();
        SegmentJson.put(root, base);
        historicalClv();
        calibration();
        models();
        ClvJson.put(root, base);
        KpiJson.put(root, base);
        ActionJson.put(root, base);
        return root;
    }

    private void ingest() {
        IngestReport report = base.log.report();
        ObjectNode ingest = root.putObject("ingest");
        ingest.put("read", report.read());
        ingest.put("accepted", report.accepted());
        ingest.put("netted", report.netted());
        ObjectNode dropped = ingest.putObject("dropped");
        report.dropped().forEach((reason, rows) -> dropped.put(reason.id(), rows));
        ObjectNode rejected = ingest.putObject("rejected");
        report.rejected().forEach((reason, rows) -> rejected.put(reason.id(), rows));
        ingest.put("nettedRefunds", report.nettedRefunds());
        ingest.put("cancelledPurchases", report.cancelledPurchases());
        ingest.put("unmatchedRefunds", money.format(report.unmatchedRefundMinor()));
        ingest.put("zeroAmounts", report.zeroAmounts());
        ingest.put("roundedAmounts", report.roundedAmounts());
        ArrayNode problems = ingest.putArray("firstProblems");
        for (RowProblem problem : report.firstProblems()) {
            problems.addObject()
                    .put("row", problem.row())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("reason", problem.reason().id())
                    .put("rule", problem.rule());
        }
    }

    private void kpis() {
        ObjectNode values = root.putObject("kpis");
        ObjectNode details = root.putObject("kpiDetails");
        for (Kpi kpi : Kpis.all()) {
            int period = base.periodOf(kpi);
            KpiValue value = base.reportOf(kpi).value(kpi, period);
            BigDecimal whole = value.numerator();
            if (kpi.unit() == KpiUnit.COUNT && whole != null) {
                values.put(kpi.id(), whole.longValueExact());
            } else {
                number(values, kpi.id(), value.isDefined() ? OptionalDouble.of(value.value()) : OptionalDouble.empty());
            }
            Periods periods = base.reportOf(kpi).facts().periods();
            details.putObject(kpi.id())
                    .put("name", kpi.name())
                    .put("formula", kpi.formula())
                    .put("unit", kpi.unit().name().toLowerCase(Locale.ROOT))
                    .put("from", periods.first(period).toString())
                    .put("to", periods.last(period).toString())
                    .put("numerator", plain(value.numerator()))
                    .put("denominator", plain(value.denominator()))
                    .put("undefined", value.undefinedReason())
                    .put("note", value.note());
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private void segments() {
        root.put("segmentMap", base.settings.segments().map().name());
        ArrayNode segments = root.putArray("segments");
        for (SegmentProfile profile : base.profiles.profiles()) {
            ObjectNode node = segments.addObject()
                    .put("name", profile.segment())
                    .put("customers", profile.customers())
                    .put("revenue", money.format(profile.revenueMinor()));
            number(node, "revenueShare", profile.revenueShare());
        }
    }

    private void historicalClv() {
        Concentration concentration = base.clv.concentration();
        ObjectNode clv = root.putObject("historicalClv");
        clv.put("total", money.format(concentration.totalMinor()));
        clv.put("discountRate", base.settings.discount().toString());
        number(clv, "gini", concentration.gini());
        number(clv, "topDecileShare", concentration.decileShare(1));
        ArrayNode shares = clv.putArray("decileShares");
        for (int decile = 1; decile <= 10; decile++) {
            OptionalDouble share = concentration.decileShare(decile);
            if (share.isPresent()) {
                shares.add(share.getAsDouble());
            } else {
                shares.addNull();
            }
        }
    }

    private void calibration() {
        CalibrationSplit split = base.calibration;
        if (split == null) {
            root.putNull("calibration");
            return;
        }
        long repeats = 0;
        long holdout = 0;
        for (int c = 0; c < base.log.customers(); c++) {
            repeats += split.calibration().x(c);
            holdout += split.holdoutPurchases(c);
        }
        root.putObject("calibration")
                .put("end", split.calibration().asOf().toString())
                .put("holdoutEnd", split.holdoutEnd().toString())
                .put("customers", split.calibration().presentCustomers())
                .put("repeatPurchases", repeats)
                .put(
                        "distinctHistories",
                        split.calibration().distinctHistories().size())
                .put("holdoutPurchases", holdout);
    }

    private void models() {
        ObjectNode models = root.putObject("models");
        for (ModelFits.Entry entry : base.models) {
            ObjectNode node = models.putObject(entry.name());
            FitReport report = entry.report();
            if (report == null) {
                node.putNull("parameters")
                        .putNull("logLikelihood")
                        .put("status", NOT_IDENTIFIED)
                        .putNull("aic");
                node.put("reason", entry.reason());
                continue;
            }
            ObjectNode parameters = node.putObject("parameters");
            entry.parameters().forEach(parameters::put);
            node.put("logLikelihood", report.logLikelihood());
            node.put("status", report.status().name());
            node.put("aic", report.aic());
            node.put("reason", entry.reason());
            node.put("bic", report.bic());
            node.put("model", report.model());
            node.put("unit", entry.unit());
            node.put("customers", report.observations());
            ObjectNode errors = node.putObject("standardErrors");
            for (String name : report.parameterNames()) {
                number(errors, name, finite(report.standardError(name)));
            }
            number(node, "expectedHoldoutPurchases", finite(entry.expected()));
            ForecastErrors holdout = entry.holdout();
            number(node, "holdoutMae", finite(holdout == null ? Double.NaN : holdout.mae()));
            number(node, "holdoutRmse", finite(holdout == null ? Double.NaN : holdout.rmse()));
            number(node, "holdoutLogScore", finite(entry.logScore()));
        }
    }

    static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    static String lower(TimeStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    static void number(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
