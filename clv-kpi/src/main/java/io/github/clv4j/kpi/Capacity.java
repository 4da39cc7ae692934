package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;

/** How far arrays grow that are full. */
final class Capacity {
    /** The longest array that every JVM makes. */
    static final int MOST = Integer.MAX_VALUE - 8;

    private Capacity() {}

    /**
     * Half as much again, as far as arrays reach.
     *
     * @throws DataException if they reach no further
     */
    static int after(int full) {
        if (full >= MOST) {
            throw new DataException("more than " + MOST + " rows; they do not fit one array");
        }
        return (int) Math.min(MOST, full + (long) (full >> 1) + 1);
    }
}
