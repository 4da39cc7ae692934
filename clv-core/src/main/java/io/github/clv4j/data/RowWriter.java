package io.github.clv4j.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of typed cells to a {@link TransactionSink}, each row added or rejected with column, value and rule: what
 * an adapter needs besides a loop. Made by {@link TransactionColumns#writer}; for one thread.
 *
 * <pre>{@code
 * RowWriter row = columns.writer(sink, "orders");
 * while (results.next()) {
 *     row.customer(results.getString(1));
 *     row.date(results.getObject(2, LocalDate.class));
 *     row.amount(results.getBigDecimal(3));
 *     row.write();
 * }
 * }</pre>
 *
 * <p>A cell that is not set, or set to null, is absent: an absent label is "not known", any other absent cell a fault.
 * {@link #write} forgets all cells. Of several faults in a row the first counts, in the order customer, date, amount,
 * cost, quantity, whatever the order of the setters. Amounts and costs are in the unit of the columns: major units, or {@linkplain
 * TransactionColumns#withMinorUnits() minor units}. Rules and reasons are those of clv-csv.
 */
public final class RowWriter {
    private final TransactionSink sink;
    private final CustomerCell customer;
    private final DayCell date;
    private final AmountCell amount;
    private final @Nullable AmountCell cost;
    private final @Nullable UnitsCell quantity;
    private final boolean numericIds;
    private final @Nullable String[] labels;

    RowWriter(TransactionColumns columns, TransactionSink sink, String sourceName) {
        LogOptions options = sink.options();
        this.sink = sink;
        this.numericIds = columns.numericIds();
        this.customer = new CustomerCell(columns.customer(), numericIds);
        this.date = new DayCell(columns.date(), options);
        this.amount = AmountCell.amount(columns.amount(), columns, options);
        String costColumn = columns.cost();
        this.cost = costColumn == null ? null : AmountCell.cost(costColumn, columns, options);
        String quantityColumn = columns.quantity();
        this.quantity = quantityColumn == null ? null : new UnitsCell(quantityColumn);
        this.labels = new @Nullable String[options.dimensions().size()];
        sink.source(sourceName);
    }

    /** The number of this row in its source; without it rows are counted from 1. */
    public void row(long number) {
        sink.row(number);
    }

    /** The customer's id, taken as it is. Null or blank is a fault. */
    public void customer(@Nullable String id) {
        customer.set(id);
    }

    /** The customer's id. */
    public void customer(long id) {
        customer.set(id);
    }

    /** An id of a type that is none, such as a list. */
    public void badCustomer(@Nullable String value) {
        customer.refuse(value);
    }

    /** The customer's id as an object: a String or a boxed whole number; another type is a fault. */
    public void customerValue(@Nullable Object id) {
        customer.value(id);
    }

    /** The day of the transaction in days since 1970-01-01. */
    public void day(long epochDay) {
        date.day(epochDay);
    }

    /** The day of the transaction. */
    public void date(@Nullable LocalDate day) {
        date.date(day);
    }

    /**
     * The day or time in ISO 8601: {@code 2025-03-01}, with a time after {@code T} or a blank, with an offset ({@code Z},
     * {@code UTC}, {@code +01:00}, {@code +0100}, {@code +01}) or without. Blanks around it are left out.
     */
    public void date(@Nullable String text) {
        date.text(text);
    }

    /** The local date and time of the transaction: its date, whatever the zone. */
    public void dateTime(@Nullable LocalDateTime dateTime) {
        date.dateTime(dateTime);
    }

    /**
     * The local date and time of the transaction as a count from 1970-01-01T00:00 on the same local clock.
     *
     * @param unit seconds or a part of them
     */
    public void dateTime(long sinceEpoch, TimeUnit unit) {
        date.dateTime(sinceEpoch, unit);
    }

    /** The moment of the transaction; its day is that which the log's time grid shows then. */
    public void instant(@Nullable Instant instant) {
        date.instant(instant);
    }

    /**
     * The moment of the transaction as a count from 1970-01-01T00:00Z.
     *
     * @param unit seconds or a part of them
     */
    public void instant(long sinceEpoch, TimeUnit unit) {
        date.instant(sinceEpoch, unit);
    }

    /** A date of a type that is none, such as a truth value. */
    public void badDate(@Nullable String value) {
        date.refuse(value);
    }

    /**
     * The day or time as an object: a LocalDate, LocalDateTime, Instant, OffsetDateTime, ZonedDateTime or ISO 8601 text;
     * another type is a fault.
     */
    public void dateValue(@Nullable Object time) {
        date.value(time);
    }

    /** The amount, a whole number. */
    public void amount(long whole) {
        amount.decimal(whole, 0);
    }

    /** The amount, {@code unscaled × 10^-scale}. */
    public void amount(long unscaled, int scale) {
        amount.decimal(unscaled, scale);
    }

    /** The amount. */
    public void amount(@Nullable BigDecimal decimal) {
        amount.decimal(decimal);
    }

    /** The amount, read as the shortest decimal that denotes the number: {@code 0.1} is ten cents. */
    public void amount(double number) {
        amount.number(number);
    }

    /** The amount, read as the shortest decimal that denotes the number among {@code float}s; never widen one first. */
    public void amount(float number) {
        amount.number(number);
    }

    /** The amount as decimal text such as {@code -12.50} or {@code 1.5e3}. Blanks around it are left out. */
    public void amount(@Nullable String text) {
        amount.text(text);
    }

    /** The amount as an object: a BigDecimal, BigInteger, boxed number or decimal text; another type is a fault. */
    public void amountValue(@Nullable Object number) {
        amount.value(number);
    }

    /** An amount of a type that is none, such as a truth value. */
    public void badAmount(@Nullable String value) {
        amount.refuse(value);
    }

    /** The cost, a whole number. */
    public void cost(long whole) {
        costs().decimal(whole, 0);
    }

    /** The cost, {@code unscaled × 10^-scale}. */
    public void cost(long unscaled, int scale) {
        costs().decimal(unscaled, scale);
    }

    /** The cost. */
    public void cost(@Nullable BigDecimal decimal) {
        costs().decimal(decimal);
    }

    /** The cost, as {@link #amount(double)}. */
    public void cost(double number) {
        costs().number(number);
    }

    /** The cost, as {@link #amount(float)}. */
    public void cost(float number) {
        costs().number(number);
    }

    /** The cost, as {@link #amount(String)}. */
    public void cost(@Nullable String text) {
        costs().text(text);
    }

    /** The cost as an object: a BigDecimal, BigInteger, boxed number or decimal text; another type is a fault. */
    public void costValue(@Nullable Object number) {
        costs().value(number);
    }

    /** A cost of a type that is none, such as a truth value. */
    public void badCost(@Nullable String value) {
        costs().refuse(value);
    }

    /** The units, negative for returns. */
    public void quantity(long whole) {
        units().whole(whole);
    }

    /** The units; digits after the point that are not zero are a fault. */
    public void quantity(@Nullable BigDecimal decimal) {
        units().decimal(decimal);
    }

    /** The units; a number that is not whole is a fault. */
    public void quantity(double number) {
        units().real(number);
    }

    /** The units as decimal text such as {@code -3}. Blanks around it are left out. */
    public void quantity(@Nullable String text) {
        units().text(text);
    }

    /** The units as an object: a BigDecimal, BigInteger, boxed number or decimal text; another type is a fault. */
    public void quantityValue(@Nullable Object number) {
        units().value(number);
    }

    /** Units of a type that is none, such as a truth value. */
    public void badQuantity(@Nullable String value) {
        units().refuse(value);
    }

    /** A number, {@code unscaled × 10^-scale}. */
    public void number(NumberCell cell, long unscaled, int scale) {
        switch (cell) {
            case AMOUNT -> amount.decimal(unscaled, scale);
            case COST -> costs().decimal(unscaled, scale);
            case QUANTITY -> {
                if (scale == 0) {
                    units().whole(unscaled);
                } else {
                    units().decimal(BigDecimal.valueOf(unscaled, scale));
                }
            }
        }
    }

    /** A number. */
    public void number(NumberCell cell, @Nullable BigDecimal decimal) {
        switch (cell) {
            case AMOUNT -> amount.decimal(decimal);
            case COST -> costs().decimal(decimal);
            case QUANTITY -> units().decimal(decimal);
        }
    }

    /** A number, as {@link #amount(double)}. */
    public void number(NumberCell cell, double number) {
        switch (cell) {
            case AMOUNT -> amount.number(number);
            case COST -> costs().number(number);
            case QUANTITY -> units().real(number);
        }
    }

    /** A number, as {@link #amount(float)}. */
    public void number(NumberCell cell, float number) {
        switch (cell) {
            case AMOUNT -> amount.number(number);
            case COST -> costs().number(number);
            case QUANTITY -> units().text(Float.toString(number));
        }
    }

    /** A number, as {@link #amount(String)}. */
    public void number(NumberCell cell, @Nullable String text) {
        switch (cell) {
            case AMOUNT -> amount.text(text);
            case COST -> costs().text(text);
            case QUANTITY -> units().text(text);
        }
    }

    /** A number of a type that is none, such as a truth value. */
    public void badNumber(NumberCell cell, @Nullable String value) {
        switch (cell) {
            case AMOUNT -> amount.refuse(value);
            case COST -> costs().refuse(value);
            case QUANTITY -> units().refuse(value);
        }
    }

    private UnitsCell units() {
        if (quantity == null) {
            throw new IllegalStateException("the columns are without quantity");
        }
        return quantity;
    }

    private AmountCell costs() {
        if (cost == null) {
            throw new IllegalStateException("the columns are without cost");
        }
        return cost;
    }

    /**
     * The label of a dimension; null or empty is "not known".
     *
     * @param dimension index into {@link LogOptions#dimensions()}
     */
    public void label(int dimension, @Nullable String label) {
        labels[dimension] = label;
    }

    /**
     * Adds or rejects the row whose cells were set, and forgets them.
     *
     * @throws DataException if the row is bad and the policy for bad rows allows no more of them
     */
    public void write() {
        try {
            if (customer.isBad()) {
                customer.reject(sink);
            } else if (date.isBad()) {
                date.reject(sink);
            } else if (amount.isBad()) {
                amount.reject(sink);
            } else if (cost != null && cost.isBad()) {
                cost.reject(sink);
            } else if (quantity != null && quantity.isBad()) {
                quantity.reject(sink);
            } else {
                add();
            }
        } finally {
            clear();
        }
    }

    private void add() {
        if (quantity != null) {
            addWithQuantity(quantity.units());
        } else if (cost != null || labels.length > 0) {
            addWithDetails();
        } else if (numericIds) {
            sink.add(customer.number(), date.day(), amount.minor());
        } else {
            sink.add(customer.text(), date.day(), amount.minor());
        }
        if (amount.rounded()) {
            sink.rounded();
        }
    }

    private void addWithDetails() {
        if (numericIds) {
            sink.add(customer.number(), date.day(), amount.minor(), costMinor(), labels);
        } else {
            sink.add(customer.text(), date.day(), amount.minor(), costMinor(), labels);
        }
    }

    private void addWithQuantity(int units) {
        if (numericIds) {
            sink.add(customer.number(), date.day(), amount.minor(), costMinor(), units, labels);
        } else {
            sink.add(customer.text(), date.day(), amount.minor(), costMinor(), units, labels);
        }
    }

    private long costMinor() {
        return cost == null ? 0 : cost.minor();
    }

    /**
     * Rejects the row as a whole, whatever cells were set, and forgets them.
     *
     * @param column the column at fault, or what else names the place
     * @param value what the source has there, or null if nothing
     * @param rule what it should have been
     * @throws DataException if the policy for bad rows allows no more of them
     */
    public void reject(String column, @Nullable String value, String rule) {
        clear();
        sink.reject(RejectReason.BAD_ROW, column, value, rule);
    }

    private void clear() {
        customer.clear();
        date.clear();
        amount.clear();
        if (cost != null) {
            cost.clear();
        }
        if (quantity != null) {
            quantity.clear();
        }
        Arrays.fill(labels, null);
    }
}
