package io.github.clv4j.data;

import java.util.Arrays;

/**
 * The rows as they came of those customers whose refunds were netted, so that a later batch, an erasure or a merge of
 * ids gives what a log built anew would give. Immutable once a log holds it. Small: customers without refunds have none.
 */
final class Originals {
    private final RowColumns rows;
    private int[] customer = new int[0];
    private int[] start = new int[1];
    private NettingTotals[] totals = new NettingTotals[0];
    private int customers;

    Originals(RowShape shape) {
        this.rows = new RowColumns(0, shape, false);
    }

    /** Adds a customer's rows; customers come in ascending order. */
    void add(int number, RowColumns from, int fromRow, int count, NettingTotals netting) {
        if (customers == customer.length) {
            int capacity = (int) Math.min(RowBuffer.MAX_ROWS, Math.max(8L, customers + (long) (customers >> 1)));
            customer = Arrays.copyOf(customer, capacity);
            start = Arrays.copyOf(start, capacity + 1);
            totals = Arrays.copyOf(totals, capacity);
        }
        int first = start[customers];
        int needed = Math.addExact(first, count);
        if (needed > rows.day.length) {
            rows.resize((int) Math.min(RowBuffer.MAX_ROWS, Math.max(16L, needed + (long) (needed >> 1))));
        }
        rows.copy(from, fromRow, first, count);
        customer[customers] = number;
        totals[customers] = netting;
        start[++customers] = needed;
    }

    /** Gives back what growing set aside. */
    void trim() {
        rows.resize(start[customers]);
        customer = Arrays.copyOf(customer, customers);
        start = Arrays.copyOf(start, customers + 1);
        totals = Arrays.copyOf(totals, customers);
    }

    int customers() {
        return customers;
    }

    /** The position of a customer here, or a negative number. */
    int find(int number) {
        return Arrays.binarySearch(customer, 0, customers, number);
    }

    int customerAt(int position) {
        return customer[position];
    }

    int start(int position) {
        return start[position];
    }

    int end(int position) {
        return start[position + 1];
    }

    /** The day of a customer's first refund after a day, or {@link Integer#MAX_VALUE}. */
    int nextRefund(int position, int day) {
        for (int row = start[position]; row < start[position + 1]; row++) {
            if (rows.day[row] > day && rows.amount[row] < 0) {
                return rows.day[row];
            }
        }
        return Integer.MAX_VALUE;
    }

    NettingTotals totalsAt(int position) {
        return totals[position];
    }

    RowColumns rows() {
        return rows;
    }

    NettingTotals totals() {
        NettingTotals sum = NettingTotals.NONE;
        for (int i = 0; i < customers; i++) {
            sum = sum.plus(totals[i]);
        }
        return sum;
    }
}
