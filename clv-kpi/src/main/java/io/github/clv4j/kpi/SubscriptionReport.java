package io.github.clv4j.kpi;

import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the rows that subscriptions were read from: read = accepted + rejected. Immutable. */
public final class SubscriptionReport {
    /** Most problems that are kept word for word. */
    public static final int KEPT_PROBLEMS = 20;

    private final long read;
    private final long rounded;
    private final Map<RejectReason, Long> rejected;
    private final List<RowProblem> problems;

    SubscriptionReport(long read, long rounded, Map<RejectReason, Long> rejected, List<RowProblem> problems) {
        this.read = read;
        this.rounded = rounded;
        EnumMap<RejectReason, Long> own = new EnumMap<>(RejectReason.class);
        own.putAll(rejected);
        this.rejected = Collections.unmodifiableMap(own);
        this.problems = List.copyOf(problems);
    }

    /** Rows that were read. */
    public long read() {
        return read;
    }

    /** Rows that became subscriptions. */
    public long accepted() {
        return read - rejectedRows();
    }

    /** Rows that were rejected. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by reason; reasons without rows are absent. */
    public Map<RejectReason, Long> rejected() {
        return rejected;
    }

    /** Accepted rows whose amount is no whole number of minor units a month and was rounded to the nearest. */
    public long roundedAmounts() {
        return rounded;
    }

    /** The first problems, at most {@value #KEPT_PROBLEMS}. */
    public List<RowProblem> firstProblems() {
        return problems;
    }

    /** Three rows and one for each reason of rejection: {@code what}, {@code rows}. */
    public Table toTable() {
        List<RejectReason> reasons = List.copyOf(rejected.keySet());
        return Table.of(
                "subscription_rows",
                3 + reasons.size(),
                List.of(
                        Column.text("what", row -> switch (row) {
                            case 0 -> "read";
                            case 1 -> "accepted";
                            case 2 -> "rounded";
                            default -> "rejected: " + reasons.get(row - 3).id();
                        }),
                        Column.integer("rows", row -> switch (row) {
                            case 0 -> read;
                            case 1 -> accepted();
                            case 2 -> rounded;
                            default -> rejected.getOrDefault(reasons.get(row - 3), 0L);
                        })));
    }

    @Override
    public String toString() {
        return read + " rows read, " + accepted() + " accepted, rejected " + rejected;
    }
}
