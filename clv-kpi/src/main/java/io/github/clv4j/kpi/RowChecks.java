package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts rows and their faults for a builder, under its policy for bad rows. */
final class RowChecks {
    private final String source;
    private final BadRowPolicy policy;
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
    private final List<RowProblem> problems = new ArrayList<>();
    private long read;
    private long bad;
    private boolean built;

    RowChecks(String source, BadRowPolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    /** Counts a row; a row of number 0 gets that of its place. */
    long next(long row) {
        requireOpen();
        read++;
        return row == 0 ? read : row;
    }

    RowProblem problem(long row, String column, @Nullable String value, RejectReason reason, String rule) {
        return new RowProblem(source, row, column, value, reason, rule);
    }

    /** What is wrong with a customer's id, or null. */
    @Nullable
    RowProblem customer(long row, @Nullable String id, @Nullable CustomerIndex index) {
        if (id == null || id.isBlank()) {
            return problem(row, "customer", id, RejectReason.EMPTY_CUSTOMER_ID, "a customer id is needed");
        }
        if (index != null && index.indexOf(id) < 0) {
            return problem(
                    row,
                    "customer",
                    id,
                    RejectReason.BAD_CUSTOMER_ID,
                    "it must be one of the " + index.size() + " customers of the given index");
        }
        return null;
    }

    /** What is wrong with a date, or null. */
    @Nullable
    RowProblem date(long row, String column, @Nullable LocalDate date) {
        if (date == null) {
            return problem(row, column, null, RejectReason.BAD_DATE, "a date is needed");
        }
        if (date.toEpochDay() < TimeGrid.MIN_DAY || date.toEpochDay() > TimeGrid.MAX_DAY) {
            return problem(
                    row,
                    column,
                    date.toString(),
                    RejectReason.DATE_OUT_OF_RANGE,
                    "it must be 0001-01-01 to 9999-12-31");
        }
        return null;
    }

    /** Counts a bad row, or ends the reading. */
    void reject(RowProblem problem) {
        rejected.merge(problem.column(), 1L, Long::sum);
        byReason.merge(problem.reason(), 1L, Long::sum);
        bad++;
        if (bad > policy.cap()) {
            throw new DataException(problem);
        }
        if (problems.size() < RowReport.KEPT_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void requireOpen() {
        if (built) {
            throw new IllegalStateException("the builder has built its result; make a new one");
        }
    }

    /** Ends the reading; rows that turn out to be bad when all are known may still be rejected. */
    void close() {
        requireOpen();
        built = true;
    }

    /** Rows that were read. */
    long read() {
        return read;
    }

    Map<RejectReason, Long> byReason() {
        return byReason;
    }

    List<RowProblem> problems() {
        return problems;
    }

    /** Ends the reading and tells of it. */
    RowReport report() {
        close();
        return new RowReport(read, rejected, problems);
    }
}
