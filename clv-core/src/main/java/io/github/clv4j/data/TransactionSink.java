package io.github.clv4j.data;

import org.jspecify.annotations.Nullable;

/**
 * Where every source writes its rows. A source names itself once with {@link #source}, and before each row gives its
 * number with {@link #row}, so that a fault found later can be told with its place.
 *
 * <p>Every call of an {@code add} or {@code reject} method is one row read. Amounts and costs are in minor units of
 * {@code options().money()}, days are days since 1970-01-01 (see {@link TimeGrid#day}). The rows of one log have
 * customer ids of one kind, text or {@code long}.
 */
public interface TransactionSink {
    /** The options that rows are read under: money scale, time grid, dimensions. */
    LogOptions options();

    /** Names the source of the rows that follow, such as a file's name. Row numbers start again at 1. */
    void source(String name);

    /** The number, in its source, of the row about to be added or rejected; without it rows are counted from 1. */
    void row(long number);

    /** Adds a row of a log that has neither cost nor quantity nor dimensions. */
    void add(@Nullable String customerId, int day, long amountMinor);

    /** Adds a row of a log that has neither cost nor quantity nor dimensions. */
    void add(long customerId, int day, long amountMinor);

    /**
     * Adds a row with its cost and labels, to a log without quantity.
     *
     * @param costMinor cost of what was sold; must be 0 if the log has no cost
     * @param labels one for each of {@code options().dimensions()}; null or empty means "not known". The array may be
     *     used again by the caller.
     */
    void add(@Nullable String customerId, int day, long amountMinor, long costMinor, @Nullable String... labels);

    /** As {@link #add(String, int, long, long, String...)}, for ids that are numbers. */
    void add(long customerId, int day, long amountMinor, long costMinor, @Nullable String... labels);

    /**
     * Adds a row with its cost, its units and its labels.
     *
     * @param costMinor cost of what was sold; must be 0 if the log has no cost
     * @param quantity units sold, of any size and sign: goods that come back are negative, a price cut without goods is 0.
     *     Must be 0 if the log has no quantity
     * @param labels one for each of {@code options().dimensions()}; null or empty means "not known". The array may be
     *     used again by the caller.
     */
    void add(
            @Nullable String customerId,
            int day,
            long amountMinor,
            long costMinor,
            int quantity,
            @Nullable String... labels);

    /** As {@link #add(String, int, long, long, int, String...)}, for ids that are numbers. */
    void add(long customerId, int day, long amountMinor, long costMinor, int quantity, @Nullable String... labels);

    /**
     * Adds rows of a log that has neither cost nor quantity nor dimensions, as {@link #row} and {@link #add(String, int,
     * long)} do one by one; a sink that can do better with many of them overrides it. The arrays may be used again by the
     * caller.
     *
     * @param numbers the number of each row in its source
     * @param rows how many rows there are, at the front of the arrays
     */
    default void addAll(long[] numbers, @Nullable String[] customerIds, int[] days, long[] amountsMinor, int rows) {
        for (int i = 0; i < rows; i++) {
            row(numbers[i]);
            add(customerIds[i], days[i], amountsMinor[i]);
        }
    }

    /**
     * Tells that a row cannot be read.
     *
     * @param reason the kind of fault
     * @param column the column at fault
     * @param value the value as the source gave it, or null if absent
     * @param rule what it should have been
     * @throws DataException if the bad-row policy allows no more of them
     */
    void reject(RejectReason reason, String column, @Nullable String value, String rule);

    /** Tells that the last row's amount had to be rounded to the currency's digits; the report counts it. */
    void rounded();
}
