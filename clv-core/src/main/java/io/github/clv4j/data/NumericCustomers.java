package io.github.clv4j.data;

import java.util.Arrays;

/**
 * The customers of one partition after another, numbered in order of arrival, and how many rows each has. Hot: one look-up a
 * row. The arrays are used again, so that they stay in the cache.
 */
final class NumericCustomers {
    private static final int SMALLEST = 16;
    /** A guess that makes the table grow seldom: an eighth as many customers as rows. */
    private static final int ROWS_PER_CUSTOMER = 8;

    /**
     * Customer + 1, whose id hashes to this slot or one before it; 0 if the slot is free. At most half of the slots are taken.
     * The ids are not here, so that the table fits the first cache.
     */
    private int[] customers = new int[SMALLEST];

    private long[] ids = new long[SMALLEST / 2];
    /** Rows of customer c at c + 1. */
    private int[] counts = new int[SMALLEST / 2 + 1];

    private int size;

    /** Forgets all customers, and makes room for those of some rows. */
    void begin(int rows) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, rows / ROWS_PER_CUSTOMER)) * 2);
        if (capacity > customers.length) {
            customers = new int[capacity];
            ids = new long[capacity / 2];
            counts = new int[capacity / 2 + 1];
        } else {
            Arrays.fill(customers, 0);
            Arrays.fill(counts, 0, size + 1, 0);
        }
        size = 0;
    }

    /** The customer of an id, new if it was not seen before, with one more row. */
    int count(long id) {
        int[] table = customers;
        int mask = table.length - 1;
        int slot = LongCustomerIndex.hash(id) & mask;
        int customer = table[slot];
        while (customer != 0 && ids[customer - 1] != id) {
            slot = (slot + 1) & mask;
            customer = table[slot];
        }
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
        customers[slot] = ++size;
        return size;
    }

    private void grow() {
        int capacity = Math.multiplyExact(customers.length, 2);
        customers = new int[capacity];
        ids = Arrays.copyOf(ids, capacity / 2);
        counts = Arrays.copyOf(counts, capacity / 2 + 1);
        for (int c = 0; c < size; c++) {
            customers[freeSlotOf(ids[c])] = c + 1;
        }
    }

    private int freeSlotOf(long id) {
        int mask = customers.length - 1;
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
