package io.github.clv4j.data;

import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads transactions from a host's own objects, through functions that take the cells out of them. Immutable; each {@code
 * with} method returns a changed copy.
 *
 * <pre>{@code
 * record Order(String customer, Instant placedAt, BigDecimal total, String channel) {}
 *
 * TransactionLog log = HostRows.of(Order::customer, Order::placedAt, Order::total)
 *         .withDimension("channel", Order::channel)
 *         .read(orders.stream(), LogOptions.of(MoneyScale.of("EUR")).withDimensions("channel"));
 * }</pre>
 *
 * <p>Objects are taken one by one and not kept. A null object and a null cell are bad rows, except that a null label is
 * "not known". Rows are counted from 1; columns are called {@code customer}, {@code date}, {@code amount}, {@code cost},
 * {@code quantity} and by the dimension's name.
 *
 * @param <T> what a transaction is in the host
 */
public final class HostRows<T> {
    private final Function<? super T, ? extends @Nullable Object> customer;
    private final Function<? super T, ? extends @Nullable Temporal> date;
    private final Function<? super T, ? extends @Nullable Number> amount;
    private final @Nullable Function<? super T, ? extends @Nullable Number> cost;
    private final @Nullable Function<? super T, ? extends @Nullable Number> quantity;
    private final Map<String, Function<? super T, @Nullable String>> dimensions;
    private final TransactionColumns columns;

    private HostRows(
            Function<? super T, ? extends @Nullable Object> customer,
            Function<? super T, ? extends @Nullable Temporal> date,
            Function<? super T, ? extends @Nullable Number> amount,
            @Nullable Function<? super T, ? extends @Nullable Number> cost,
            @Nullable Function<? super T, ? extends @Nullable Number> quantity,
            Map<String, Function<? super T, @Nullable String>> dimensions,
            TransactionColumns columns) {
        this.customer = Objects.requireNonNull(customer, "customer");
        this.date = Objects.requireNonNull(date, "date");
        this.amount = Objects.requireNonNull(amount, "amount");
        this.cost = cost;
        this.quantity = quantity;
        this.dimensions = dimensions;
        this.columns = columns;
    }

    /**
     * What takes a transaction out of an object.
     *
     * @param customer gives the customer's id: a String or a whole number
     * @param date gives the day or time: a LocalDate, LocalDateTime, Instant, OffsetDateTime or ZonedDateTime; points in
     *     time become days in the zone of the log's time grid
     * @param amount gives the amount in major units of the currency, negative for refunds: a BigDecimal, BigInteger, or
     *     any of the boxed numbers (a float or double counts as the shortest decimal that denotes it)
     */
    public static <T> HostRows<T> of(
            Function<? super T, ? extends @Nullable Object> customer,
            Function<? super T, ? extends @Nullable Temporal> date,
            Function<? super T, ? extends @Nullable Number> amount) {
        return new HostRows<>(
                customer, date, amount, null, null, Map.of(), TransactionColumns.of("customer", "date", "amount"));
    }

    /**
     * What gives the cost of what was sold, in the unit of the amounts. The log's options must have a cost too: {@link
     * LogOptions#withCost()}. Default: none.
     */
    public HostRows<T> withCost(Function<? super T, ? extends @Nullable Number> cells) {
        return new HostRows<>(
                customer,
                date,
                amount,
                Objects.requireNonNull(cells, "cost"),
                quantity,
                dimensions,
                columns.withCost("cost"));
    }

    /**
     * What gives the units, whole numbers. The log's options must have a quantity too: {@link LogOptions#withQuantity()}.
     * Default: none.
     */
    public HostRows<T> withQuantity(Function<? super T, ? extends @Nullable Number> units) {
        return new HostRows<>(
                customer,
                date,
                amount,
                cost,
                Objects.requireNonNull(units, "quantity"),
                dimensions,
                columns.withQuantity("quantity"));
    }

    /**
     * What gives the labels of a dimension; null or empty is "not known".
     *
     * @param dimension one of {@link LogOptions#dimensions()}, each of which needs labels
     */
    public HostRows<T> withDimension(String dimension, Function<? super T, @Nullable String> labels) {
        Map<String, Function<? super T, @Nullable String>> more = new LinkedHashMap<>(dimensions);
        more.put(dimension, Objects.requireNonNull(labels, "labels"));
        return new HostRows<>(
                customer, date, amount, cost, quantity, more, columns.withDimension(dimension, dimension));
    }

    /** The log's ids are numbers, as {@link TransactionColumns#withNumericIds()}. */
    public HostRows<T> withNumericIds() {
        return new HostRows<>(customer, date, amount, cost, quantity, dimensions, columns.withNumericIds());
    }

    /** Amounts and costs are in minor units, as {@link TransactionColumns#withMinorUnits()}. */
    public HostRows<T> withMinorUnits() {
        return new HostRows<>(customer, date, amount, cost, quantity, dimensions, columns.withMinorUnits());
    }

    /** Amounts and costs may be rounded, as {@link TransactionColumns#withRounding()}. */
    public HostRows<T> withRounding() {
        return new HostRows<>(customer, date, amount, cost, quantity, dimensions, columns.withRounding());
    }

    /**
     * Reads objects into a log.
     *
     * @throws DataException as {@link #readInto(Stream, String, TransactionSink)}
     */
    public TransactionLog read(Stream<? extends @Nullable T> objects, LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(objects, "objects", builder);
        return builder.build();
    }

    /**
     * Reads objects into a log.
     *
     * @throws DataException as {@link #readInto(Stream, String, TransactionSink)}
     */
    public TransactionLog read(Iterable<? extends @Nullable T> objects, LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(objects, "objects", builder);
        return builder.build();
    }

    /**
     * Reads objects into a sink, in the stream's order and on this thread. The stream is read to its end and not closed.
     *
     * @param sourceName what messages call the source
     * @throws DataException if a row is bad and the policy for bad rows allows no more of them; under any policy if a
     *     function throws, with the row's number, the column, and what was thrown as the cause
     * @throws IllegalArgumentException if functions and options do not agree on whether there is a cost or a quantity, or
     *     on the dimensions
     */
    public void readInto(Stream<? extends @Nullable T> objects, String sourceName, TransactionSink sink) {
        Reading reading = new Reading(sourceName, sink);
        objects.sequential().forEachOrdered(reading::read);
    }

    /**
     * Reads objects into a sink.
     *
     * @param sourceName what messages call the source
     * @throws DataException as {@link #readInto(Stream, String, TransactionSink)}
     * @throws IllegalArgumentException as {@link #readInto(Stream, String, TransactionSink)}
     */
    public void readInto(Iterable<? extends @Nullable T> objects, String sourceName, TransactionSink sink) {
        Reading reading = new Reading(sourceName, sink);
        for (T object : objects) {
            reading.read(object);
        }
    }

    /** One pass over one source. */
    private final class Reading {
        private final String sourceName;
        private final LogOptions options;
        private final RowWriter row;
        private long number;

        Reading(String sourceName, TransactionSink sink) {
            this.sourceName = sourceName;
            this.options = sink.options();
            for (String dimension : options.dimensions()) {
                if (!dimensions.containsKey(dimension)) {
                    throw new IllegalArgumentException("no function gives the labels of dimension '" + dimension + "'");
                }
            }
            this.row = columns.writer(sink, sourceName);
        }

        void read(@Nullable T object) {
            number++;
            if (object == null) {
                row.reject("object", null, "a row needs an object");
                return;
            }
            row.customerValue(cell("customer", customer, object));
            row.dateValue(cell("date", date, object));
            row.amountValue(cell("amount", amount, object));
            if (cost != null) {
                row.costValue(cell("cost", cost, object));
            }
            if (quantity != null) {
                row.quantityValue(cell("quantity", quantity, object));
            }
            for (int d = 0; d < options.dimensions().size(); d++) {
                String dimension = options.dimensions().get(d);
                row.label(d, cell(dimension, Objects.requireNonNull(dimensions.get(dimension)), object));
            }
            row.write();
        }

        private <C extends @Nullable Object> C cell(String column, Function<? super T, C> function, T object) {
            try {
                return function.apply(object);
            } catch (RuntimeException e) {
                throw new DataException(
                        sourceName + ", row " + number + ", column '" + column + "': the function that gives it threw "
                                + e,
                        e);
            }
        }
    }
}
