package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How satisfied customers say they are, by kind of survey, period and group: net promoter score, satisfaction, effort.
 * Immutable. What follows from a cell is asked of its {@link ScoreCounts}.
 *
 * <p>Group 0 is {@value PeriodFacts#ALL}; after it come the groups of a grouping, and at the end {@value
 * PeriodFacts#UNGROUPED} if some customers are in none.
 */
public final class SatisfactionReport {
    private static final SurveyKind[] KINDS = SurveyKind.values();

    private final Periods periods;
    private final Groups groups;
    private final ResponseChoice choice;
    private final ScoreCounts[] cells;

    private SatisfactionReport(SurveyResponses responses, Periods periods, Groups groups, ResponseChoice choice) {
        this.periods = Objects.requireNonNull(periods, "periods");
        this.groups = groups;
        this.choice = Objects.requireNonNull(choice, "choice");
        int each = periods.requireApart().cells(groups.count());
        // Most cells of many groups have no responses, so they share one of no counts.
        long[] @Nullable [] counts = new long[KINDS.length * each] @Nullable [];
        int asOf = (int) periods.asOf().toEpochDay();
        // The latest response of a kind so far in the same period, of the customer at hand.
        int[] latest = new int[KINDS.length];
        Arrays.fill(latest, -1);
        for (int i = 0; i < responses.count(); i++) {
            int period = responses.day(i) <= asOf ? periods.indexOf(responses.day(i)) : Periods.NONE;
            if (period == Periods.NONE) {
                continue;
            }
            SurveyKind kind = responses.kind(i);
            int before = latest[kind.code()];
            if (choice == ResponseChoice.LATEST
                    && before >= 0
                    && responses.customer(before) == responses.customer(i)
                    && periods.indexOf(responses.day(before)) == period) {
                count(counts, responses, before, -1);
            }
            count(counts, responses, i, 1);
            latest[kind.code()] = i;
        }
        this.cells = new ScoreCounts[counts.length];
        for (SurveyKind kind : KINDS) {
            ScoreCounts none = ScoreCounts.of(kind, new long[kind.highest() - kind.lowest() + 1]);
            for (int i = kind.code() * each; i < (kind.code() + 1) * each; i++) {
                long[] found = counts[i];
                cells[i] = found == null ? none : ScoreCounts.of(kind, found);
            }
        }
    }

    private void count(long[] @Nullable [] counts, SurveyResponses responses, int response, int by) {
        SurveyKind kind = responses.kind(response);
        int period = periods.indexOf(responses.day(response));
        int group = groups.ofCustomer(responses.customer(response));
        count(counts, cell(kind, period, 0), kind, responses.score(response), by);
        if (group != 0) {
            count(counts, cell(kind, period, group), kind, responses.score(response), by);
        }
    }

    private static void count(long[] @Nullable [] counts, int cell, SurveyKind kind, int score, int by) {
        long[] own = counts[cell];
        if (own == null) {
            own = new long[kind.highest() - kind.lowest() + 1];
            counts[cell] = own;
        }
        own[score - kind.lowest()] += by;
    }

    private int cell(SurveyKind kind, int period, int group) {
        Objects.checkIndex(period, periods.count());
        Objects.checkIndex(group, groups.count());
        return (kind.code() * periods.count() + period) * groups.count() + group;
    }

    /**
     * The report of all customers together.
     *
     * @throws IllegalArgumentException if periods overlap
     */
    public static SatisfactionReport of(SurveyResponses responses, Periods periods, ResponseChoice choice) {
        return new SatisfactionReport(responses, periods, Groups.everyone(), choice);
    }

    /**
     * The report of all customers and of each group.
     *
     * @param periods cut time; responses after their as-of day do not count
     * @param customers groups of the customers of the responses, such as segments
     * @throws IllegalArgumentException if periods overlap, groups and periods are too many, or the grouping is of another
     *     number of customers or has a group named {@value PeriodFacts#ALL} or {@value PeriodFacts#UNGROUPED}
     */
    public static SatisfactionReport of(
            SurveyResponses responses, Periods periods, Grouping customers, ResponseChoice choice) {
        return new SatisfactionReport(responses, periods, Groups.ofCustomers(responses, customers), choice);
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** Which responses of one customer count. */
    public ResponseChoice choice() {
        return choice;
    }

    /** The scores of a kind in a period and group. */
    public ScoreCounts scores(SurveyKind kind, int period, int group) {
        return cells[cell(kind, period, group)];
    }

    /** Whether the score changed since the period before; undefined in the first period. */
    public DifferenceTest change(SurveyKind kind, int period, int group) {
        ScoreCounts now = scores(kind, period, group);
        if (period == 0) {
            String reason = "there is no period before the first";
            return DifferenceTest.undefined(KpiValue.undefined(reason), reason);
        }
        return now.changeSince(scores(kind, period - 1, group));
    }

    /**
     * One row for each kind that was asked, period and group: {@code kind}, {@code period}, {@code period_start}, {@code
     * group}, {@code complete}, {@code responses}, {@code top}, {@code bottom} (the most and the least satisfied class),
     * {@code nps}, {@code top_share}, {@code mean} (each with {@code _lower} and {@code _upper}; {@code nps} of NPS alone,
     * with its score interval), {@code change}, {@code change_z}, {@code change_p} and {@code undefined}: why there is no
     * score.
     *
     * @param level of the intervals, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        List<int[]> rows = new ArrayList<>();
        int each = periods.count() * groups.count();
        for (SurveyKind kind : KINDS) {
            boolean asked = false;
            for (int i = 0; i < each; i++) {
                asked |= cells[kind.code() * each + i].responses() > 0;
            }
            for (int i = 0; asked && i < each; i++) {
                rows.add(new int[] {kind.code() * each + i, i / groups.count(), i % groups.count()});
            }
        }
        return Table.of(
                "satisfaction",
                rows.size(),
                List.of(
                        Column.text(
                                "kind", row -> cells[rows.get(row)[0]].kind().name()),
                        Column.text("period", row -> periods.label(rows.get(row)[1])),
                        Column.date("period_start", row -> periods.firstDay(rows.get(row)[1])),
                        Column.text("group", row -> groups().get(rows.get(row)[2])),
                        Column.text("complete", row -> Boolean.toString(periods.isComplete(rows.get(row)[1]))),
                        Column.integer("responses", row -> cells[rows.get(row)[0]].responses()),
                        Column.integer("top", row -> cells[rows.get(row)[0]].top()),
                        Column.integer("bottom", row -> cells[rows.get(row)[0]].inClass(0)),
                        Column.decimal("nps", row -> value(nps(rows.get(row)[0], level))),
                        Column.decimal("nps_lower", row -> lower(nps(rows.get(row)[0], level))),
                        Column.decimal("nps_upper", row -> upper(nps(rows.get(row)[0], level))),
                        Column.decimal(
                                "top_share",
                                row -> cells[rows.get(row)[0]]
                                        .topShare(level)
                                        .rate()
                                        .value()),
                        Column.decimal(
                                "top_share_lower",
                                row -> cells[rows.get(row)[0]].topShare(level).lower()),
                        Column.decimal(
                                "top_share_upper",
                                row -> cells[rows.get(row)[0]].topShare(level).upper()),
                        Column.decimal("mean", row -> value(cells[rows.get(row)[0]].mean(level))),
                        Column.decimal("mean_lower", row -> lower(cells[rows.get(row)[0]].mean(level))),
                        Column.decimal("mean_upper", row -> upper(cells[rows.get(row)[0]].mean(level))),
                        Column.decimal(
                                "change",
                                row -> change(rows.get(row)).difference().value()),
                        Column.decimal("change_z", row -> change(rows.get(row)).statistic()),
                        Column.decimal("change_p", row -> change(rows.get(row)).pValue()),
                        Column.text(
                                "undefined",
                                row -> cells[rows.get(row)[0]].mean().undefinedReason())));
    }

    private @Nullable ValueEstimate nps(int cell, double level) {
        return cells[cell].kind() == SurveyKind.NPS ? cells[cell].npsInterval(level) : null;
    }

    private DifferenceTest change(int[] row) {
        return change(cells[row[0]].kind(), row[1], row[2]);
    }

    private static double value(@Nullable ValueEstimate estimate) {
        return estimate == null ? Double.NaN : estimate.value().value();
    }

    private static double lower(@Nullable ValueEstimate estimate) {
        return estimate == null ? Double.NaN : estimate.lower();
    }

    private static double upper(@Nullable ValueEstimate estimate) {
        return estimate == null ? Double.NaN : estimate.upper();
    }

    @Override
    public String toString() {
        return "satisfaction in " + periods + " by " + groups.name() + " " + groups();
    }
}
