package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes links one by one and checks them. A bad row is one with an empty id, or that links an id with itself. Two ids may
 * be stated to be {@linkplain #apart different persons}; links that join them nevertheless are refused when building,
 * for no order of rows says which link is the wrong one. Not for several threads at a time.
 */
public final class IdLinksBuilder {
    private final String source;
    private final BadRowPolicy badRows;
    private final List<IdLink> links = new ArrayList<>();
    private final List<IdLinks.Apart> apart = new ArrayList<>();
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final List<RowProblem> problems = new ArrayList<>();
    private long read;
    private long row;
    private boolean rowGiven;
    private boolean built;

    IdLinksBuilder(String source, BadRowPolicy badRows) {
        this.source = Objects.requireNonNull(source, "source");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
    }

    IdLinksBuilder(String source, BadRowPolicy badRows, IdLinks earlier) {
        this(source, badRows);
        links.addAll(earlier.links());
        apart.addAll(earlier.apart());
        read = links.size();
    }

    /** The number of the next row in its source, such as a line number; otherwise rows are counted from 1. */
    public IdLinksBuilder row(long number) {
        row = number;
        rowGiven = true;
        return this;
    }

    /** Two ids of one person; what told so is not known. */
    public IdLinksBuilder link(@Nullable String one, @Nullable String other) {
        return link(one, other, null);
    }

    /**
     * Two ids of one person.
     *
     * @param told what told so, such as {@code login}, or null
     * @return this
     * @throws DataException if the row is bad and the policy lets no more bad rows pass
     */
    public IdLinksBuilder link(@Nullable String one, @Nullable String other, @Nullable String told) {
        nextRow();
        read++;
        RowProblem problem = problemOf(one, other, "a link needs two ids", "a link is between two different ids");
        if (problem != null) {
            reject(problem);
        } else {
            links.add(new IdLink(Objects.requireNonNull(one), Objects.requireNonNull(other), told));
        }
        return this;
    }

    /**
     * States that two ids are different persons, whatever other links say. It is not counted as a link.
     *
     * @return this
     * @throws DataException if an id is empty or both are the same; the message names the row
     */
    public IdLinksBuilder apart(@Nullable String one, @Nullable String other) {
        nextRow();
        RowProblem problem = problemOf(
                one, other, "two ids are needed to keep them apart", "an id cannot be kept apart from itself");
        if (problem != null) {
            throw new DataException(problem);
        }
        apart.add(new IdLinks.Apart(Objects.requireNonNull(one), Objects.requireNonNull(other), source, row));
        return this;
    }

    private void nextRow() {
        requireOpen();
        row = rowGiven ? row : row + 1;
        rowGiven = false;
    }

    private @Nullable RowProblem problemOf(
            @Nullable String one, @Nullable String other, String twoRule, String differentRule) {
        if (one == null || one.isBlank()) {
            return new RowProblem(source, row, "one", one, RejectReason.EMPTY_CUSTOMER_ID, twoRule);
        }
        if (other == null || other.isBlank()) {
            return new RowProblem(source, row, "other", other, RejectReason.EMPTY_CUSTOMER_ID, twoRule);
        }
        return one.equals(other)
                ? new RowProblem(source, row, "other", other, RejectReason.BAD_CUSTOMER_ID, differentRule)
                : null;
    }

    private void reject(RowProblem problem) {
        rejected.merge(problem.reason(), 1L, Long::sum);
        long count = rejected.values().stream().mapToLong(Long::longValue).sum();
        if (count > badRows.cap()) {
            throw new DataException(problem);
        }
        if (problems.size() < IdLinkReport.KEPT_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void requireOpen() {
        if (built) {
            throw new IllegalStateException("this builder has built its links; begin another");
        }
    }

    /**
     * The links of all rows.
     *
     * @throws DataException if links join two ids that were stated to be apart; the message names the row that states it
     */
    public IdLinks build() {
        requireOpen();
        built = true;
        IdLinks result = new IdLinks(links, apart, null);
        return result.withReport(new IdLinkReport(read, result.ids() - result.persons(), rejected, problems));
    }
}
