package io.github.clv4j.data;

/** Between what the ids, days and amounts of some rows are. */
final class PlainExtent {
    private long leastRest = Long.MAX_VALUE;
    private long mostRest = Long.MIN_VALUE;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;
    private long leastAmount = Long.MAX_VALUE;
    private long mostAmount = Long.MIN_VALUE;
    private boolean hasZero;

    PlainExtent() {}

    PlainExtent(
            long leastRest,
            long mostRest,
            int firstDay,
            int lastDay,
            long leastAmount,
            long mostAmount,
            boolean hasZero) {
        this.leastRest = leastRest;
        this.mostRest = mostRest;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.leastAmount = leastAmount;
        this.mostAmount = mostAmount;
        this.hasZero = hasZero;
    }

    /** The least {@linkplain IdHash#rest rest} of an id. */
    long leastRest() {
        return leastRest;
    }

    /** The difference of the rests as an unsigned number, for which alone it is always right. */
    long restRange() {
        return mostRest - leastRest;
    }

    int firstDay() {
        return firstDay;
    }

    int lastDay() {
        return lastDay;
    }

    long leastAmount() {
        return leastAmount;
    }

    long mostAmount() {
        return mostAmount;
    }

    /** True if day and amount of each row fit one number, as {@link PlainBlock#dayAndAmount} makes it. */
    boolean isPaired() {
        return leastAmount >= -PlainBlock.AMOUNT_OFFSET && mostAmount < PlainBlock.AMOUNT_OFFSET;
    }

    /** True if an amount is 0. */
    boolean hasZero() {
        return hasZero;
    }

    int restBits() {
        return bits(restRange());
    }

    int dayBits() {
        return bits(lastDay - (long) firstDay);
    }

    int amountBits() {
        return bits(mostAmount - leastAmount);
    }

    /** Bits of an unsigned number. */
    static int bits(long range) {
        return Long.SIZE - Long.numberOfLeadingZeros(range);
    }

    void add(PlainExtent other) {
        leastRest = Math.min(leastRest, other.leastRest);
        mostRest = Math.max(mostRest, other.mostRest);
        firstDay = Math.min(firstDay, other.firstDay);
        lastDay = Math.max(lastDay, other.lastDay);
        leastAmount = Math.min(leastAmount, other.leastAmount);
        mostAmount = Math.max(mostAmount, other.mostAmount);
        hasZero |= other.hasZero;
    }
}
