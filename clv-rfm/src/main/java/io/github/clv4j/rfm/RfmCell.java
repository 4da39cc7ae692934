package io.github.clv4j.rfm;

/**
 * The three scores of one customer, of which the highest is best.
 *
 * @param r recency score, 1 or more
 * @param f frequency score, 1 or more
 * @param m monetary score, 1 or more
 */
public record RfmCell(int r, int f, int m) {
    /** Checks that scores are 1 or more. */
    public RfmCell {
        if (!(r >= 1 && f >= 1 && m >= 1)) {
            throw new IllegalArgumentException("scores are " + r + ", " + f + ", " + m + "; each must be 1 or more");
        }
    }
}
