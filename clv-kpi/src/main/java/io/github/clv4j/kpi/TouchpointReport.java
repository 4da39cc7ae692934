package io.github.clv4j.kpi;

import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the rows that touchpoints were read from: read = accepted + rejected. Immutable. */
public final class TouchpointReport {
    /** Most problems that are kept word for word. */
    public static final int KEPT_PROBLEMS = 20;

    private final long read;
    private final long ofOthers;
    private final Map<RejectReason, Long> rejected;
    private final List<RowProblem> problems;

    TouchpointReport(long read, long ofOthers, Map<RejectReason, Long> rejected, List<RowProblem> problems) {
        this.read = read;
        this.ofOthers = ofOthers;
        EnumMap<RejectReason, Long> own = new EnumMap<>(RejectReason.class);
        own.putAll(rejected);
        this.rejected = Collections.unmodifiableMap(own);
        this.problems = List.copyOf(problems);
    }

    /** Rows that were read. */
    public long read() {
        return read;
    }

    /** Rows that became touchpoints. */
    public long accepted() {
        return read - rejectedRows();
    }

    /** Accepted rows of people whom the log does not know. */
    public long ofOthers() {
        return ofOthers;
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
        return read + " rows read, " + accepted() + " accepted (" + ofOthers + " of people not in the log), rejected "
                + rejected;
    }
}
