package io.github.clv4j.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/** Text ids in an Eclipse Collections primitive map. */
final class TextCustomerIndex extends CustomerIndex {
    private final ObjectIntHashMap<String> customerOf;
    private @Nullable String[] ids;
    private int size;

    TextCustomerIndex() {
        this(new ObjectIntHashMap<>(), new @Nullable String[16], 0);
    }

    private TextCustomerIndex(ObjectIntHashMap<String> customerOf, @Nullable String[] ids, int size) {
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
        return false;
    }

    @Override
    public int indexOf(String id) {
        return customerOf.getIfAbsent(id, -1);
    }

    @Override
    public int indexOf(long id) {
        return indexOf(Long.toString(id));
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
            order[i] = customerOf.get(sorted[i]);
        }
        return order;
    }

    @Override
    int intern(String id) {
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
    int intern(long id) {
        return intern(Long.toString(id));
    }

    @Override
    void forEachId(ObjIntConsumer<String> all) {
        customerOf.forEachKeyValue(all::accept);
    }

    @Override
    CustomerIndex empty() {
        return new TextCustomerIndex();
    }

    @Override
    void alias(String id, int customer) {
        customerOf.put(id, customer);
    }

    @Override
    CustomerIndex copy() {
        return new TextCustomerIndex(new ObjectIntHashMap<>(customerOf), Arrays.copyOf(ids, Math.max(16, size)), size);
    }

    @Override
    CustomerIndex renumbered(int[] newOf, int[] oldOf) {
        ObjectIntHashMap<String> renumbered = new ObjectIntHashMap<>(oldOf.length);
        customerOf.forEachKeyValue((id, customer) -> {
            if (newOf[customer] >= 0) {
                renumbered.put(id, newOf[customer]);
            }
        });
        @Nullable String[] kept = new @Nullable String[Math.max(16, oldOf.length)];
        for (int c = 0; c < oldOf.length; c++) {
            kept[c] = ids[oldOf[c]];
        }
        return new TextCustomerIndex(renumbered, kept, oldOf.length);
    }
}
