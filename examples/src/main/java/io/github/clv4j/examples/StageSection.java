package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.LifecycleMovement;
import io.github.clv4j.kpi.LifecycleStage;
import io.github.clv4j.kpi.LifecycleStages;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The part of the report that tells at which stage of life customers are. */
final class StageSection {
    private static final int FEWEST_DAYS = 3;

    private final CustomerBase base;
    private final StageAnalysis stages;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);

    private StageSection(CustomerBase base) {
        this.base = base;
        this.stages = base.action.stages;
        this.money = base.log.money();
    }

    static Section of(CustomerBase base) {
        return new StageSection(base).section();
    }

    private Section section() {
        Section section = Section.of("Lifecycle stages", text(), table());
        LifecycleMovement movement = stages.movement;
        if (movement != null) {
            section = section.with(movement(movement));
        }
        return stages.snapshots.size() < FEWEST_DAYS ? section : section.with(sizes());
    }

    private String text() {
        return "By days since the last order as of " + base.asOf + ": active up to " + stages.days.get(0)
                + " days, at risk up to " + stages.days.get(1) + ", lapsed up to " + stages.days.get(2)
                + ", lost above (" + stages.daysFrom + "). New: first order in the last " + stages.options.newDays()
                + " days. Reactivated: active, and back in the last " + stages.options.backDays()
                + " days after a pause of more than " + stages.options.pauseDays()
                + ". Prospect: no order yet, or all refunded. --stage-days sets the days.";
    }

    private ReportTable table() {
        List<List<String>> rows = new ArrayList<>();
        long present = base.log.customers() - stages.now.size(LifecycleStage.PROSPECT);
        for (LifecycleStage stage : StageAnalysis.STAGES) {
            if (stage == LifecycleStage.PROSPECT) {
                continue;
            }
            rows.add(List.of(
                    stage.id(),
                    count.format(stages.now.size(stage)),
                    present == 0 ? "–" : percent.format((double) stages.now.size(stage) / present),
                    sum(stage, false),
                    sum(stage, true)));
        }
        return ReportTable.of(
                        "Customers by stage on " + base.asOf,
                        List.of("Stage", "Customers", "Share", "Historical value", "Value to come"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency() + ". The stage of each customer is in customers.csv.");
    }

    private String sum(LifecycleStage stage, boolean toCome) {
        if (toCome && base.predictions.value == null) {
            return "–";
        }
        BigInteger sum = BigInteger.ZERO;
        for (int c = 0; c < base.log.customers(); c++) {
            if (stages.now.stage(c) == stage && !(toCome && base.predictions.hasNoValue(c))) {
                sum = sum.add(BigInteger.valueOf(toCome ? base.predictions.valueMinor(c) : base.clv.valueMinor(c)));
            }
        }
        return ValueFormat.decimals(money.digits()).format(new BigDecimal(sum, money.digits()));
    }

    private HeatMap movement(LifecycleMovement movement) {
        List<LifecycleStage> before = StageAnalysis.STAGES.stream()
                .filter(stage -> StageAnalysis.STAGES.stream().anyMatch(to -> movement.count(stage, to) > 0))
                .toList();
        List<LifecycleStage> after = StageAnalysis.STAGES.stream()
                .filter(stage -> stages.now.size(stage) > 0)
                .toList();
        double[][] counts = before.stream()
                .map(from -> after.stream()
                        .mapToDouble(to -> movement.count(from, to))
                        .toArray())
                .toArray(double[][]::new);
        return HeatMap.of(
                        "Customers by stage on " + movement.from() + " to " + movement.to(),
                        after.stream().map(LifecycleStage::id).toList(),
                        before.stream().map(LifecycleStage::id).toList(),
                        counts,
                        count)
                .withAxisNames("on " + movement.to(), "on " + movement.from())
                .withScale(HeatMap.Scale.SQUARE_ROOT)
                .withRowShares();
    }

    private LineChart sizes() {
        List<String> days = stages.snapshots.stream()
                .map(snapshot -> snapshot.asOf().toString())
                .toList();
        List<Series> series = new ArrayList<>();
        for (LifecycleStage stage : StageAnalysis.STAGES) {
            if (stage != LifecycleStage.PROSPECT) {
                series.add(Series.of(
                        stage.id(),
                        count,
                        stages.snapshots.stream()
                                .mapToDouble((LifecycleStages snapshot) -> snapshot.size(stage))
                                .toArray()));
            }
        }
        return LineChart.of("Customers by stage over time", days, series.toArray(Series[]::new))
                .withLabelName("Date");
    }
}
