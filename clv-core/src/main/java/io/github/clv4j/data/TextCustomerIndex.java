package io.github.clv4j.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Text ids in an open-addressing table of our own. Hot: one look-up a row. A slot holds the hash beside the customer, so that
 * no other id than the one that is sought is ever looked at; a map of objects looks at one a probe, and misses the cache
 * each time.
 */
final class TextCustomerIndex extends CustomerIndex {
    private static final int SMALLEST = 16;

    /** The hash in the upper half, customer + 1 in the lower; 0 if free. At most half of the slots are taken. */
    private long[] slots;

    private @Nullable String[] ids;
    private int size;
    /** Ids that were merged into customers who have another. */
    private final Map<String, Integer> aliases;

    TextCustomerIndex() {
        this(new long[2 * SMALLEST], new @Nullable String[SMALLEST], 0, new HashMap<>());
    }

    private TextCustomerIndex(long[] slots, @Nullable String[] ids, int size, Map<String, Integer> aliases) {
        this.slots = slots;
        this.ids = ids;
        this.size = size;
        this.aliases = aliases;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNumeric() {
        return false;
    }

    @Override
    public int indexOf(String id) {
        int customer = find(id, hash(id));
        return customer >= 0 || aliases.isEmpty() ? customer : aliases.getOrDefault(id, -1);
    }

    @Override
    public int indexOf(long id) {
        return indexOf(Long.toString(id));
    }

    private int find(String id, int hash) {
        long[] table = slots;
        int mask = table.length - 1;
        int slot = hash >>> Integer.numberOfLeadingZeros(mask);
        while (table[slot] != 0) {
            if (hash == (int) (table[slot] >>> Integer.SIZE)) {
                int customer = (int) table[slot] - 1;
                if (id.equals(ids[customer])) {
                    return customer;
                }
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /**
     * The customers of many ids at once, -1 where an id is unknown or null. Look-ups that wait for nothing but memory go on
     * side by side: all slots first, then all ids.
     */
    @Override
    void find(@Nullable String[] sought, int from, int count, int[] found, int at) {
        long[] table = slots;
        int shift = Integer.numberOfLeadingZeros(table.length - 1);
        for (int i = 0; i < count; i++) {
            String id = sought[from + i];
            int hash = id == null ? 0 : hash(id);
            long entry = table[hash >>> shift];
            found[at + i] = hash == (int) (entry >>> Integer.SIZE) ? (int) entry - 1 : -1;
        }
        for (int i = 0; i < count; i++) {
            String id = sought[from + i];
            if (id == null) {
                found[at + i] = -1;
            } else if (found[at + i] < 0 || !id.equals(ids[found[at + i]])) {
                found[at + i] = indexOf(id);
            }
        }
    }

    /** String hashes of similar ids are close together: their bits are spread. */
    private static int hash(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) * 0x85EBCA6B;
    }

    @Override
    public String id(int customer) {
        return Objects.requireNonNull(ids[Objects.checkIndex(customer, size)]);
    }

    @Override
    public long number(int customer) {
        throw new IllegalStateException("customer ids are text, such as '" + id(customer) + "'; they have no number");
    }

    @Override
    public int[] inIdOrder() {
        // Sorting the ids and looking each one up again is faster than sorting boxed numbers by id.
        String[] sorted = new String[size];
        for (int c = 0; c < size; c++) {
            sorted[c] = id(c);
        }
        Arrays.parallelSort(sorted);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = find(sorted[i], hash(sorted[i]));
        }
        return order;
    }

    @Override
    int intern(String id) {
        int known = indexOf(id);
        return known >= 0 ? known : add(id);
    }

    private int add(String id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + (size >> 1));
        }
        if (2L * (size + 1) > slots.length) {
            grow();
        }
        ids[size] = id;
        put(hash(id), size);
        return size++;
    }

    private void put(int hash, int customer) {
        int mask = slots.length - 1;
        int slot = hash >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (long) hash << Integer.SIZE | (customer + 1);
    }

    private void grow() {
        long[] old = slots;
        if (old.length >= 1 << 30) {
            throw new DataException("an index holds at most " + (old.length >> 1) + " customer ids");
        }
        slots = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                put((int) (entry >>> Integer.SIZE), (int) entry - 1);
            }
        }
    }

    /**
     * The same ids under other numbers.
     *
     * @param oldOf for each new number the old one; all of them
     */
    TextCustomerIndex reordered(long[] oldOf) {
        int[] newOf = new int[size];
        @Nullable String[] inOrder = new @Nullable String[size];
        for (int c = 0; c < size; c++) {
            inOrder[c] = ids[(int) oldOf[c]];
            newOf[(int) oldOf[c]] = c;
        }
        long[] table = new long[slots.length];
        for (int slot = 0; slot < table.length; slot++) {
            long entry = slots[slot];
            table[slot] = entry == 0 ? 0 : (entry & (-1L << Integer.SIZE)) | (newOf[(int) entry - 1] + 1L);
        }
        Map<String, Integer> others = new HashMap<>();
        aliases.forEach((id, customer) -> others.put(id, newOf[customer]));
        return new TextCustomerIndex(table, inOrder, size, others);
    }

    @Override
    int intern(long id) {
        return intern(Long.toString(id));
    }

    @Override
    void forEachId(ObjIntConsumer<String> all) {
        for (int c = 0; c < size; c++) {
            all.accept(id(c), c);
        }
        aliases.forEach(all::accept);
    }

    @Override
    CustomerIndex empty() {
        return new TextCustomerIndex();
    }

    @Override
    void alias(String id, int customer) {
        if (find(id, hash(id)) >= 0) {
            throw new IllegalStateException("'" + id + "' is a customer of its own; it cannot stand for another");
        }
        aliases.put(id, customer);
    }

    @Override
    CustomerIndex copy() {
        return new TextCustomerIndex(
                slots.clone(), Arrays.copyOf(ids, Math.max(SMALLEST, size)), size, new HashMap<>(aliases));
    }

    @Override
    CustomerIndex renumbered(int[] newOf, int[] oldOf) {
        TextCustomerIndex renumbered = new TextCustomerIndex();
        for (int old : oldOf) {
            renumbered.add(id(old));
        }
        forEachId((id, customer) -> {
            int number = newOf[customer];
            if (number >= 0 && renumbered.indexOf(id) < 0) {
                renumbered.alias(id, number);
            }
        });
        return renumbered;
    }
}
