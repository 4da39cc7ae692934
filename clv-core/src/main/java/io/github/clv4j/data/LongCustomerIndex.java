package io.github.clv4j.data;

import java.util.Arrays;
import java.util.Objects;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/** Numeric ids in an Eclipse Collections primitive map. */
final class LongCustomerIndex extends CustomerIndex {
    private final LongIntHashMap customerOf;
    private long[] ids;
    private int size;

    LongCustomerIndex() {
        this(new LongIntHashMap(), new long[16], 0);
    }

    private LongCustomerIndex(LongIntHashMap customerOf, long[] ids, int size) {
        this.customerOf = customerOf;
        this.ids = ids;
        this.size = size;
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
        long number;
        try {
            number = Long.parseLong(id);
        } catch (NumberFormatException e) {
            return -1;
        }
        return indexOf(number);
    }

    @Override
    public int indexOf(long id) {
        return customerOf.getIfAbsent(id, -1);
    }

    @Override
    public String id(int customer) {
        return Long.toString(ids[Objects.checkIndex(customer, size)]);
    }

    @Override
    public int[] inIdOrder() {
        long[] sorted = Arrays.copyOf(ids, size);
        Arrays.parallelSort(sorted);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = customerOf.get(sorted[i]);
        }
        return order;
    }

    @Override
    int intern(String id) {
        return intern(Long.parseLong(id));
    }

    @Override
    int intern(long id) {
        int next = size;
        int customer = customerOf.getIfAbsentPut(id, next);
        if (customer == next) {
            if (next == ids.length) {
                ids = Arrays.copyOf(ids, next + (next >> 1));
            }
            ids[next] = id;
            size = next + 1;
        }
        return customer;
    }

    @Override
    CustomerIndex copy() {
        return new LongCustomerIndex(new LongIntHashMap(customerOf), Arrays.copyOf(ids, Math.max(16, size)), size);
    }

    @Override
    CustomerIndex renumbered(int[] newOf, int[] oldOf) {
        LongIntHashMap renumbered = new LongIntHashMap(oldOf.length);
        customerOf.forEachKeyValue((id, customer) -> {
            if (newOf[customer] >= 0) {
                renumbered.put(id, newOf[customer]);
            }
        });
        long[] kept = new long[Math.max(16, oldOf.length)];
        for (int c = 0; c < oldOf.length; c++) {
            kept[c] = ids[oldOf[c]];
        }
        return new LongCustomerIndex(renumbered, kept, oldOf.length);
    }
}
