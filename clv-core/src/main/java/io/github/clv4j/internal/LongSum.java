package io.github.clv4j.internal;

import java.math.BigInteger;

/**
 * An exact sum of {@code long} numbers in 128 bits. Whether it fits 64 bits depends on the sum alone, not on the order in
 * which positive and negative numbers came.
 */
public final class LongSum {
    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    /** Adds a number. */
    public void add(long value) {
        low += value;
        high += (value >> 63) + (Long.compareUnsigned(low, value) < 0 ? 1 : 0);
    }

    /** Adds the exact product of two numbers. */
    public void addProduct(long one, long other) {
        long product = one * other;
        low += product;
        high += Math.multiplyHigh(one, other) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if it does not fit 64 bits
     */
    public long toLong() {
        if (fitsLong()) {
            return low;
        }
        throw new ArithmeticException("long overflow");
    }

    /** True if the sum fits 64 bits. */
    public boolean fitsLong() {
        return high == low >> 63;
    }

    /** The sum, to nearly the nearest {@code double}. */
    public double toDouble() {
        // Split so that neither part is near the other's size with the opposite sign when the sum fits 64 bits.
        return fitsLong() ? low : high * TWO_TO_64 + (low >>> 1) * 2.0 + (low & 1);
    }

    /** The sum, exactly. */
    public BigInteger toBigInteger() {
        BigInteger upper = BigInteger.valueOf(high).shiftLeft(64);
        BigInteger lowerBits = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return upper.add(lowerBits);
    }

    @Override
    public String toString() {
        return Double.toString(toDouble());
    }
}
