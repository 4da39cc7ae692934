package io.github.clv4j.kpi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Sums, over the customers of each cell, of the product of two of a customer's figures, exactly in 128 bits. Cells that were
 * never added to take no room until one is.
 */
final class CustomerProducts {
    private final int cells;
    /** The low half of each cell, and after it the high one. */
    private long[] halves = new long[0];

    CustomerProducts(int cells) {
        this.cells = cells;
    }

    void addProduct(int cell, long one, long other) {
        add(cell, Math.multiplyHigh(one, other), one * other);
    }

    private void add(int cell, long high, long low) {
        if (halves.length == 0) {
            halves = new long[Math.multiplyExact(2, cells)];
        }
        long sum = halves[2 * cell] + low;
        halves[2 * cell] = sum;
        halves[2 * cell + 1] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    }

    private long low(int cell) {
        return halves.length == 0 ? 0 : halves[2 * cell];
    }

    private long high(int cell) {
        return halves.length == 0 ? 0 : halves[2 * cell + 1];
    }

    void add(CustomerProducts other) {
        for (int cell = 0; cell < cells && other.halves.length > 0; cell++) {
            add(cell, other.high(cell), other.low(cell));
        }
    }

    /** Adds the cells from a place on to those before it, each to that of its remainder. */
    void fold(int size) {
        for (int cell = size; cell < cells && halves.length > 0; cell++) {
            add(cell % size, high(cell), low(cell));
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(halves.length);
        for (long half : halves) {
            out.writeLong(half);
        }
    }

    void read(DataInput in) throws IOException {
        halves = new long[in.readInt()];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = in.readLong();
        }
    }

    /** Takes a cell of others over to a cell of these, which must be 0. */
    void take(CustomerProducts others, int from, int cell) {
        if (others.high(from) != 0 || others.low(from) != 0) {
            add(cell, others.high(from), others.low(from));
        }
    }

    /** True if both have the same sums. */
    boolean sameAs(CustomerProducts that) {
        for (int cell = 0; cell < cells; cell++) {
            if (low(cell) != that.low(cell) || high(cell) != that.high(cell)) {
                return false;
            }
        }
        return true;
    }

    BigInteger get(int cell) {
        long low = low(cell);
        BigInteger unsigned = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high(cell)).shiftLeft(Long.SIZE).add(unsigned);
    }
}
