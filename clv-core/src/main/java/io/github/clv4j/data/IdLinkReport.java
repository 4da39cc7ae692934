package io.github.clv4j.data;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows that links were read from: read = accepted + redundant + rejected. Immutable; it does not
 * depend on the order of the rows.
 *
 * <p>A link is redundant if its ids are linked without it, directly or through others. Which of several links of a circle
 * is the redundant one cannot be said, so their number is told and all are kept.
 */
public final class IdLinkReport {
    /** Most problems that are kept word for word. */
    public static final int KEPT_PROBLEMS = 20;

    private final long read;
    private final long accepted;
    private final Map<RejectReason, Long> rejected;
    private final List<RowProblem> problems;

    IdLinkReport(long read, long accepted, Map<RejectReason, Long> rejected, List<RowProblem> problems) {
        this.read = read;
        this.accepted = accepted;
        EnumMap<RejectReason, Long> own = new EnumMap<>(RejectReason.class);
        own.putAll(rejected);
        this.rejected = Collections.unmodifiableMap(own);
        this.problems = List.copyOf(problems);
    }

    /** Rows that were read. */
    public long read() {
        return read;
    }

    /** Links that join ids which nothing else joins. */
    public long accepted() {
        return accepted;
    }

    /** Links without which the same ids would be joined. */
    public long redundant() {
        return read - accepted - rejectedRows();
    }

    /** Rows that were rejected. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by reason; reasons without rows are absent. */
    public Map<RejectReason, Long> rejected() {
        return rejected;
    }

    /** The first problems, at most {@value #KEPT_PROBLEMS}. */
    public List<RowProblem> firstProblems() {
        return problems;
    }

    @Override
    public String toString() {
        return read + " links read, " + accepted + " accepted, " + redundant() + " redundant, rejected " + rejected;
    }
}
