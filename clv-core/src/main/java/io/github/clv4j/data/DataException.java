package io.github.clv4j.data;

import org.jspecify.annotations.Nullable;

/**
 * The data, not the call, is wrong: a row that no policy allows, a sum that does not fit, a file that cannot be read as
 * promised. The message names source, row, column, value and rule as far as they are known.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable RowProblem problem;

    /** A problem with one row. */
    public DataException(RowProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** A problem that concerns more than one row. */
    public DataException(String message) {
        super(message);
        this.problem = null;
    }

    /** A problem that concerns more than one row, with what led to it. */
    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = null;
    }

    /** The row at fault, or null where there is not just one. */
    public @Nullable RowProblem problem() {
        return problem;
    }
}
