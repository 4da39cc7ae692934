package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Segments whose outflow, stay rate or inflow left its control limits along a series: a p-chart for each segment.
 * Immutable.
 *
 * <p>The limits take the baseline for known. With {@link AlarmBaseline#EARLIER_STEPS} and few customers in them it is not,
 * and alarms are more frequent than the level says, the more so where the baseline is 0.
 */
public final class FlowAlarms {
    private final MigrationSeries series;
    private final FlowMeasure measure;
    private final List<FlowAlarm> alarms;
    private final int judged;

    private FlowAlarms(MigrationSeries series, FlowMeasure measure, List<FlowAlarm> alarms, int judged) {
        this.series = series;
        this.measure = measure;
        this.alarms = alarms;
        this.judged = judged;
    }

    /** The alarms of a series. */
    public static FlowAlarms of(MigrationSeries series, FlowMeasure measure, AlarmOptions options) {
        Objects.requireNonNull(measure, "measure");
        List<SegmentFlow> flows = series.flows();
        int segments = series.segments().size();
        long[] part = new long[segments];
        long[] whole = new long[segments];
        boolean pooled = options.baseline() == AlarmBaseline.POOLED;
        for (int i = 0; pooled && i < flows.size(); i++) {
            part[i % segments] += measure.part(flows.get(i));
            whole[i % segments] += measure.whole(flows.get(i));
        }
        List<FlowAlarm> alarms = new ArrayList<>();
        int judged = 0;
        for (int i = 0; i < flows.size(); i++) {
            SegmentFlow flow = flows.get(i);
            int segment = i % segments;
            if (measure.whole(flow) >= options.minCustomers() && whole[segment] >= options.minCustomers()) {
                judged++;
                judge(flow, measure, (double) part[segment] / whole[segment], options, alarms);
            }
            if (!pooled) {
                part[segment] += measure.part(flow);
                whole[segment] += measure.whole(flow);
            }
        }
        return new FlowAlarms(series, measure, List.copyOf(alarms), judged);
    }

    private static void judge(
            SegmentFlow flow, FlowMeasure measure, double baseline, AlarmOptions options, List<FlowAlarm> alarms) {
        long customers = measure.whole(flow);
        double rate = (double) measure.part(flow) / customers;
        RateInterval limits = options.limits().around(baseline, customers, options.level());
        if (!limits.contains(rate)) {
            alarms.add(new FlowAlarm(
                    flow.step(),
                    flow.segment(),
                    customers,
                    rate,
                    baseline,
                    limits.lower(),
                    limits.upper(),
                    rate > limits.upper() ? AlarmDirection.HIGH : AlarmDirection.LOW));
        }
    }

    /** Which rate was watched. */
    public FlowMeasure measure() {
        return measure;
    }

    /** The alarms, step by step. */
    public List<FlowAlarm> alarms() {
        return alarms;
    }

    /** Rates that had enough customers to be judged; with level L, (1 − L) of them leave their limits by chance. */
    public int judged() {
        return judged;
    }

    /**
     * One row for each alarm: {@code step}, {@code from_date}, {@code to_date}, {@code segment}, {@code measure}, {@code
     * customers}, {@code rate}, {@code baseline}, {@code lower}, {@code upper}, {@code direction}.
     */
    public Table toTable() {
        return Table.of(
                "flow_alarms",
                alarms.size(),
                List.of(
                        Column.integer("step", i -> alarms.get(i).step()),
                        Column.date(
                                "from_date",
                                i -> series.asOf(alarms.get(i).step()).toEpochDay()),
                        Column.date(
                                "to_date",
                                i -> series.asOf(alarms.get(i).step() + 1).toEpochDay()),
                        Column.text("segment", i -> alarms.get(i).segment()),
                        Column.text("measure", i -> measure.name().toLowerCase(Locale.ROOT)),
                        Column.integer("customers", i -> alarms.get(i).customers()),
                        Column.decimal("rate", i -> alarms.get(i).rate()),
                        Column.decimal("baseline", i -> alarms.get(i).baseline()),
                        Column.decimal("lower", i -> alarms.get(i).lower()),
                        Column.decimal("upper", i -> alarms.get(i).upper()),
                        Column.text(
                                "direction",
                                i -> alarms.get(i).direction().name().toLowerCase(Locale.ROOT))));
    }

    @Override
    public String toString() {
        return alarms.size() + " alarms of " + judged + " rates of " + measure;
    }
}
