package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
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
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final List<RowProblem> problems = new ArrayList<>();
    private TouchColumns columns = new TouchColumns(16);
    private int rows;
    private long read;
    private long ofOthers;
    private boolean built;

    TouchpointsBuilder(TouchpointOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.known = options.customers().size();
    }

    /**
     * Takes one touchpoint.
     *
     * @param row one of number 0 gets the number of its place, from 1
     * @return this
     * @throws DataException if it is bad and the options let no more bad rows pass
     */
    public TouchpointsBuilder add(Touchpoint row) {
        requireOpen();
        read++;
        Touchpoint numbered = row.row() == 0 ? row.withRow(read) : row;
        RowProblem problem = problemOf(numbered);
        if (problem == null) {
            keep(numbered);
        } else {
            reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problemOf(Touchpoint row) {
        String id = row.customerId();
        if (id == null || id.isBlank()) {
            return problem(row, "customer", id, RejectReason.EMPTY_CUSTOMER_ID, "a customer id is needed");
        }
        LocalDate day = row.day();
        if (day == null) {
            return problem(row, "day", null, RejectReason.BAD_DATE, "a day is needed");
        }
        if (day.toEpochDay() < TimeGrid.MIN_DAY || day.toEpochDay() > TimeGrid.MAX_DAY) {
            return problem(
                    row, "day", day.toString(), RejectReason.DATE_OUT_OF_RANGE, "it must be 0001-01-01 to 9999-12-31");
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
        return new RowProblem(options.source(), row.row(), column, value, reason, rule);
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
            columns = columns.withSize(rows + (rows >> 1));
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

    private void reject(RowProblem problem) {
        rejected.merge(problem.reason(), 1L, Long::sum);
        long count = rejected.values().stream().mapToLong(Long::longValue).sum();
        if (count > options.badRows().cap()) {
            throw new DataException(problem);
        }
        if (problems.size() < TouchpointReport.KEPT_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void requireOpen() {
        if (built) {
            throw new IllegalStateException("this builder has built its touchpoints; begin another");
        }
    }

    /** The touchpoints of all rows, sorted. */
    public Touchpoints build() {
        requireOpen();
        built = true;
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
                new TouchpointReport(read, ofOthers, rejected, problems));
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
