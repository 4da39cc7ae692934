package io.github.clv4j.data;

import java.util.Arrays;

/** The customers of one partition, numbered in order of arrival, and how many rows each has. Hot: one look-up a row. */
final class NumericCustomers {
    private static final int SMALLEST = 16;
    /** A guess that makes the table grow seldom: an eighth as many customers as rows. */
    private static final int ROWS_PER_CUSTOMER = 8;

    private long[] keys;
    /** Customer + 1 of the key in the same slot; 0 if the slot is free. At most half of the slots are taken. */
    private int[] customers;

    private long[] ids;
    /** Rows of customer c at c + 1. */
    private int[] counts;

    private int size;

    NumericCustomers(int rows) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, rows / ROWS_PER_CUSTOMER)) * 4);
        keys = new long[capacity];
        customers = new int[capacity];
        ids = new long[capacity / 2];
        counts = new int[capacity / 2 + 1];
    }

    /** The customer of an id, new if it was not seen before, with one more row. */
    int count(long id) {
        long[] table = keys;
        int[] found = customers;
        int mask = table.length - 1;
        int slot = LongCustomerIndex.hash(id) & mask;
        while (found[slot] != 0 && table[slot] != id) {
            slot = (slot + 1) & mask;
        }
        int customer = found[slot];
        if (customer == 0) {
            customer = add(id, slot);
        }
        counts[customer]++;
        return customer - 1;
    }

    private int add(long id, int freeSlot) {
        int slot = freeSlot;
        if (size == ids.length) {
            grow();
            slot = freeSlotOf(id);
        }
        ids[size] = id;
        keys[slot] = id;
        customers[slot] = ++size;
        return size;
    }

    private void grow() {
        int capacity = Math.multiplyExact(keys.length, 2);
        keys = new long[capacity];
        customers = new int[capacity];
        ids = Arrays.copyOf(ids, capacity / 2);
        counts = Arrays.copyOf(counts, capacity / 2 + 1);
        for (int c = 0; c < size; c++) {
            int slot = freeSlotOf(ids[c]);
            keys[slot] = ids[c];
            customers[slot] = c + 1;
        }
    }

    private int freeSlotOf(long id) {
        int mask = keys.length - 1;
        int slot = LongCustomerIndex.hash(id) & mask;
        while (customers[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The first row of each customer if the rows stood in order of customer, and the end of the last. */
    int[] starts() {
        int[] starts = Arrays.copyOf(counts, size + 1);
        for (int c = 0; c < size; c++) {
            starts[c + 1] += starts[c];
        }
        return starts;
    }

    long[] ids() {
        return Arrays.copyOf(ids, size);
    }
}
