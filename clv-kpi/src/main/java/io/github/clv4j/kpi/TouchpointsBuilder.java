package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes touchpoints one by one and checks them. Bad rows are those with no customer or channel, no day or one outside
 * 0001-01-01..9999-12-31, or a negative cost. Not for several threads at a time.
 */
public final class TouchpointsBuilder {
    private final TouchpointOptions options;
    private final int known;
    private final Map<String, Integer> others = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private final RowChecks checks;
    private TouchColumns columns = new TouchColumns(16);
    private int rows;
    private long ofOthers;

    TouchpointsBuilder(TouchpointOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.known = options.customers().size();
        this.checks = new RowChecks(options.source(), options.badRows());
    }

    /**
     * Takes one touchpoint.
     *
     * @param row one of number 0 gets the number of its place, from 1
     * @return this
     * @throws DataException if it is bad and the options let no more bad rows pass
     */
    public TouchpointsBuilder add(Touchpoint row) {
        Touchpoint numbered = row.withRow(checks.next(row.row()));
        RowProblem problem = problemOf(numbered);
        if (problem == null) {
            keep(numbered);
        } else {
            checks.reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problemOf(Touchpoint row) {
        RowProblem who = checks.customer(row.row(), row.customerId(), null);
        RowProblem when = checks.date(row.row(), "day", row.day());
        if (who != null || when != null) {
            return who != null ? who : when;
        }
        String channel = row.channel();
        if (channel == null || channel.isBlank()) {
            return problem(row, "channel", channel, RejectReason.BAD_ROW, "a channel is needed");
        }
        return row.costMinor() >= 0
                ? null
                : problem(
                        row,
                        "cost",
                        options.money().format(row.costMinor()),
                        RejectReason.BAD_COST,
                        "the cost of a touchpoint must be 0 or more");
    }

    private RowProblem problem(
            Touchpoint row, String column, @Nullable String value, RejectReason reason, String rule) {
        return checks.problem(row.row(), column, value, reason, rule);
    }

    private void keep(Touchpoint row) {
        String told = Objects.requireNonNull(row.customerId());
        IdLinks links = options.links();
        int customer = options.customers().indexOf(told);
        if (customer < 0 && links != null) {
            told = links.resolve(told);
            customer = options.customers().indexOf(told);
        }
        if (customer < 0) {
            customer = known + others.computeIfAbsent(told, id -> others.size());
            ofOthers++;
        }
        if (rows == columns.size()) {
            columns = columns.withSize(Capacity.after(rows));
        }
        LocalTime time = row.time();
        String kind = row.kind();
        columns.customer[rows] = customer;
        columns.day[rows] = (int) Objects.requireNonNull(row.day()).toEpochDay();
        columns.minute[rows] = time == null ? Touchpoints.NO_TIME : time.toSecondOfDay() / 60;
        columns.channel[rows] = channels.computeIfAbsent(Objects.requireNonNull(row.channel()), c -> channels.size());
        columns.kind[rows] = kind == null ? Touchpoints.NO_KIND : kinds.computeIfAbsent(kind, label -> kinds.size());
        columns.cost[rows] = row.costMinor();
        rows++;
    }

    /** The touchpoints of all rows, sorted. */
    public Touchpoints build() {
        checks.close();
        TouchColumns all = columns.withSize(rows);
        List<String> otherIds = sorted(others);
        recode(all.customer, others, otherIds, known);
        List<String> channelLabels = sorted(channels);
        recode(all.channel, channels, channelLabels, 0);
        List<String> kindLabels = sorted(kinds);
        recode(all.kind, kinds, kindLabels, 0);
        return new Touchpoints(
                options,
                otherIds,
                channelLabels,
                kindLabels,
                all.sorted(),
                new TouchpointReport(checks.read(), ofOthers, checks.byReason(), checks.problems()));
    }

    private static List<String> sorted(Map<String, Integer> codes) {
        return codes.keySet().stream().sorted().toList();
    }

    /** Codes in the order of labels, not in that of the input; those below the first are left as they are. */
    private static void recode(int[] column, Map<String, Integer> codes, List<String> labels, int first) {
        int[] place = new int[labels.size()];
        for (int i = 0; i < place.length; i++) {
            place[Objects.requireNonNull(codes.get(labels.get(i)))] = i;
        }
        Arrays.setAll(column, row -> column[row] < first ? column[row] : first + place[column[row] - first]);
    }
}
