package io.github.clv4j.data;

/**
 * Joins two indexes: customers of the one and the other that share an id are one, and so are all that are linked through
 * such pairs (union-find with path halving).
 */
final class IndexUnion {
    private final CustomerIndex one;
    private final CustomerIndex other;
    /** The customers of the one, then those of the other; each points to an earlier one it is the same as. */
    private final int[] parent;

    private IndexUnion(CustomerIndex one, CustomerIndex other) {
        this.one = one;
        this.other = other;
        this.parent = new int[Math.addExact(one.size(), other.size())];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    static CustomerIndex of(CustomerIndex one, CustomerIndex other) {
        return new IndexUnion(one, other).join();
    }

    private CustomerIndex join() {
        other.forEachId((id, customer) -> {
            int known = one.indexOf(id);
            if (known >= 0) {
                link(known, one.size() + customer);
            }
        });
        CustomerIndex joined = one.empty();
        for (int i = 0; i < parent.length; i++) {
            if (root(i) == i) {
                joined.intern(i < one.size() ? one.id(i) : other.id(i - one.size()));
            }
        }
        one.forEachId((id, customer) -> lead(joined, id, root(customer)));
        other.forEachId((id, customer) -> lead(joined, id, root(one.size() + customer)));
        return joined;
    }

    private void lead(CustomerIndex joined, String id, int root) {
        int customer = joined.indexOf(root < one.size() ? one.id(root) : other.id(root - one.size()));
        if (joined.indexOf(id) != customer) {
            joined.alias(id, customer);
        }
    }

    private void link(int i, int j) {
        int first = root(i);
        int second = root(j);
        // The earlier customer stands for both, so that the order of calls does not show in the result.
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
