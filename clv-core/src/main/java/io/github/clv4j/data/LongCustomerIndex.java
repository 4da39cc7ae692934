package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/**
 * Numeric ids in an open-addressing table of our own. Hot: one look-up a row. Id and customer stand side by side, so that
 * a look-up misses the cache once; a map with separate arrays for keys and values misses twice.
 */
final class LongCustomerIndex extends CustomerIndex {
    private static final int SMALLEST = 16;

    /** Pairs of id and customer + 1; a pair whose second part is 0 is free. At most half of the pairs are taken. */
    private long[] slots;

    private int taken;
    private long[] ids;
    private int size;

    LongCustomerIndex() {
        this(new long[2 * SMALLEST], 0, new long[SMALLEST], 0);
    }

    private LongCustomerIndex(long[] slots, int taken, long[] ids, int size) {
        this.slots = slots;
        this.taken = taken;
        this.ids = ids;
        this.size = size;
    }

    /**
     * Ids in the order of their numbers, lane by lane: there are a power of two of lanes, and those whose hashes share the
     * top bits are in one. The table of each lane is filled by one thread, from its beginning to its end.
     *
     * @param ids without duplicates; kept
     * @param laneStart the first id of each lane, and the end
     */
    static LongCustomerIndex of(long[] ids, int[] laneStart) {
        int capacity = 2 * SMALLEST;
        while (capacity < 4L * ids.length) {
            capacity = doubled(capacity);
        }
        LongCustomerIndex index = new LongCustomerIndex(new long[capacity], 0, ids, ids.length);
        int lanes = laneStart.length - 1;
        int part = capacity / lanes;
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
        return index;
    }

    /** Puts ids where they go before the end of their lane; gives the customers of the few that would go beyond it. */
    private int[] fill(int from, int to, int end) {
        int[] late = new int[0];
        for (int c = from; c < to; c++) {
            int slot = home(ids[c]);
            while (slot < end && slots[slot + 1] != 0) {
                slot += 2;
            }
            if (slot < end) {
                slots[slot] = ids[c];
                slots[slot + 1] = c + 1L;
            } else {
                late = Arrays.copyOf(late, late.length + 1);
                late[late.length - 1] = c;
            }
        }
        return late;
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
        return (hash(id) >>> Integer.numberOfLeadingZeros(slots.length - 1)) & ~1;
    }

    /** Ids are often consecutive or at regular distances: two rounds of multiplication leave no pattern of them. */
    static int hash(long id) {
        long mixed = (id ^ (id >>> 32)) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32);
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
        return new LongCustomerIndex(slots.clone(), taken, Arrays.copyOf(ids, Math.max(SMALLEST, size)), size);
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
