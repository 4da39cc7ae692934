package io.github.clv4j.data;

import java.util.List;
import java.util.Objects;

/**
 * One label a row, such as the channel or the category of a transaction, coded as small numbers. Immutable; rows are
 * those of the {@link TransactionLog} it came from.
 */
public final class Dimension {
    /** The code of a row whose label is not known. */
    public static final int UNKNOWN = -1;

    private final String name;
    private final List<String> labels;
    private final int[] codes;

    Dimension(String name, List<String> labels, int[] codes) {
        this.name = name;
        this.labels = List.copyOf(labels);
        this.codes = codes;
    }

    /** The dimension's name, as the log's options gave it. */
    public String name() {
        return name;
    }

    /** The labels; a row's code is an index into this list. Their order depends on the input's order. */
    public List<String> labels() {
        return labels;
    }

    /**
     * The code of a row, or {@link #UNKNOWN}.
     *
     * @param row a row of the log, 0 to {@code log.rows() - 1}
     */
    public int code(int row) {
        return codes[row];
    }

    /** The codes themselves, for this package's bulk operations. */
    int[] codes() {
        return codes;
    }

    @Override
    public String toString() {
        return name + " with " + labels.size() + " labels over " + Objects.requireNonNull(codes).length + " rows";
    }
}
