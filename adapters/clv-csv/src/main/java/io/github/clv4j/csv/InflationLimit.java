package io.github.clv4j.csv;

/**
 * The most that a packed file may unpack to.
 *
 * @param mostBytes unpacked bytes, 1 or more
 * @param mostRatio unpacked bytes for each packed byte, 1 or more; not held against the first 16 MiB
 */
record InflationLimit(long mostBytes, int mostRatio) {
    /** A terabyte, and more than twice the ratio at which gzip and zstd pack logs of transactions. */
    static final InflationLimit DEFAULT = new InflationLimit(1L << 40, 250);

    InflationLimit {
        if (mostBytes < 1 || mostRatio < 1) {
            throw new IllegalArgumentException(
                    "limits are " + mostBytes + " bytes and ratio " + mostRatio + "; both must be 1 or more");
        }
    }
}
