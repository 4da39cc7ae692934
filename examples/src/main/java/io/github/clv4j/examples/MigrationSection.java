package io.github.clv4j.examples;

import io.github.clv4j.report.Block;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.SankeyChart;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.rfm.AlarmDirection;
import io.github.clv4j.rfm.ChainCheck;
import io.github.clv4j.rfm.ChainChecks;
import io.github.clv4j.rfm.FlowAlarm;
import io.github.clv4j.rfm.FlowAlarms;
import io.github.clv4j.rfm.FlowMeasure;
import io.github.clv4j.rfm.MarkovChain;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.SegmentFlow;
import io.github.clv4j.rfm.SegmentSnapshot;
import io.github.clv4j.rfm.SizeChange;
import io.github.clv4j.rfm.SizeDecomposition;
import io.github.clv4j.rfm.StationaryDistribution;
import io.github.clv4j.rfm.TimeToGone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the report that tells how customers moved between segments. */
final class MigrationSection {
    /** More alarms than this nobody reads. */
    private static final int SHOWN_ALARMS = 20;

    /** More stages than this leave no room between them. */
    private static final int MOST_STAGES = 5;
    /** A test whose p-value is below speaks against the chain. */
    private static final double REFUTED = 0.01;

    private final CustomerBase base;
    private final Segmentation segmentation;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);

    private MigrationSection(CustomerBase base) {
        this.base = base;
        this.segmentation = base.segmentation;
    }

    static Section of(CustomerBase base) {
        return new MigrationSection(base).section();
    }

    private Section section() {
        MigrationSeries series = segmentation.series;
        List<Block> blocks = new ArrayList<>();
        blocks.add(matrix());
        blocks.add(series == null || series.snapshots().size() < 3 ? twoSides() : stages(series));
        if (segmentation.sizes != null) {
            blocks.add(sizes(segmentation.sizes));
        }
        if (series != null) {
            blocks.add(lines(series, "Share of a segment's customers who stayed in a step", SegmentFlow::stayRate));
            blocks.add(lines(
                    series, "Share of a segment's customers who came to it in the step", SegmentFlow::inflowRate));
            blocks.add(alarms(series));
        }
        MarkovChain chain = segmentation.chain.chain();
        ChainChecks checks = segmentation.chain.checks();
        if (chain != null && checks != null) {
            blocks.add(chain(chain, checks));
        }
        return Section.of("Migration", text(series), blocks.toArray(Block[]::new));
    }

    private String text(@Nullable MigrationSeries series) {
        String from = segmentation.compareTo.toString();
        String text = "Who moved where from " + from + " to " + base.asOf + ". All dates are scored with the "
                + (base.settings.segments().thresholdsFile() == null
                        ? "thresholds of " + base.asOf
                        : "same thresholds of a file")
                + ", so that a customer moves because its own behaviour changed. New: no order yet at the earlier date."
                + " Gone: scored then, not scored now (all orders since refunded, or no order for too long).";
        if (series == null) {
            return text + "\n\nThere is no series of snapshots: the log is too short for two.";
        }
        int steps = series.steps();
        text += "\n\nThe series has " + (steps == 1 ? "one step" : steps + " steps") + ", from "
                + series.snapshots().get(0).asOf() + " to " + base.asOf
                + "; who comes back after being gone is seen to return in it. All moves are in migration-series.csv.";
        return segmentation.chain.chain() != null
                ? text
                : text + " There is no Markov chain of it: " + segmentation.chain.reason() + ".";
    }

    private HeatMap matrix() {
        MigrationMatrix matrix = segmentation.migration;
        return HeatMap.of("Customers by segment on " + dates(), matrix.to(), matrix.from(), counts(matrix), count)
                .withAxisNames("on " + base.asOf, "on " + segmentation.compareTo)
                .withScale(HeatMap.Scale.SQUARE_ROOT)
                .withRowShares();
    }

    private String dates() {
        return segmentation.compareTo + " to " + base.asOf;
    }

    private static double[][] counts(MigrationMatrix matrix) {
        return Arrays.stream(matrix.counts())
                .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new);
    }

    private SankeyChart twoSides() {
        MigrationMatrix matrix = segmentation.migration;
        return SankeyChart.of("Flow of customers, " + dates(), matrix.from(), matrix.to(), counts(matrix))
                .withSideNames(segmentation.compareTo.toString(), base.asOf.toString());
    }

    /** The last snapshots at equal distances, at most five of them. */
    private SankeyChart stages(MigrationSeries series) {
        int every = (series.steps() + MOST_STAGES - 2) / (MOST_STAGES - 1);
        List<SegmentSnapshot> shown = new ArrayList<>();
        for (int t = series.steps(); t >= 0; t -= every) {
            shown.add(0, series.snapshots().get(t));
        }
        MigrationSeries stages = MigrationSeries.of(shown);
        List<List<String>> groups = new ArrayList<>();
        List<double[][]> steps = new ArrayList<>();
        List<String> from = stages.pooled().from();
        for (int step = 0; step < stages.steps(); step++) {
            groups.add(from);
            double[][] moves = counts(stages.matrix(step));
            // What comes in on the left must have a row on the right: nobody comes into the row of new customers.
            steps.add(
                    step == stages.steps() - 1
                            ? moves
                            : Arrays.stream(moves)
                                    .map(row -> Arrays.copyOf(row, from.size()))
                                    .toArray(double[][]::new));
        }
        groups.add(stages.pooled().to());
        List<String> names =
                shown.stream().map(snapshot -> snapshot.asOf().toString()).toList();
        return SankeyChart.ofStages("Flow of customers, " + names.get(0) + " to " + base.asOf, names, groups, steps)
                .withNote("New customers stand in front of the step in which they get their first segment.");
    }

    private ReportTable sizes(SizeDecomposition sizes) {
        List<SizeChange> changes = new ArrayList<>(sizes.changes());
        changes.add(sizes.total());
        List<List<String>> rows = new ArrayList<>();
        for (SizeChange change : changes) {
            rows.add(List.of(
                    change.segment(),
                    count.format(change.before()),
                    signed(change.behaviour()),
                    signed(change.births()),
                    signed(change.returns()),
                    signed(-change.losses()),
                    signed(change.rebinning()),
                    count.format(change.after())));
        }
        return ReportTable.of(
                        "Why segments changed in size, " + dates(),
                        List.of("Segment", "Before", "Behaviour", "New", "Returned", "Lost", "Edges", "After"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Before is by the edges of " + segmentation.compareTo + ", after by those of " + base.asOf
                        + (base.settings.segments().thresholdsFile() == null
                                ? ""
                                : ", which are the same here, those of the file")
                        + ". Behaviour: customers who moved between segments by the edges before. Edges: what moving the"
                        + " edges did, with all customers as they are now. Before + behaviour + new + returned + lost +"
                        + " edges = after.");
    }

    private String signed(long change) {
        return (change > 0 ? "+" : "") + count.format(change);
    }

    private LineChart lines(MigrationSeries series, String title, Function<SegmentFlow, OptionalDouble> rate) {
        List<String> labels = new ArrayList<>();
        for (int step = 0; step < series.steps(); step++) {
            labels.add(series.snapshots().get(step + 1).asOf().toString());
        }
        List<Series> lines = new ArrayList<>();
        for (String segment : series.segments()) {
            double[] values = new double[series.steps()];
            for (int step = 0; step < values.length; step++) {
                values[step] = rate.apply(series.flow(step, segment)).orElse(Double.NaN);
            }
            lines.add(Series.of(segment, percent, values).withUndefined(step -> true));
        }
        return LineChart.of(title, labels, lines.toArray(Series[]::new))
                .withLabelName("Step to")
                .withNote("A line has a gap where nobody was in the segment.");
    }

    private ReportTable alarms(MigrationSeries series) {
        List<List<String>> rows = new ArrayList<>();
        int judged = 0;
        for (FlowAlarms some : segmentation.alarms) {
            judged += some.judged();
            for (FlowAlarm alarm : some.alarms()) {
                rows.add(List.of(
                        series.snapshots().get(alarm.step() + 1).asOf().toString(),
                        alarm.segment(),
                        words(alarm, some.measure())));
            }
        }
        int all = rows.size();
        // The latest first: they can still be answered.
        rows.sort(Comparator.comparing((List<String> row) -> row.get(0)).reversed());
        List<List<String>> shown = rows.subList(0, Math.min(all, SHOWN_ALARMS));
        return ReportTable.of("Alarms: steps unlike the others", List.of("Step to", "Segment", "What happened"), shown)
                .withNote((all > shown.size()
                                ? "The latest " + shown.size() + " of " + all + "; summary.json has them all. "
                                : "")
                        + count.format(judged)
                        + " rates of at least " + Segmentation.ALARMS.minCustomers()
                        + " customers were held against the segment's rate over all steps, at a level of "
                        + ValueFormat.percent(0).format(Segmentation.ALARMS.level()) + ": about "
                        + count.format(Math.round(judged * (1 - Segmentation.ALARMS.level())))
                        + " of them would leave their limits by chance.");
    }

    private String words(FlowAlarm alarm, FlowMeasure measure) {
        String who = measure == FlowMeasure.INFLOW ? "had just come" : "left";
        return (alarm.direction() == AlarmDirection.HIGH ? "More" : "Fewer") + " than usual " + who + ": "
                + percent.format(alarm.rate()) + " of " + count.format(alarm.customers()) + ", over all steps "
                + percent.format(alarm.baseline()) + " (limits " + percent.format(alarm.lower()) + " to "
                + percent.format(alarm.upper()) + ")";
    }

    private ReportTable chain(MarkovChain chain, ChainChecks checks) {
        StationaryDistribution stationary = chain.stationary();
        boolean tellsGone = segmentation.scores.options().goneAfterDays().isPresent();
        TimeToGone time = chain.timeToGone();
        double[] now = chain.customersIn(base.segments);
        double all = Arrays.stream(now).sum();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < now.length; i++) {
            String state = chain.states().get(i);
            boolean isGone = state.equals(MigrationMatrix.GONE);
            rows.add(List.of(
                    state,
                    percent.format(now[i] / all),
                    percent.format(stationary.isUnique() ? stationary.share(state) : Double.NaN),
                    percent.format(chain.probability(state, state)),
                    !tellsGone || isGone ? "–" : steps(time.meanSteps(state))));
        }
        return ReportTable.of(
                        "In the long run, if all steps were like these",
                        List.of("Segment", "Share now", "Share in the long run", "Stays a step", "Steps until gone"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote(note(chain, checks, stationary, tellsGone));
    }

    private static String steps(double mean) {
        return Double.isInfinite(mean) ? "never" : ValueFormat.decimals(1).format(mean);
    }

    private String note(MarkovChain chain, ChainChecks checks, StationaryDistribution stationary, boolean tellsGone) {
        ChainCheck rates = checks.homogeneity();
        ChainCheck order = checks.firstOrder();
        return "A Markov chain of all steps of " + length(chain)
                + " together, without new customers, and a simplification: "
                + verdict(
                        rates,
                        "the rates were not the same in all steps",
                        "so it tells of a mean step, not of any one",
                        "nothing speaks against equal rates in all steps")
                + "; "
                + verdict(
                        order,
                        "where a customer was before its present segment matters too",
                        "so the chain forgets what it should know, and its times are rough",
                        "nothing speaks against that the present segment is all that matters")
                + ". In the long run, by what was seen in these steps: " + stationary.message() + "."
                + (tellsGone
                        ? " Steps until gone are those until a customer is gone for the first time."
                        : " Without --gone-after no customer is gone for having stayed away, so no time until then is told.");
    }

    private static String length(MarkovChain chain) {
        String unit = chain.step().unit().name().toLowerCase(Locale.ROOT);
        return chain.step().count() == 1
                ? "one " + unit.substring(0, unit.length() - 1)
                : chain.step().count() + " " + unit;
    }

    private static String verdict(ChainCheck check, String refuted, String consequence, String holds) {
        if (check.chiSquarePValue().isEmpty()) {
            return "the data cannot tell whether " + check.assumption();
        }
        double p = check.chiSquarePValue().getAsDouble();
        String value = p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
        return p < REFUTED ? refuted + " (" + value + "), " + consequence : holds + " (" + value + ")";
    }
}
