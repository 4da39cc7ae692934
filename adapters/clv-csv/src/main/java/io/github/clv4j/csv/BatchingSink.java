package io.github.clv4j.csv;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionSink;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A sink that collects rows in batches and hands them on; what a {@link RowReader} writes to on a thread of its own. */
final class BatchingSink implements TransactionSink {
    /** Takes a batch; may wait until there is room. */
    interface Next {
        void take(RowBatch batch);
    }

    private final LogOptions options;
    private final int rowsOfBatch;
    private final Next next;
    private final LongSupplier bytesRead;
    private final boolean detailed;
    private final boolean withQuantity;
    private RowBatch batch;
    private long number;

    BatchingSink(LogOptions options, int rowsOfBatch, LongSupplier bytesRead, Next next) {
        this.options = options;
        this.rowsOfBatch = rowsOfBatch;
        this.next = next;
        this.bytesRead = bytesRead;
        this.detailed = options.hasCost()
                || options.hasQuantity()
                || !options.dimensions().isEmpty();
        this.withQuantity = options.hasQuantity();
        this.batch = batch();
    }

    private RowBatch batch() {
        return new RowBatch(
                rowsOfBatch, detailed, withQuantity, options.dimensions().size());
    }

    @Override
    public LogOptions options() {
        return options;
    }

    /** There is one source; whoever takes the batches names it. */
    @Override
    public void source(String name) {}

    @Override
    public void row(long rowNumber) {
        if (batch.isFull()) {
            // Made first: if there is no memory for it, the full one is handed over once and not twice.
            RowBatch following = batch();
            handOver();
            batch = following;
        }
        number = rowNumber;
    }

    @Override
    public void add(@Nullable String customerId, int day, long amountMinor) {
        batch.add(number, customerId, day, amountMinor);
    }

    @Override
    public void add(
            @Nullable String customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        add(customerId, day, amountMinor, costMinor, 0, labels);
    }

    @Override
    public void add(
            @Nullable String customerId,
            int day,
            long amountMinor,
            long costMinor,
            int quantity,
            @Nullable String... labels) {
        batch.add(number, customerId, day, amountMinor);
        batch.details(costMinor, quantity, labels);
    }

    @Override
    public void add(long customerId, int day, long amountMinor) {
        throw new IllegalStateException("ids of CSV files are text");
    }

    @Override
    public void add(long customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        throw new IllegalStateException("ids of CSV files are text");
    }

    @Override
    public void add(
            long customerId, int day, long amountMinor, long costMinor, int quantity, @Nullable String... labels) {
        throw new IllegalStateException("ids of CSV files are text");
    }

    @Override
    public void reject(RejectReason reason, String column, @Nullable String value, String rule) {
        batch.reject(number, new Fault(reason, column, value, rule));
    }

    @Override
    public void rounded() {
        batch.rounded();
    }

    /** Hands on what is left, and why there is no more. */
    void end(@Nullable Throwable failure) {
        batch.end(failure);
        handOver();
    }

    private void handOver() {
        batch.handOver(bytesRead.getAsLong());
        next.take(batch);
    }
}
