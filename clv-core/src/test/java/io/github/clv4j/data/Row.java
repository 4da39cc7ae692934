package io.github.clv4j.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row as a source gives it; what a log's options have no place for is not passed on. */
record Row(
        @Nullable String customer,
        int day,
        long amount,
        long cost,
        int quantity,
        @Nullable String channel,
        @Nullable String category) {

    Row(
            @Nullable String customer,
            int day,
            long amount,
            long cost,
            @Nullable String channel,
            @Nullable String category) {
        this(customer, day, amount, cost, 0, channel, category);
    }

    static Row of(String customer, int day, long amount) {
        return new Row(customer, day, amount, 0, null, null);
    }

    static Row of(String customer, int day, long amount, long cost) {
        return new Row(customer, day, amount, cost, null, null);
    }

    Row withQuantity(int units) {
        return new Row(customer, day, amount, cost, units, channel, category);
    }

    Row under(String otherCustomer) {
        return new Row(otherCustomer, day, amount, cost, quantity, channel, category);
    }

    /** The labels that a log with this many dimensions takes. */
    @Nullable
    String[] labels(int dimensions) {
        return switch (dimensions) {
            case 0 -> new @Nullable String[0];
            case 1 -> new @Nullable String[] {channel};
            default -> new @Nullable String[] {channel, category};
        };
    }

    /** Adds this row by the method that the sink's options ask for. */
    void addTo(TransactionSink sink) {
        LogOptions options = sink.options();
        long ownCost = options.hasCost() ? cost : 0;
        @Nullable String[] labels = labels(options.dimensions().size());
        if (options.hasQuantity()) {
            sink.add(customer, day, amount, ownCost, quantity, labels);
        } else if (options.hasCost() || labels.length > 0) {
            sink.add(customer, day, amount, ownCost, labels);
        } else {
            sink.add(customer, day, amount);
        }
    }

    /** As {@link #addTo}, under the number that the customer's id tells; an absent id is rejected by hand. */
    void addAsNumberTo(TransactionSink sink) {
        LogOptions options = sink.options();
        long ownCost = options.hasCost() ? cost : 0;
        @Nullable String[] labels = labels(options.dimensions().size());
        if (customer == null || customer.isBlank()) {
            sink.reject(RejectReason.EMPTY_CUSTOMER_ID, "customer", customer, "must be a number");
        } else if (options.hasQuantity()) {
            sink.add(Long.parseLong(customer), day, amount, ownCost, quantity, labels);
        } else if (options.hasCost() || labels.length > 0) {
            sink.add(Long.parseLong(customer), day, amount, ownCost, labels);
        } else {
            sink.add(Long.parseLong(customer), day, amount);
        }
    }

    static TransactionLog log(LogOptions options, List<Row> rows) {
        return addAll(TransactionLog.builder(options), rows).build();
    }

    static TransactionLog log(LogOptions options, Row... rows) {
        return log(options, List.of(rows));
    }

    static TransactionLog append(TransactionLog log, List<Row> rows) {
        return addAll(log.appender(), rows).build();
    }

    static TransactionLogBuilder addAll(TransactionLogBuilder builder, List<Row> rows) {
        rows.forEach(row -> row.addTo(builder));
        return builder;
    }
}
