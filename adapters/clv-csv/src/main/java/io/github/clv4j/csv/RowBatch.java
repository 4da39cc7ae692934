package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionSink;
import org.jspecify.annotations.Nullable;

/** Some rows of one source in order, read or rejected, on their way from the thread that parses to the sink. */
final class RowBatch {
    private final int capacity;
    private final long[] numbers;
    private final @Nullable String[] ids;
    private final int[] days;
    private final long[] amounts;
    private final boolean[] rounded;
    private boolean anyRounded;
    /** Null, as the labels, where rows have day and amount alone. */
    private final long @Nullable [] costs;

    private final int @Nullable [] quantities;
    private final @Nullable String @Nullable [][] labels;
    private @Nullable Fault @Nullable [] faults;
    private int rows;

    /** Bytes of the file that were read when this was handed over. */
    private long bytesRead;
    /** Where the file ends, or cannot be read on, after these rows. */
    private boolean last;

    private @Nullable Throwable failure;

    RowBatch(int capacity, boolean detailed, boolean withQuantity, int dimensions) {
        this.capacity = capacity;
        this.numbers = new long[capacity];
        this.ids = new @Nullable String[capacity];
        this.days = new int[capacity];
        this.amounts = new long[capacity];
        this.rounded = new boolean[capacity];
        this.costs = detailed ? new long[capacity] : null;
        this.quantities = withQuantity ? new int[capacity] : null;
        this.labels = detailed ? new @Nullable String[capacity][dimensions] : null;
    }

    boolean isFull() {
        return rows == capacity;
    }

    void add(long number, @Nullable String id, int day, long amount) {
        numbers[rows] = number;
        ids[rows] = id;
        days[rows] = day;
        amounts[rows] = amount;
        rows++;
    }

    void details(long cost, int quantity, @Nullable String[] labelsOfRow) {
        if (costs != null && labels != null) {
            costs[rows - 1] = cost;
            if (quantities != null) {
                quantities[rows - 1] = quantity;
            }
            System.arraycopy(labelsOfRow, 0, labels[rows - 1], 0, labelsOfRow.length);
        }
    }

    void reject(long number, Fault fault) {
        if (faults == null) {
            faults = new @Nullable Fault[capacity];
        }
        faults[rows] = fault;
        numbers[rows] = number;
        rows++;
    }

    void rounded() {
        rounded[rows - 1] = true;
        anyRounded = true;
    }

    void handOver(long bytes) {
        bytesRead = bytes;
    }

    void end(@Nullable Throwable reason) {
        last = true;
        failure = reason;
    }

    long bytesRead() {
        return bytesRead;
    }

    boolean isLast() {
        return last;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Adds to the numbers of all rows. */
    void moveBy(long lines) {
        for (int i = 0; i < rows; i++) {
            numbers[i] += lines;
        }
    }

    void writeTo(TransactionSink sink, Hints hints) {
        if (faults == null && costs == null && !anyRounded) {
            sink.addAll(numbers, ids, days, amounts, rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            sink.row(numbers[i]);
            Fault fault = faults == null ? null : faults[i];
            if (fault != null) {
                sink.reject(fault.reason(), fault.column(), fault.value(), hints.rule(fault));
                continue;
            }
            if (costs == null || labels == null) {
                sink.add(ids[i], days[i], amounts[i]);
            } else if (quantities != null) {
                sink.add(ids[i], days[i], amounts[i], costs[i], quantities[i], labels[i]);
            } else {
                sink.add(ids[i], days[i], amounts[i], costs[i], labels[i]);
            }
            if (rounded[i]) {
                sink.rounded();
            }
        }
    }
}
