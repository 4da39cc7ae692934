package io.github.clv4j.rfm;

import java.util.Arrays;

/** What to do with the customers of a segment, as a suggestion to begin with. */
public enum Treatment {
    /** Good customers who buy: thank them, serve them first, spend no discount on them. */
    KEEP("keep"),
    /** Buys, but little of the range: show what else there is. */
    CROSS_SELL("cross-sell"),
    /** Buys often enough, but cheaply: offer the better product or the bigger basket. */
    UP_SELL("up-sell"),
    /** Still a customer, but slipping: act before it is gone. */
    RETAIN("retain"),
    /** Gone, and worth what it costs to get back. */
    WIN_BACK("win back"),
    /** Whatever one spends on them is likely to be lost: no paid contact. */
    LEAVE_ALONE("leave alone"),
    /** Nothing is decided yet, as where a map's source names no segment, or a file of cells has no treatments. */
    UNDECIDED("undecided");

    private final String id;

    Treatment(String id) {
        this.id = id;
    }

    /** The treatment as segment map files and tables write it, such as {@code win back}. */
    public String id() {
        return id;
    }

    /**
     * The treatment of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists the ids
     */
    public static Treatment of(String id) {
        for (Treatment treatment : values()) {
            if (treatment.id.equals(id)) {
                return treatment;
            }
        }
        throw new IllegalArgumentException("treatment '" + id + "' is unknown; it must be one of "
                + Arrays.stream(values()).map(Treatment::id).toList());
    }
}
