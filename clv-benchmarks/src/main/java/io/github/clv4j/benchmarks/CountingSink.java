package io.github.clv4j.benchmarks;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionSink;
import org.jspecify.annotations.Nullable;

/** Looks at rows and keeps none, so that a source is measured alone. */
final class CountingSink implements TransactionSink {
    private final LogOptions options;
    private long rows;
    private long seen;

    CountingSink(LogOptions options) {
        this.options = options;
    }

    /** Rows added; the values seen only keep the compiler from leaving them out. */
    long rows() {
        return seen == Long.MIN_VALUE ? -1 : rows;
    }

    @Override
    public LogOptions options() {
        return options;
    }

    @Override
    public void source(String name) {}

    @Override
    public void row(long number) {}

    @Override
    public void add(@Nullable String customerId, int day, long amountMinor) {
        rows++;
        seen += (customerId == null ? 0 : customerId.length()) ^ day ^ amountMinor;
    }

    @Override
    public void add(long customerId, int day, long amountMinor) {
        rows++;
        seen += customerId ^ day ^ amountMinor;
    }

    @Override
    public void add(
            @Nullable String customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        add(customerId, day, amountMinor ^ costMinor);
    }

    @Override
    public void add(long customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        add(customerId, day, amountMinor ^ costMinor);
    }

    @Override
    public void add(
            @Nullable String customerId,
            int day,
            long amountMinor,
            long costMinor,
            int quantity,
            @Nullable String... labels) {
        add(customerId, day, amountMinor ^ costMinor ^ quantity);
    }

    @Override
    public void add(
            long customerId, int day, long amountMinor, long costMinor, int quantity, @Nullable String... labels) {
        add(customerId, day, amountMinor ^ costMinor ^ quantity);
    }

    @Override
    public void reject(RejectReason reason, String column, @Nullable String value, String rule) {
        throw new IllegalStateException("the rows of a benchmark are sound: " + column + " " + value);
    }

    @Override
    public void rounded() {}
}
