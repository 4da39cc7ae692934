package io.github.clv4j.data;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's customer ids and the dense numbers 0, 1, 2 … that everything else computes with. Immutable.
 *
 * <p>Numbers stay the same when a later batch is appended. Which number an id gets depends on the input's order, so results
 * that list customers do so in id order ({@link #inIdOrder}).
 * An id that was merged into another ({@link TransactionLog#withMerged(String, String)}) still finds its customer.
 */
public abstract sealed class CustomerIndex permits TextCustomerIndex, LongCustomerIndex {
    CustomerIndex() {}

    /**
     * An index of text ids, numbered in their order.
     *
     * @param ids not blank and without duplicates
     * @throws IllegalArgumentException if an id is blank or stands twice
     */
    public static CustomerIndex ofIds(String... ids) {
        CustomerIndex index = new TextCustomerIndex();
        for (int c = 0; c < ids.length; c++) {
            if (ids[c].isBlank() || index.intern(ids[c]) != c) {
                throw new IllegalArgumentException("id '" + ids[c] + "' is blank or stands twice; ids must be unique");
            }
        }
        return index;
    }

    /**
     * An index of numeric ids, numbered in their order.
     *
     * @param ids without duplicates
     * @throws IllegalArgumentException if an id stands twice
     */
    public static CustomerIndex ofIds(long... ids) {
        CustomerIndex index = new LongCustomerIndex();
        for (int c = 0; c < ids.length; c++) {
            if (index.intern(ids[c]) != c) {
                throw new IllegalArgumentException("id " + ids[c] + " stands twice; ids must be unique");
            }
        }
        return index;
    }

    /** Number of customers. */
    public abstract int size();

    /** True if ids are {@code long} numbers, false if they are text. */
    public abstract boolean isNumeric();

    /**
     * The customer of an id, or -1 if it is unknown. In an index of numbers, text that is not a plain decimal number is
     * unknown.
     */
    public abstract int indexOf(String id);

    /** The customer of an id, or -1 if it is unknown. In an index of text the id's decimal form is looked up. */
    public abstract int indexOf(long id);

    /**
     * The id of a customer as text; of merged customers the id that was kept.
     *
     * @param customer 0 to {@code size() - 1}
     */
    public abstract String id(int customer);

    /**
     * The id of a customer as a number; of merged customers the id that was kept.
     *
     * @param customer 0 to {@code size() - 1}
     * @throws IllegalStateException if ids are text
     */
    public abstract long number(int customer);

    /**
     * The customers sorted by id: text by its UTF-16 units, numbers by value. The order does not depend on the order of
     * the input.
     *
     * @return a new array of {@link #size} customers
     */
    public abstract int[] inIdOrder();

    /**
     * An index of the customers of both, in which every id of both is known. Customers that share an id, also one that
     * was merged, are one customer. This index's customers come first and in their order (and keep their numbers, unless
     * the other knows two of them to be one); those only in the other follow.
     *
     * @throws IllegalArgumentException if one has text ids and the other numbers
     */
    public final CustomerIndex union(CustomerIndex other) {
        if (other == this || other.size() == 0) {
            return this;
        }
        if (size() == 0) {
            return other;
        }
        if (isNumeric() != other.isNumeric()) {
            throw new IllegalArgumentException("one index has text ids, the other numbers; they cannot be joined");
        }
        return IndexUnion.of(this, other);
    }

    /**
     * The customers of many ids at once.
     *
     * @param found receives, from {@code at} on, the customer of each of the {@code count} ids, -1 where one is unknown or
     *     null
     */
    void find(@Nullable String[] sought, int from, int count, int[] found, int at) {
        for (int i = 0; i < count; i++) {
            String id = sought[from + i];
            found[at + i] = id == null ? -1 : indexOf(id);
        }
    }

    /** Calls for each id, merged ones included, with its customer; in no order. */
    abstract void forEachId(ObjIntConsumer<String> ids);

    /** An empty index of the same kind. */
    abstract CustomerIndex empty();

    /** Makes an id lead to a customer that is there already under another. */
    abstract void alias(String id, int customer);

    /** The customer of this id, which is given the next number if it is new. Only while a log is being built. */
    abstract int intern(String id);

    /** As {@link #intern(String)}. */
    abstract int intern(long id);

    /** An independent copy that can take further ids. */
    abstract CustomerIndex copy();

    /**
     * The index after customers were removed or merged.
     *
     * @param newOf for each present customer its new number, or -1 to forget all its ids
     * @param oldOf for each new number the present customer whose id is kept
     */
    abstract CustomerIndex renumbered(int[] newOf, int[] oldOf);
}
