package io.github.clv4j.rfm;

import java.util.List;

/**
 * A cell that the rules of more than one segment match.
 *
 * @param cell as {@link RfmScores#code} writes it
 * @param segments the segments whose rules match it, in order of precedence: two or more
 * @param winner the one that takes it, the first of them
 */
public record CellOverlap(String cell, List<String> segments, String winner) {
    /** Copies the list. */
    public CellOverlap {
        segments = List.copyOf(segments);
    }
}
