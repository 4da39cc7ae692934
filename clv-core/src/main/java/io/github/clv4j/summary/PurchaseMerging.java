package io.github.clv4j.summary;

/** Which purchases of one customer count as one for the models' x and t<sub>x</sub>. */
public enum PurchaseMerging {
    /**
     * Purchases of one day are one; times are whole days told in the summary's unit (a week is 7 days). The convention
     * of BTYD, BTYDplus and CLVTools. The default.
     */
    SAME_DAY,
    /**
     * Purchases of one calendar period of the summary's unit are one; times are whole numbers of periods. The convention
     * of lifetimes for {@code freq='W'} and the like.
     */
    SAME_PERIOD
}
