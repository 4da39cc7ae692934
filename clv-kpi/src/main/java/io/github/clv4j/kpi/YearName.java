package io.github.clv4j.kpi;

/**
 * Which calendar year a business year is named after, where it lies in two. A year from April 2023 to March 2024 is
 * {@code FY2023} by the one and {@code FY2024} by the other; both are in use.
 */
public enum YearName {
    /** The calendar year of the business year's first month. */
    FIRST_MONTH,
    /** The calendar year of the business year's last month. */
    LAST_MONTH
}
