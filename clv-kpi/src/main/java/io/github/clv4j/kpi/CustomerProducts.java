package io.github.clv4j.kpi;

import java.math.BigInteger;

/**
 * Sums, over the customers of each cell, of the product of two of a customer's figures, exactly in 128 bits. Cells that were
 * never added to take no room until one is.
 */
final class CustomerProducts {
    private final int cells;
    private long[] high = new long[0];
    private long[] low = new long[0];

    CustomerProducts(int cells) {
        this.cells = cells;
    }

    void addProduct(int cell, long one, long other) {
        if (low.length == 0) {
            reserve();
        }
        add(cell, Math.multiplyHigh(one, other), one * other);
    }

    private void reserve() {
        high = new long[cells];
        low = new long[cells];
    }

    private void add(int cell, long highPart, long lowPart) {
        long sum = low[cell] + lowPart;
        high[cell] += highPart + (Long.compareUnsigned(sum, lowPart) < 0 ? 1 : 0);
        low[cell] = sum;
    }

    void add(CustomerProducts other) {
        if (other.low.length > 0) {
            if (low.length == 0) {
                reserve();
            }
            for (int cell = 0; cell < cells; cell++) {
                add(cell, other.high[cell], other.low[cell]);
            }
        }
    }

    /** Adds the cells from a place on to those before it, each to that of its remainder. */
    void fold(int size) {
        for (int cell = size; cell < low.length; cell++) {
            add(cell % size, high[cell], low[cell]);
        }
    }

    /** Takes a cell of others over to a cell of these. */
    void take(CustomerProducts others, int from, int cell) {
        if (others.low.length > 0) {
            if (low.length == 0) {
                reserve();
            }
            high[cell] = others.high[from];
            low[cell] = others.low[from];
        }
    }

    /** True if both have the same sums. */
    boolean sameAs(CustomerProducts that) {
        for (int cell = 0; cell < cells; cell++) {
            if (!get(cell).equals(that.get(cell))) {
                return false;
            }
        }
        return cells == that.cells;
    }

    BigInteger get(int cell) {
        if (low.length == 0) {
            return BigInteger.ZERO;
        }
        BigInteger unsigned = BigInteger.valueOf(low[cell] >>> 1).shiftLeft(1).add(BigInteger.valueOf(low[cell] & 1));
        return BigInteger.valueOf(high[cell]).shiftLeft(Long.SIZE).add(unsigned);
    }
}
