package io.github.clv4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.rfm.FlowAlarm;
import io.github.clv4j.rfm.FlowAlarms;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.Nesting;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.SegmentFlow;
import io.github.clv4j.rfm.SizeChange;
import io.github.clv4j.rfm.SizeDecomposition;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** The part of {@code summary.json} about scores, and how customers moved between segments. */
final class SegmentJson {
    private final ObjectNode root;
    private final CustomerBase base;
    private final Segmentation segmentation;

    private SegmentJson(ObjectNode root, CustomerBase base) {
        this.root = root;
        this.base = base;
        this.segmentation = base.segmentation;
    }

    static void put(ObjectNode root, CustomerBase base) {
        SegmentJson json = new SegmentJson(root, base);
        json.scoring();
        json.migration();
        json.series();
        json.sizes();
        json.alarms();
    }

    private void scoring() {
        RfmOptions rfm = segmentation.scores.options();
        Path file = base.settings.segments().thresholdsFile();
        ObjectNode scoring = root.putObject("scoring");
        scoring.put("rule", SegmentOptions.idOf(rfm.rule()));
        scoring.put("bins", rfm.bins());
        scoring.put("nested", rfm.nesting() == Nesting.NESTED);
        scoring.put("monetary", SegmentOptions.idOf(rfm.monetary()));
        days(scoring, "lookBackDays", rfm.lookBackDays());
        days(scoring, "goneAfterDays", rfm.goneAfterDays());
        scoring.put("thresholdsFile", file == null ? null : String.valueOf(file.getFileName()));
    }

    private static void days(ObjectNode node, String name, OptionalInt days) {
        if (days.isPresent()) {
            node.put(name, days.getAsInt());
        } else {
            node.putNull(name);
        }
    }

    private void migration() {
        MigrationMatrix matrix = segmentation.migration;
        root.putObject("migrationDates")
                .put("from", segmentation.compareTo.toString())
                .put("to", base.asOf.toString());
        ArrayNode moves = root.putArray("migration");
        for (int row = 0; row < matrix.from().size(); row++) {
            for (int column = 0; column < matrix.to().size(); column++) {
                if (matrix.count(row, column) > 0) {
                    moves.addObject()
                            .put("from", matrix.from().get(row))
                            .put("to", matrix.to().get(column))
                            .put("customers", matrix.count(row, column));
                }
            }
        }
    }

    private void series() {
        MigrationSeries series = segmentation.series;
        if (series == null) {
            root.putNull("migrationSeries");
            return;
        }
        ObjectNode node = root.putObject("migrationSeries");
        ArrayNode dates = node.putArray("dates");
        series.snapshots().forEach(snapshot -> dates.add(snapshot.asOf().toString()));
        ArrayNode segments = node.putArray("segments");
        for (String segment : series.segments()) {
            ObjectNode flows = segments.addObject().put("name", segment);
            ArrayNode stay = flows.putArray("stay");
            ArrayNode in = flows.putArray("in");
            ArrayNode out = flows.putArray("out");
            for (int step = 0; step < series.steps(); step++) {
                SegmentFlow flow = series.flow(step, segment);
                stay.add(flow.stayed());
                in.add(flow.inflow());
                out.add(flow.outflow());
            }
        }
    }

    private void sizes() {
        SizeDecomposition sizes = segmentation.sizes;
        if (sizes == null) {
            root.putNull("sizeChange");
            return;
        }
        ObjectNode node = root.putObject("sizeChange")
                .put("from", segmentation.compareTo.toString())
                .put("to", base.asOf.toString());
        ArrayNode segments = node.putArray("segments");
        sizes.changes().forEach(change -> put(segments.addObject().put("name", change.segment()), change));
        put(node.putObject("total"), sizes.total());
    }

    private static void put(ObjectNode node, SizeChange change) {
        node.put("before", change.before())
                .put("behaviour", change.behaviour())
                .put("births", change.births())
                .put("returns", change.returns())
                .put("losses", change.losses())
                .put("rebinning", change.rebinning())
                .put("after", change.after());
    }

    private void alarms() {
        ArrayNode alarms = root.putArray("alarms");
        MigrationSeries series = segmentation.series;
        if (series == null) {
            return;
        }
        for (FlowAlarms some : segmentation.alarms) {
            for (FlowAlarm alarm : some.alarms()) {
                alarms.addObject()
                        .put("from", series.snapshots().get(alarm.step()).asOf().toString())
                        .put(
                                "to",
                                series.snapshots().get(alarm.step() + 1).asOf().toString())
                        .put("segment", alarm.segment())
                        .put("measure", some.measure().name().toLowerCase(Locale.ROOT))
                        .put("customers", alarm.customers())
                        .put("rate", alarm.rate())
                        .put("baseline", alarm.baseline())
                        .put("lower", alarm.lower())
                        .put("upper", alarm.upper())
                        .put("direction", alarm.direction().name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
