package io.github.clv4j.data;

/**
 * How customer, day and amount of a row are one number, which orders as the three do: each less the least there is, customer
 * first.
 *
 * @param firstCustomer least number that tells the customer
 * @param firstDay first day
 * @param dayBits bits of a day
 * @param leastAmount least amount
 * @param amountBits bits of an amount
 */
record RowKeys(long firstCustomer, int firstDay, int dayBits, long leastAmount, int amountBits) {
    /** The keys of rows between some limits whose customers are told by the rests of their ids. */
    static RowKeys of(PlainExtent rows) {
        return new RowKeys(rows.leastRest(), rows.firstDay(), rows.dayBits(), rows.leastAmount(), rows.amountBits());
    }

    /** The same with customers that are told by numbers from 0 on. */
    RowKeys numbered() {
        return new RowKeys(0, firstDay, dayBits, leastAmount, amountBits);
    }

    /** True if the rows have keys; the highest bit stays free, so that keys are not negative. */
    boolean hold(int customerBits) {
        return customerBits + dayBits + amountBits < Long.SIZE;
    }

    /** Bits below the customer's. */
    int customerShift() {
        return dayBits + amountBits;
    }

    long key(long customer, int day, long amount) {
        return ((customer - firstCustomer) << dayBits | (day - (long) firstDay)) << amountBits | (amount - leastAmount);
    }

    long customer(long key) {
        return firstCustomer + (key >>> customerShift());
    }

    /** The day of a key, counted from the first. */
    int dayOffset(long key) {
        return (int) (key >>> amountBits) & ((1 << dayBits) - 1);
    }

    int day(long key) {
        return firstDay + dayOffset(key);
    }

    long amount(long key) {
        return leastAmount + (key & ((1L << amountBits) - 1));
    }
}
