package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Numeric ids in an open-addressing table of our own. Hot: one look-up a row. Id and customer stand side by side, so that
 * a look-up misses the cache once; a map with separate arrays for keys and values misses twice.
 */
final class LongCustomerIndex extends CustomerIndex {
    private static final int SMALLEST = 16;

    /** Pairs of id and customer + 1; a pair whose second part is 0 is free. At most half of the pairs are taken. */
    private long[] slots;
    /**
     * True if ids stand in the order of their partitions, by which a large log numbers customers: then its table is filled from
     * its beginning to its end. Ids that are put later may come in the order of another log, which would crowd them somewhere.
     */
    private final boolean inOrderOfPartitions;

    private int taken;
    private long[] ids;
    private int size;

    LongCustomerIndex() {
        this(new long[2 * SMALLEST], false, 0, new long[SMALLEST], 0);
    }

    private LongCustomerIndex(long[] slots, boolean inOrderOfPartitions, int taken, long[] ids, int size) {
        this.slots = slots;
        this.inOrderOfPartitions = inOrderOfPartitions;
        this.taken = taken;
        this.ids = ids;
        this.size = size;
    }

    /**
     * Ids in the order of their numbers, lane by lane: there are a power of two of lanes, each of which has the ids of as many
     * partitions. Each lane's part of the table is filled by one thread.
     *
     * @param ids without duplicates; kept
     * @param laneStart the first id of each lane, and the end
     */
    static LongCustomerIndex of(long[] ids, int[] laneStart) {
        int capacity = capacity(ids.length);
        int lanes = laneStart.length - 1;
        int part = capacity / lanes;
        boolean fits = IntStream.range(0, lanes).allMatch(lane -> 3L * (laneStart[lane + 1] - laneStart[lane]) <= part);
        LongCustomerIndex index = new LongCustomerIndex(new long[capacity], fits, 0, ids, ids.length);
        if (fits) {
            int[][] late = new int[lanes][];
            Parallel.pieces(
                    lanes, lane -> late[lane] = index.fill(laneStart[lane], laneStart[lane + 1], (lane + 1) * part));
            index.taken = ids.length;
            for (int[] some : late) {
                index.taken -= some.length;
            }
            for (int[] some : late) {
                for (int customer : some) {
                    index.put(ids[customer], customer);
                }
            }
        } else {
            for (int c = 0; c < ids.length; c++) {
                index.put(ids[c], c);
            }
        }
        return index;
    }

    /** Numbers of a table that is half full with some ids, or less. */
    private static int capacity(int ids) {
        int capacity = 2 * SMALLEST;
        while (capacity < 4L * ids) {
            capacity = doubled(capacity);
        }
        return capacity;
    }

    /** Puts ids where they go before the end of their lane; gives the customers of the few that would go beyond it. */
    private int[] fill(int from, int to, int end) {
        IntStream.Builder late = IntStream.builder();
        for (int c = from; c < to; c++) {
            int slot = home(ids[c]);
            while (slot < end && slots[slot + 1] != 0) {
                slot += 2;
            }
            if (slot < end) {
                slots[slot] = ids[c];
                slots[slot + 1] = c + 1L;
            } else {
                late.add(c);
            }
        }
        return late.build().toArray();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public int indexOf(String id) {
        return IdOrder.isNumber(id) ? indexOf(Long.parseLong(id)) : -1;
    }

    @Override
    public int indexOf(long id) {
        return (int) slots[slotOf(id) + 1] - 1;
    }

    /** The slot that holds an id, or the free slot where it would go. */
    private int slotOf(long id) {
        long[] table = slots;
        int mask = table.length - 1;
        int slot = home(id);
        while (table[slot + 1] != 0 && table[slot] != id) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    /** Where an id goes if the slot is free. */
    private int home(long id) {
        int hash = inOrderOfPartitions ? IdHash.inOrderOfPartitions(id) : IdHash.hash(id);
        return (hash >>> Integer.numberOfLeadingZeros(slots.length - 1)) & ~1;
    }

    @Override
    public String id(int customer) {
        return Long.toString(ids[Objects.checkIndex(customer, size)]);
    }

    @Override
    public long number(int customer) {
        return ids[Objects.checkIndex(customer, size)];
    }

    @Override
    public int[] inIdOrder() {
        long[] sorted = Arrays.copyOf(ids, size);
        Arrays.parallelSort(sorted);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = indexOf(sorted[i]);
        }
        return order;
    }

    @Override
    int intern(String id) {
        return intern(Long.parseLong(id));
    }

    @Override
    int intern(long id) {
        int slot = slotOf(id);
        if (slots[slot + 1] != 0) {
            return (int) slots[slot + 1] - 1;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(SMALLEST, size + (size >> 1)));
        }
        ids[size] = id;
        put(id, size);
        return size++;
    }

    private void put(long id, int customer) {
        // Four longs of table for each id: half full, two longs a pair.
        if (4L * (taken + 1) > slots.length) {
            grow();
        }
        int slot = slotOf(id);
        taken += slots[slot + 1] == 0 ? 1 : 0;
        slots[slot] = id;
        slots[slot + 1] = customer + 1L;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[doubled(old.length)];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot + 1] != 0) {
                int to = slotOf(old[slot]);
                slots[to] = old[slot];
                slots[to + 1] = old[slot + 1];
            }
        }
    }

    private static int doubled(int capacity) {
        if (capacity >= 1 << 30) {
            throw new DataException("an index holds at most " + (capacity >> 2) + " customer ids");
        }
        return capacity * 2;
    }

    @Override
    void forEachId(ObjIntConsumer<String> all) {
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0) {
                all.accept(Long.toString(slots[slot]), (int) slots[slot + 1] - 1);
            }
        }
    }

    @Override
    CustomerIndex empty() {
        return new LongCustomerIndex();
    }

    @Override
    void alias(String id, int customer) {
        put(Long.parseLong(id), customer);
    }

    @Override
    CustomerIndex copy() {
        long[] room = Arrays.copyOf(ids, Math.max(SMALLEST, size));
        if (!inOrderOfPartitions) {
            return new LongCustomerIndex(slots.clone(), false, taken, room, size);
        }
        LongCustomerIndex copy = new LongCustomerIndex(new long[slots.length], false, 0, room, size);
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0) {
                copy.put(slots[slot], (int) slots[slot + 1] - 1);
            }
        }
        return copy;
    }

    @Override
    CustomerIndex renumbered(int[] newOf, int[] oldOf) {
        LongCustomerIndex renumbered = new LongCustomerIndex();
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0 && newOf[(int) slots[slot + 1] - 1] >= 0) {
                renumbered.put(slots[slot], newOf[(int) slots[slot + 1] - 1]);
            }
        }
        renumbered.ids = new long[Math.max(SMALLEST, oldOf.length)];
        for (int c = 0; c < oldOf.length; c++) {
            renumbered.ids[c] = ids[oldOf[c]];
        }
        renumbered.size = oldOf.length;
        return renumbered;
    }
}
