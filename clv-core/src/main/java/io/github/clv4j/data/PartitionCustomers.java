package io.github.clv4j.data;

import java.util.Arrays;

/**
 * The customers of one partition after another, and how many rows each has. A customer is told by a slot: that of a table in
 * which the {@linkplain IdHash#rest rest} of its id is looked up, or, where rests are close together, the rest itself, so that
 * nothing is looked up. Hot: one look-up a row. The arrays are used again, so that they stay in the cache.
 */
final class PartitionCustomers {
    private static final int SMALLEST_BITS = 4;
    /** A guess that is seldom too low: an eighth as many customers as rows. */
    private static final int ROWS_PER_CUSTOMER = 8;
    /** No more of the slots than one in so many are taken, so that most customers are found where they are sought first. */
    private static final int SLOTS_PER_CUSTOMER = 2;

    private static final int MOST_BITS = 29;

    /** In place of a rest, whose highest bits are all the same: no customer has the slot. */
    private static final long FREE = Long.MIN_VALUE;

    private int slotBits;
    private int slots;
    /** By how much guesses were too low. */
    private int moreBits;
    /** Slots of the table that are taken. */
    private int taken;
    /** Of each slot the rest of an id, or what marks it free. */
    private long[] rests = new long[0];
    /** Of each slot its rows; once customers are numbered, the first row if rows stood in order of customer. */
    private int[] rows = new int[0];

    /** Of each customer the rest of its id. */
    private long[] customerRests = new long[0];
    /** Of each customer its first row. */
    private int[] starts = new int[0];

    private int customers;

    /** Forgets all customers, and makes a table that likely takes those of so many rows. */
    void begin(int rowsToCome) {
        long guess = SLOTS_PER_CUSTOMER * ((long) rowsToCome / ROWS_PER_CUSTOMER);
        table(Math.max(SMALLEST_BITS, PlainExtent.bits(guess) + moreBits));
    }

    /** Forgets all customers, and makes a table of twice as many slots. */
    void beginLarger() {
        if (slotBits == MOST_BITS) {
            throw new DataException("a partition of an index holds at most " + slots / 2 + " customer ids");
        }
        moreBits++;
        table(slotBits + 1);
    }

    private void table(int bits) {
        slotBits = Math.min(MOST_BITS, bits);
        beginDirect(1 << slotBits);
        if (rests.length < slots) {
            rests = new long[slots];
        }
        Arrays.fill(rests, 0, slots, FREE);
        taken = 0;
    }

    /** Forgets all customers; each row's slot will be known without a look-up. */
    void beginDirect(int slotsToCome) {
        // What was not used since the array was made or cleared is 0.
        Arrays.fill(rows, 0, Math.min(slots, rows.length), 0);
        slots = slotsToCome;
        if (rows.length < slots) {
            rows = new int[slots];
        }
    }

    /** Bits of a slot's number. */
    int slotBits() {
        return slotBits;
    }

    /**
     * Finds the slots of some rows, and counts the rows. Hot: one loop after the other, since looking for the next slot would
     * wait until the count of the one before is known to be elsewhere.
     *
     * @param pairs of each row two numbers, the first of which is its id's rest
     * @param found receives the slots, from 0 on
     * @return false if there are more customers than the table takes
     */
    boolean count(long[] pairs, int from, int to, int[] found) {
        homes(pairs, from, to, slotBits, found);
        if (!found(pairs, from, to, found)) {
            return false;
        }
        int[] of = rows;
        for (int i = 0; i < to - from; i++) {
            of[found[i]]++;
        }
        return true;
    }

    private static void homes(long[] pairs, int from, int to, int slotBits, int[] homes) {
        for (int i = from; i < to; i++) {
            homes[i - from] = IdHash.slot(pairs[2 * i], slotBits);
        }
    }

    private boolean found(long[] pairs, int from, int to, int[] found) {
        long[] table = rests;
        int mask = slots - 1;
        for (int i = from; i < to; i++) {
            long rest = pairs[2 * i];
            int slot = found[i - from];
            while (table[slot] != rest && table[slot] != FREE) {
                slot = (slot + 1) & mask;
            }
            if (table[slot] == FREE) {
                if (SLOTS_PER_CUSTOMER * taken >= slots) {
                    return false;
                }
                table[slot] = rest;
                taken++;
            }
            found[i - from] = slot;
        }
        return true;
    }

    /** Counts rows whose keys tell slots. */
    void countKeys(long[] keys, int count, int shift) {
        int[] of = rows;
        for (int i = 0; i < count; i++) {
            of[(int) (keys[i] >>> shift)]++;
        }
    }

    /** Numbers the customers whose rests were looked up, in the order of their slots. */
    void number() {
        number(false, 0, taken);
    }

    /** Numbers the customers who have rows; their rests are the slots and a first one. */
    void numberDirect(long firstRest) {
        number(true, firstRest, slots);
    }

    private void number(boolean direct, long firstRest, int most) {
        if (customerRests.length <= most) {
            // One more, which a free slot after the last customer writes to.
            customerRests = new long[most + 1];
            starts = new int[most + 1];
        }
        int customer = 0;
        int row = 0;
        for (int slot = 0; slot < slots; slot++) {
            int count = rows[slot];
            rows[slot] = row;
            // Written over by the next customer if the slot is free: cheaper than a jump that is hard to foresee.
            customerRests[customer] = direct ? firstRest + slot : rests[slot];
            starts[customer] = row;
            customer += -count >>> (Integer.SIZE - 1);
            row += count;
        }
        starts[customer] = row;
        customers = customer;
    }

    /** Of each slot the first row if rows stood in order of customer; may be changed. */
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
