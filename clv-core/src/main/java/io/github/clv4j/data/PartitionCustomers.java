package io.github.clv4j.data;

import java.util.Arrays;

/**
 * The customers of one partition after another, and how many rows each has. A customer is told by a place: the number of those who
 * came before, found by looking the {@linkplain IdHash#rest rest} of the id up in a table, or, where rests are close together, the
 * rest itself, so that nothing is looked up. Hot: one look-up a row. The arrays are used again, so that they stay in the cache.
 */
final class PartitionCustomers {
    private static final int SMALLEST_BITS = 4;
    /** A guess that makes the table grow seldom: an eighth as many customers as rows. */
    private static final int ROWS_PER_CUSTOMER = 8;

    private int tableBits = SMALLEST_BITS;
    /**
     * Customer + 1, whose rest goes to this slot or one before it; 0 if the slot is free. At most half of the slots are taken. The
     * rests are not here, so that the table fits the first cache.
     */
    private int[] table = new int[1 << SMALLEST_BITS];

    /** Of each customer that was looked up the rest of its id. */
    private long[] rests = new long[1 << SMALLEST_BITS];
    /** Of each place its rows; once customers are numbered, the first row if rows stood in order of customer. */
    private int[] rows = new int[1 << SMALLEST_BITS];

    private int places;

    /** Of each customer the rest of its id. */
    private long[] customerRests = new long[0];
    /** Of each customer its first row, and the end of the last. */
    private int[] starts = new int[0];

    private int customers;

    /** Forgets all customers, and makes a table that likely takes those of so many rows. */
    void begin(int rowsToCome) {
        beginDirect(0);
        int bits = Math.max(SMALLEST_BITS, PlainExtent.bits(rowsToCome / ROWS_PER_CUSTOMER));
        if (bits > tableBits) {
            makeTable(bits);
        } else {
            Arrays.fill(table, 0);
        }
    }

    /** Forgets all customers; each row's place, below a number, will be known without a look-up. */
    void beginDirect(int placesToCome) {
        // What was not used since the array was made or cleared is 0.
        Arrays.fill(rows, 0, places, 0);
        places = placesToCome;
        if (rows.length < places) {
            rows = new int[places];
        }
    }

    private void makeTable(int bits) {
        tableBits = bits;
        table = new int[1 << bits];
        int most = 1 << (bits - 1);
        if (rests.length < most) {
            rests = Arrays.copyOf(rests, most);
        }
        if (rows.length < most) {
            rows = Arrays.copyOf(rows, most);
        }
    }

    /** The place of the customer with a rest, which is new if it was not seen before, and has one more row. */
    int count(long rest) {
        int mask = table.length - 1;
        int slot = IdHash.slot(rest, tableBits);
        int customer = table[slot];
        while (customer != 0 && rests[customer - 1] != rest) {
            slot = (slot + 1) & mask;
            customer = table[slot];
        }
        if (customer == 0) {
            customer = add(rest, slot);
        }
        rows[customer - 1]++;
        return customer - 1;
    }

    private int add(long rest, int freeSlot) {
        int slot = freeSlot;
        if (2 * places == table.length) {
            grow();
            slot = freeSlotOf(rest);
        }
        rests[places] = rest;
        table[slot] = ++places;
        return places;
    }

    private void grow() {
        if (tableBits == Integer.SIZE - 2) {
            throw new DataException("a partition of an index holds at most " + places + " customer ids");
        }
        makeTable(tableBits + 1);
        for (int c = 0; c < places; c++) {
            table[freeSlotOf(rests[c])] = c + 1;
        }
    }

    private int freeSlotOf(long rest) {
        int slot = IdHash.slot(rest, tableBits);
        while (table[slot] != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** Counts rows whose keys tell places. */
    void countKeys(long[] keys, int count, int shift) {
        int[] of = rows;
        for (int i = 0; i < count; i++) {
            of[(int) (keys[i] >>> shift)]++;
        }
    }

    /** Numbers the customers whose rests were looked up, in the order of their places. */
    void number() {
        number(false, 0);
    }

    /** Numbers the customers who have rows; their rests are the places and a first one. */
    void numberDirect(long firstRest) {
        number(true, firstRest);
    }

    private void number(boolean direct, long firstRest) {
        if (customerRests.length <= places) {
            // One more, which a free place after the last customer writes to.
            customerRests = new long[places + 1];
            starts = new int[places + 1];
        }
        int customer = 0;
        int row = 0;
        for (int place = 0; place < places; place++) {
            int count = rows[place];
            rows[place] = row;
            // Written over by the next customer if the place is free: cheaper than a jump that is hard to foresee.
            customerRests[customer] = direct ? firstRest + place : rests[place];
            starts[customer] = row;
            customer += -count >>> (Integer.SIZE - 1);
            row += count;
        }
        starts[customer] = row;
        customers = customer;
    }

    /** Of each place the first row if rows stood in order of customer; may be changed. */
    int[] next() {
        return rows;
    }

    /** The first row of each customer if rows stood in order of customer, and the end of the last. */
    int[] starts() {
        return Arrays.copyOf(starts, customers + 1);
    }

    /** The rest of each customer's id. */
    long[] rests() {
        return Arrays.copyOf(customerRests, customers);
    }
}
