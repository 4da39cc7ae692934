package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The values of some KPIs for each period and group of facts. Immutable. */
public final class KpiReport {
    private static final String HIDDEN = "hidden, because it or another group that it would give away has fewer than ";

    private final PeriodFacts facts;
    private final List<Kpi> kpis;
    /** By period, group and KPI. */
    private final KpiValue[] values;

    private KpiReport(PeriodFacts facts, List<Kpi> kpis, KpiValue[] values) {
        this.facts = facts;
        this.kpis = kpis;
        this.values = values;
    }

    /** KPIs that need nothing but the log; others are undefined. */
    public static KpiReport of(PeriodFacts facts, Kpi... kpis) {
        return of(facts, KpiOptions.withDefaults(), kpis);
    }

    /** As {@link #of(PeriodFacts, KpiOptions, List)}. */
    public static KpiReport of(PeriodFacts facts, KpiOptions options, Kpi... kpis) {
        return of(facts, options, List.of(kpis));
    }

    /**
     * KPIs for each period and group.
     *
     * @param kpis with different ids; {@link Kpis#all} for the whole catalogue
     * @throws IllegalArgumentException if there is no KPI or an id comes twice, if the spend is in another currency than
     *     the log, or if a margin is stated though the log has costs
     * @throws io.github.clv4j.data.DataException if spend is for a group that the facts do not have
     */
    public static KpiReport of(PeriodFacts facts, KpiOptions options, List<Kpi> kpis) {
        List<Kpi> own = checked(kpis);
        if (options.grossMargin() != null && facts.hasCost()) {
            throw new IllegalArgumentException("a gross margin of " + options.grossMargin()
                    + " is stated, but the log has costs, which tell the margin; give one of the two");
        }
        AcquisitionSpend stated = options.acquisitionSpend();
        SpendTotals spend = stated == null ? null : SpendTotals.of(stated, facts);
        int groups = facts.groups().size();
        KpiValue[] values = new KpiValue[facts.periods().count() * groups * own.size()];
        SmallCells small = new SmallCells(facts, options.fewestCustomers());
        for (int k = 0; k < own.size(); k++) {
            Kpi kpi = own.get(k);
            for (int period = 0; period < facts.periods().count(); period++) {
                boolean[] hidden = small.hidden(kpi.needs(), period);
                for (int group = 0; group < groups; group++) {
                    values[(period * groups + group) * own.size() + k] = hidden[group]
                            ? KpiValue.undefined(HIDDEN + options.fewestCustomers() + " customers")
                            : kpi.compute(new KpiCell(kpi, facts, options, spend, period, group));
                }
            }
        }
        return new KpiReport(facts, own, values);
    }

    private static List<Kpi> checked(List<Kpi> kpis) {
        if (kpis.isEmpty()) {
            throw new IllegalArgumentException("no KPI was given; Kpis.all() are those of the catalogue");
        }
        Set<String> ids = new HashSet<>();
        for (Kpi kpi : kpis) {
            if (!ids.add(kpi.id())) {
                throw new IllegalArgumentException("KPI '" + kpi.id() + "' was given twice");
            }
        }
        return List.copyOf(kpis);
    }

    /**
     * The value of a KPI.
     *
     * @param period 0 to {@code facts().periods().count() - 1}
     * @param group 0 for all, or an index into {@code facts().groups()}
     * @throws IllegalArgumentException if the report has no such KPI; the message lists the ids
     */
    public KpiValue value(Kpi kpi, int period, int group) {
        Objects.checkIndex(period, facts.periods().count());
        Objects.checkIndex(group, facts.groups().size());
        for (int k = 0; k < kpis.size(); k++) {
            if (kpis.get(k).id().equals(kpi.id())) {
                return at((period * facts.groups().size() + group) * kpis.size() + k);
            }
        }
        throw new IllegalArgumentException("the report has no KPI '" + kpi.id() + "'; it has "
                + kpis.stream().map(Kpi::id).toList());
    }

    /**
     * The value of a KPI by label.
     *
     * @throws IllegalArgumentException if the report has no such KPI, period or group; the message tells what there is
     */
    public KpiValue value(Kpi kpi, String period, String group) {
        return value(kpi, facts.periods().indexOf(period), facts.indexOf(group));
    }

    /** The value of a KPI for all customers together. */
    public KpiValue value(Kpi kpi, int period) {
        return value(kpi, period, 0);
    }

    private KpiValue at(int row) {
        return values[row];
    }

    /** The KPIs, in the order of the report. */
    public List<Kpi> kpis() {
        return kpis;
    }

    /** What the KPIs were computed from, with the periods and groups. */
    public PeriodFacts facts() {
        return facts;
    }

    /**
     * One row for each period, group and KPI:
     *
     * <ul>
     *   <li>{@code period}, {@code period_start}: label and first day
     *   <li>{@code grouping}, {@code group}: what the groups are, and the group's label
     *   <li>{@code kpi}: id
     *   <li>{@code value}: unknown if undefined; money in major units
     *   <li>{@code numerator}, {@code denominator}: of a quotient; of other values the value itself and nothing
     *   <li>{@code lower}, {@code upper}: ends of the interval at the level of the options; unknown if it has none
     *   <li>{@code unit}: a {@link KpiUnit} in lower case
     *   <li>{@code undefined}: why there is no value; unknown if there is one
     *   <li>{@code complete}: {@code true}, or {@code false} if the period is not over as of the as-of day
     *   <li>{@code note}: what readers need to know of the value, mostly unknown
     * </ul>
     */
    public Table toTable() {
        int groups = facts.groups().size();
        int perPeriod = groups * kpis.size();
        Periods periods = facts.periods();
        return Table.of(
                "kpis",
                values.length,
                List.of(
                        Column.text("period", row -> periods.label(row / perPeriod)),
                        Column.date("period_start", row -> periods.firstDay(row / perPeriod)),
                        Column.text("grouping", row -> facts.groupedBy()),
                        Column.text("group", row -> facts.groups().get(row / kpis.size() % groups)),
                        Column.text("kpi", row -> kpiOf(row).id()),
                        Column.decimal("value", row -> at(row).value()),
                        Column.decimal("numerator", row -> number(at(row).numerator())),
                        Column.decimal("denominator", row -> number(at(row).denominator())),
                        Column.decimal("lower", row -> end(at(row).interval(), Interval::lower)),
                        Column.decimal("upper", row -> end(at(row).interval(), Interval::upper)),
                        Column.text("unit", row -> Texts.lowerCase(kpiOf(row).unit())),
                        Column.text("undefined", row -> at(row).undefinedReason()),
                        Column.text("complete", row -> Boolean.toString(periods.isComplete(row / perPeriod))),
                        Column.text("note", row -> at(row).note())));
    }

    private Kpi kpiOf(int row) {
        return kpis.get(row % kpis.size());
    }

    private static double end(@Nullable Interval interval, ToDoubleFunction<Interval> which) {
        return interval == null ? Double.NaN : which.applyAsDouble(interval);
    }

    private static double number(@Nullable BigDecimal exact) {
        return exact == null ? Double.NaN : exact.doubleValue();
    }

    @Override
    public String toString() {
        return kpis.size() + " KPIs from " + facts;
    }
}
