package io.github.clv4j.kpi;

/** How the interval of a survival curve is made from Greenwood's variance. */
public enum SurvivalIntervalType {
    /** S ± z · se, cut at 0 and 1; poor near the ends and in small samples. */
    PLAIN,
    /**
     * S<sup>exp(± z · se / (S |ln S|))</sup>: symmetric in ln(−ln S), never outside 0 and 1 (Kalbfleisch and Prentice 1980,
     * section 1.3).
     */
    LOG_LOG
}
