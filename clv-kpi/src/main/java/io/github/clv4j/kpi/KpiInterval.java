package io.github.clv4j.kpi;

/**
 * Which interval a KPI has. Customers are the sampling unit of both: those of the cell are taken as drawn independently from
 * all customers who might have been there, so an interval tells how far chance alone would move the value, not what next
 * month brings.
 */
public enum KpiInterval {
    /** None: counts, amounts, medians, and quotients by what was stated beside the log. */
    NONE,
    /**
     * Wilson's interval of a proportion of customers (Wilson 1927, JASA 22, 209-212), which stays within 0 and 1 and has a
     * width also where the proportion is 0 or 1.
     */
    WILSON,
    /**
     * The interval of a ratio of two sums over customers, R = Σy / Σx, by linearisation (the delta method; Cochran 1977,
     * Sampling Techniques, section 6.3): R ± z √(n / (n − 1) · Σ(y − R x)²) / Σx, with n the customers who have a row in
     * the cell, or for times between orders those who have one. Too narrow where a few customers make most of the sums. None for fewer than two customers.
     */
    CUSTOMER_RATIO
}
