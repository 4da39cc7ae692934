package io.github.clv4j.rfm;

import java.util.Arrays;

/** What becomes of a cell that the rules of more than one segment match. */
public enum OverlapPolicy {
    /** The first segment of the map takes it. */
    FIRST_WINS("first wins"),
    /** The map is refused, and the error names the cells and the segments. */
    FORBIDDEN("forbidden");

    private final String id;

    OverlapPolicy(String id) {
        this.id = id;
    }

    /** The policy as segment map files write it, such as {@code first wins}. */
    public String id() {
        return id;
    }

    /**
     * The policy of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists the ids
     */
    public static OverlapPolicy of(String id) {
        for (OverlapPolicy policy : values()) {
            if (policy.id.equals(id)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("overlaps is '" + id + "'; it must be one of "
                + Arrays.stream(values()).map(OverlapPolicy::id).toList());
    }
}
