package io.github.clv4j.kpi;

/** How many weeks the three months of a retail quarter have. */
public enum RetailPattern {
    /** Four, four and five weeks. */
    WEEKS_4_4_5(4, 8),
    /** Four, five and four weeks, as in the calendar of the US National Retail Federation. */
    WEEKS_4_5_4(4, 9),
    /** Five, four and four weeks. */
    WEEKS_5_4_4(5, 9);

    private final int second;
    private final int third;

    RetailPattern(int second, int third) {
        this.second = second;
        this.third = third;
    }

    /** Weeks of a quarter before its month 0, 1 or 2. */
    int weeksBefore(int month) {
        return month == 0 ? 0 : month == 1 ? second : third;
    }

    /** The month, 0, 1 or 2, of the week 0 to 12 of a quarter. */
    int monthOf(int week) {
        return week < second ? 0 : week < third ? 1 : 2;
    }
}
