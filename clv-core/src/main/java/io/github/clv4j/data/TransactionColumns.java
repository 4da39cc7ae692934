package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a source with typed values (a query, a record batch, an object) hold what of a transaction, and how
 * numbers are meant. Immutable; each {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * TransactionColumns.of("customer_id", "ordered_at", "net_total").withDimension("channel", "sales_channel")
 * }</pre>
 *
 * <p>Defaults: amounts in major units of the currency and exact, ids read as text, no cost and no quantity. The zone in which points in
 * time become days is that of the log's {@link LogOptions#timeGrid() time grid}. Names are compared exactly.
 */
public final class TransactionColumns {
    private final String customer;
    private final String date;
    private final String amount;
    private final @Nullable String cost;
    private final @Nullable String quantity;
    private final Map<String, String> dimensions;
    private final boolean numericIds;
    private final boolean minorUnits;
    private final boolean rounding;

    private TransactionColumns(
            String customer,
            String date,
            String amount,
            @Nullable String cost,
            @Nullable String quantity,
            Map<String, String> dimensions,
            boolean numericIds,
            boolean minorUnits,
            boolean rounding) {
        this.customer = customer;
        this.date = date;
        this.amount = amount;
        this.cost = cost;
        this.quantity = quantity;
        this.dimensions = dimensions;
        this.numericIds = numericIds;
        this.minorUnits = minorUnits;
        this.rounding = rounding;
    }

    /**
     * Three columns by name.
     *
     * @param customer column of the customer's id
     * @param date column of the day or time of the transaction
     * @param amount column of the amount; negative for refunds
     */
    public static TransactionColumns of(String customer, String date, String amount) {
        return new TransactionColumns(
                named(customer, "customer column"),
                named(date, "date column"),
                named(amount, "amount column"),
                null,
                null,
                Map.of(),
                false,
                false,
                false);
    }

    /**
     * The column of the cost of what was sold, in the unit of the amounts. The log's options must have a cost too:
     * {@link LogOptions#withCost()}. Default: none.
     */
    public TransactionColumns withCost(String column) {
        return new TransactionColumns(
                customer,
                date,
                amount,
                named(column, "cost column"),
                quantity,
                dimensions,
                numericIds,
                minorUnits,
                rounding);
    }

    /**
     * The column of the units, whole numbers, negative for returns. The log's options must have a quantity too:
     * {@link LogOptions#withQuantity()}. Default: none.
     */
    public TransactionColumns withQuantity(String column) {
        return new TransactionColumns(
                customer,
                date,
                amount,
                cost,
                named(column, "quantity column"),
                dimensions,
                numericIds,
                minorUnits,
                rounding);
    }

    /**
     * The column that gives a dimension's labels; null and empty cells are "not known". Default: the column that has the
     * dimension's name.
     *
     * @param dimension one of {@link LogOptions#dimensions()}
     */
    public TransactionColumns withDimension(String dimension, String column) {
        Map<String, String> more = new LinkedHashMap<>(dimensions);
        more.put(named(dimension, "dimension"), named(column, "column"));
        return new TransactionColumns(customer, date, amount, cost, quantity, more, numericIds, minorUnits, rounding);
    }

    /**
     * The log's ids are {@code long} numbers, which take less memory and time than text. Ids given as text must then be
     * whole numbers without leading zeros; others are rejected as {@link RejectReason#BAD_CUSTOMER_ID}. Default: ids are
     * text, and numbers become it.
     */
    public TransactionColumns withNumericIds() {
        return new TransactionColumns(customer, date, amount, cost, quantity, dimensions, true, minorUnits, rounding);
    }

    /** Amounts and costs are whole numbers of minor units, such as cents. Default: major units, with decimals. */
    public TransactionColumns withMinorUnits() {
        return new TransactionColumns(customer, date, amount, cost, quantity, dimensions, numericIds, true, rounding);
    }

    /**
     * Amounts and costs with more decimals than the currency are rounded (ties to even), and the report counts the
     * amounts that were. Default: they are rejected as {@link RejectReason#TOO_MANY_DIGITS}.
     */
    public TransactionColumns withRounding() {
        return new TransactionColumns(customer, date, amount, cost, quantity, dimensions, numericIds, minorUnits, true);
    }

    /** The column of the customer's id. */
    public String customer() {
        return customer;
    }

    /** The column of the date. */
    public String date() {
        return date;
    }

    /** The column of the amount. */
    public String amount() {
        return amount;
    }

    /** The column of the cost, or null if there is none. */
    public @Nullable String cost() {
        return cost;
    }

    /** The column of the units, or null if there is none. */
    public @Nullable String quantity() {
        return quantity;
    }

    /** The column of a dimension's labels. */
    public String dimension(String dimension) {
        return dimensions.getOrDefault(dimension, dimension);
    }

    /** True if the log's ids are numbers. */
    public boolean numericIds() {
        return numericIds;
    }

    /** True if amounts and costs are in minor units. */
    public boolean minorUnits() {
        return minorUnits;
    }

    /** True if amounts and costs may have more decimals than the currency. */
    public boolean rounding() {
        return rounding;
    }

    /**
     * The columns to read for a log: customer, date, amount, cost and quantity if there are such, and one for each of the log's
     * dimensions, in this order. A column that serves twice is named twice.
     *
     * @throws IllegalArgumentException if columns and options do not agree on whether there is a cost or a quantity, or a dimension is
     *     mapped that the options do not have
     */
    public List<String> names(LogOptions options) {
        requireAgreement(options);
        List<String> names = new ArrayList<>(List.of(customer, date, amount));
        if (cost != null) {
            names.add(cost);
        }
        if (quantity != null) {
            names.add(quantity);
        }
        for (String dimension : options.dimensions()) {
            names.add(dimension(dimension));
        }
        return names;
    }

    /**
     * What writes rows of one source to a sink; names the source to it.
     *
     * @param sourceName what messages call the source, such as a file or a query
     * @throws IllegalArgumentException as {@link #names}
     */
    public RowWriter writer(TransactionSink sink, String sourceName) {
        requireAgreement(sink.options());
        return new RowWriter(this, sink, sourceName);
    }

    private void requireAgreement(LogOptions options) {
        if ((cost != null) != options.hasCost()) {
            throw new IllegalArgumentException(
                    cost != null
                            ? "cost column is '" + cost + "', but the log's options are without cost"
                            : "the log's options have a cost, but no cost column is named");
        }
        if ((quantity != null) != options.hasQuantity()) {
            throw new IllegalArgumentException(
                    quantity != null
                            ? "quantity column is '" + quantity + "', but the log's options are without quantity"
                            : "the log's options have a quantity, but no quantity column is named");
        }
        Set<String> unknown = new TreeSet<>(dimensions.keySet());
        options.dimensions().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("columns are named for dimensions " + unknown
                    + "; the log's dimensions are " + options.dimensions());
        }
    }

    private static String named(String name, String what) {
        if (Objects.requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException("name of the " + what + " is blank");
        }
        return name;
    }

    /** The columns by role, such as {@code customer 'id', date 'day', amount 'net'}. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("customer '" + customer + "', date '" + date + "', amount '" + amount + "'");
        if (cost != null) {
            text.append(", cost '").append(cost).append('\'');
        }
        if (quantity != null) {
            text.append(", quantity '").append(quantity).append('\'');
        }
        dimensions.forEach((dimension, column) ->
                text.append(", ").append(dimension).append(" '").append(column).append('\''));
        return text.toString();
    }
}
