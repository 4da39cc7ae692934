package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;

/**
 * How many customers went from which stage to which between two days. Immutable. No customer is lost or made: rows add up
 * to the sizes of the stages before, columns to those after.
 */
public final class LifecycleMovement {
    private static final List<LifecycleStage> STAGES = List.of(LifecycleStage.values());

    private final LocalDate from;
    private final LocalDate to;
    private final long[][] counts = new long[STAGES.size()][STAGES.size()];

    private LifecycleMovement(LifecycleStages before, LifecycleStages after) {
        this.from = before.asOf();
        this.to = after.asOf();
        for (int c = 0; c < before.customers(); c++) {
            counts[STAGES.indexOf(before.stage(c))][STAGES.indexOf(after.stage(c))]++;
        }
    }

    /**
     * The movement between two days.
     *
     * @throws IllegalArgumentException if they are of different numbers of customers, or the second is not later
     */
    public static LifecycleMovement between(LifecycleStages before, LifecycleStages after) {
        if (before.customers() != after.customers()) {
            throw new IllegalArgumentException("stages are of " + before.customers() + " customers before and "
                    + after.customers() + " after; make both from one log");
        }
        if (!after.asOf().isAfter(before.asOf())) {
            throw new IllegalArgumentException(
                    "stages after are as of " + after.asOf() + "; they must be later than " + before.asOf());
        }
        return new LifecycleMovement(before, after);
    }

    /** The first day. */
    public LocalDate from() {
        return from;
    }

    /** The second day. */
    public LocalDate to() {
        return to;
    }

    /** Customers who were in one stage before and are in the other after. */
    public long count(LifecycleStage before, LifecycleStage after) {
        return counts[STAGES.indexOf(before)][STAGES.indexOf(after)];
    }

    /** All customers. */
    public long customers() {
        long all = 0;
        for (long[] row : counts) {
            for (long count : row) {
                all += count;
            }
        }
        return all;
    }

    /** One row for each pair of stages: {@code from}, {@code to}, {@code customers}. */
    public Table toTable() {
        int n = STAGES.size();
        return Table.of(
                "lifecycle_movement",
                n * n,
                List.of(
                        Column.text("from", row -> STAGES.get(row / n).id()),
                        Column.text("to", row -> STAGES.get(row % n).id()),
                        Column.integer("customers", row -> counts[row / n][row % n])));
    }

    @Override
    public String toString() {
        return "movement of " + customers() + " customers between stages from " + from + " to " + to;
    }
}
