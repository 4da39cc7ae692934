package io.github.clv4j.kpi;

import io.github.clv4j.data.RowProblem;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the rows that were read: read = accepted + rejected. Immutable. */
public final class RowReport {
    /** Most problems that are kept word for word. */
    public static final int KEPT_PROBLEMS = 20;

    private final long read;
    private final Map<String, Long> rejected;
    private final List<RowProblem> problems;

    RowReport(long read, Map<String, Long> rejected, List<RowProblem> problems) {
        this.read = read;
        this.rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        this.problems = List.copyOf(problems);
    }

    /** Rows that were read. */
    public long read() {
        return read;
    }

    /** Rows that were taken. */
    public long accepted() {
        return read - rejectedRows();
    }

    /** Rows that were rejected. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by the column at fault; columns without faults are absent. */
    public Map<String, Long> rejected() {
        return rejected;
    }

    /** The first problems, at most {@value #KEPT_PROBLEMS}. */
    public List<RowProblem> firstProblems() {
        return problems;
    }

    /** Two rows and one for each column at fault: {@code what}, {@code rows}. */
    public Table toTable() {
        List<String> columns = List.copyOf(rejected.keySet());
        return Table.of(
                "rows",
                2 + columns.size(),
                List.of(
                        Column.text("what", row -> switch (row) {
                            case 0 -> "read";
                            case 1 -> "accepted";
                            default -> "rejected: " + columns.get(row - 2);
                        }),
                        Column.integer("rows", row -> switch (row) {
                            case 0 -> read;
                            case 1 -> accepted();
                            default -> rejected.getOrDefault(columns.get(row - 2), 0L);
                        })));
    }

    @Override
    public String toString() {
        return read + " rows read, " + accepted() + " accepted, rejected " + rejected;
    }
}
