package io.github.clv4j.data;

/** Whether a bad row ends the reading or is counted and skipped, and how many may be. */
public final class BadRowPolicy {
    /** Most rows that {@link #skip()} lets pass. */
    public static final long DEFAULT_CAP = 100_000;

    private static final BadRowPolicy FAIL = new BadRowPolicy(0);

    private final long cap;

    private BadRowPolicy(long cap) {
        this.cap = cap;
    }

    /** The first bad row ends the reading with a {@link DataException} that names it. */
    public static BadRowPolicy fail() {
        return FAIL;
    }

    /** Bad rows are counted and skipped, up to {@value #DEFAULT_CAP}. */
    public static BadRowPolicy skip() {
        return skip(DEFAULT_CAP);
    }

    /**
     * Bad rows are counted and skipped; one more than the cap ends the reading with a {@link DataException}.
     *
     * @param cap most rows that may be skipped, 1 or more
     */
    public static BadRowPolicy skip(long cap) {
        if (cap >= 1) {
            return new BadRowPolicy(cap);
        }
        throw new IllegalArgumentException("cap is " + cap + "; it must be 1 or more");
    }

    /** Most rows that may be skipped; 0 means that the first bad row ends the reading. */
    public long cap() {
        return cap;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BadRowPolicy that && cap == that.cap;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(cap);
    }

    @Override
    public String toString() {
        return cap == 0 ? "fail on the first bad row" : "skip up to " + cap + " bad rows";
    }
}
