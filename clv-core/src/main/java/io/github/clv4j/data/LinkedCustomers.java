package io.github.clv4j.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which customers of an index are one under some links, and the index after they were made one. */
final class LinkedCustomers {
    private final CustomerIndex index;
    private final IdLinks links;
    /** For each customer an earlier one that it is the same as, or itself. */
    private final int[] parent;
    /** For the place of each person's smallest id a customer of the person, or -1. */
    private final int[] customerOf;

    private final int[] newOf;
    private final int[] oldOf;

    LinkedCustomers(CustomerIndex index, IdLinks links) {
        this.index = index;
        this.links = links;
        this.parent = new int[index.size()];
        for (int c = 0; c < parent.length; c++) {
            parent[c] = c;
        }
        this.customerOf = new int[links.ids()];
        Arrays.fill(customerOf, -1);
        for (int i = 0; i < customerOf.length; i++) {
            int customer = index.indexOf(links.id(i));
            int person = links.rootOf(i);
            if (customer >= 0 && customerOf[person] >= 0) {
                link(customerOf[person], customer);
            } else if (customer >= 0) {
                customerOf[person] = customer;
            }
        }
        this.newOf = new int[parent.length];
        int[] firsts = new int[parent.length];
        int kept = 0;
        for (int c = 0; c < parent.length; c++) {
            int first = root(c);
            if (first == c) {
                firsts[kept] = c;
                newOf[c] = kept++;
            } else {
                newOf[c] = newOf[first];
            }
        }
        this.oldOf = Arrays.copyOf(firsts, kept);
    }

    private void link(int one, int other) {
        int first = root(one);
        int second = root(other);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int customer) {
        int at = customer;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The new number of a customer. */
    int newOf(int customer) {
        return newOf[customer];
    }

    /** For each new number the first of its customers. */
    int[] oldOf() {
        return oldOf;
    }

    /** True if the customer's rows go to an earlier one. */
    boolean moves(int customer) {
        return root(customer) != customer;
    }

    /** The index in which each person of the log is one customer, shown by its smallest id and found by all. */
    CustomerIndex joined() {
        @Nullable String[] shown = new @Nullable String[oldOf.length];
        for (int i = 0; i < customerOf.length; i++) {
            // Places are in the order of ids, so the first person of a customer has its smallest id.
            if (customerOf[i] >= 0 && shown[newOf[customerOf[i]]] == null) {
                shown[newOf[customerOf[i]]] = checked(links.id(i));
            }
        }
        CustomerIndex joined = index.empty();
        for (int c = 0; c < oldOf.length; c++) {
            String smallest = shown[c];
            joined.intern(smallest == null ? index.id(oldOf[c]) : smallest);
        }
        index.forEachId((id, customer) -> lead(joined, id, newOf[customer]));
        for (int i = 0; i < customerOf.length; i++) {
            int customer = customerOf[links.rootOf(i)];
            if (customer >= 0) {
                lead(joined, checked(links.id(i)), newOf[customer]);
            }
        }
        return joined;
    }

    private static void lead(CustomerIndex joined, String id, int customer) {
        if (joined.indexOf(id) != customer) {
            joined.alias(id, customer);
        }
    }

    private String checked(String id) {
        if (!index.isNumeric() || IdOrder.isNumber(id)) {
            return id;
        }
        throw new IllegalArgumentException("the linked id '" + id
                + "' is text, but the log's customer ids are long numbers; build the log with text ids");
    }
}
