package io.github.clv4j.kpi;

/**
 * What {@link PeriodFacts} counts for each group and period. An order is a row with an amount of zero or more; a customer
 * is active in a period with at least one order in it; the previous period is the one right before, also before the
 * first of the periods.
 */
public enum Fact {
    /** Rows with an amount of zero or more. */
    ORDERS(false, "orders in the period"),
    /** Customers with at least one row in the period, be it a refund that was kept. */
    PRESENT_CUSTOMERS(false, "customers with an order or a refund in the period"),
    /** Customers with at least one order in the period. */
    ACTIVE_CUSTOMERS(false, "customers with an order in the period"),
    /** Sum of all amounts, refunds that were kept as negative rows included. */
    REVENUE(true, "amounts of the period, less refunds"),
    /** Sum of the amounts of zero or more. */
    GROSS_REVENUE(true, "amounts of the period's orders"),
    /** Refunds that were kept as negative rows, told as a positive amount. */
    REFUNDED(true, "refunds of the period, as a positive amount"),
    /** Cost of what was sold; 0 if the log has no cost. */
    COST(true, "cost of what was sold in the period"),
    /** Units of the orders, each signed as the log has them; 0 if the log has no quantity. */
    ITEMS(false, "units in the period's orders"),
    /** Customers whose first order ever, not just in these periods, is in the period. */
    NEW_CUSTOMERS(false, "customers whose first order is in the period"),
    /** Customers active in the previous period. */
    PREVIOUSLY_ACTIVE(false, "customers with an order in the previous period"),
    /** Customers active in the previous period and in this one. */
    RETAINED_CUSTOMERS(false, "customers with an order in the previous period and in this one"),
    /** Customers active in the previous period and not in this one. */
    LAPSED_CUSTOMERS(false, "customers with an order in the previous period and none in this one"),
    /** Customers active in this period and before the previous one, but not in the previous one. */
    REACTIVATED_CUSTOMERS(false, "customers with an order in the period, none in the previous one, but one before"),
    /** Customers with a first order up to the end of the period. */
    ACQUIRED_CUSTOMERS(false, "customers with an order up to the end of the period"),
    /** Customers with two orders or more up to the end of the period. */
    REPEAT_CUSTOMERS(false, "customers with two orders or more up to the end of the period"),
    /** Customers with a gap that ends in the period, see {@link #ORDER_GAPS}: those who bought on an earlier day too. */
    CUSTOMERS_WITH_GAPS(false, "customers with a time between orders that ends in the period"),
    /**
     * Times from a day with an order to the same customer's next day with one, counted where they end. Orders of one day
     * are one time of buying, so no gap is 0 days.
     */
    ORDER_GAPS(false, "times between a customer's days with an order that end in the period"),
    /** Days of these times together. */
    ORDER_GAP_DAYS(false, "days of these times together"),
    /** All revenue up to the as-of day of the customers whose first order is in the period. */
    NEW_CUSTOMERS_REVENUE(true, "revenue up to the as-of day of the customers new in the period"),
    /** All cost up to the as-of day of the customers whose first order is in the period. */
    NEW_CUSTOMERS_COST(true, "cost up to the as-of day of the customers new in the period");

    private final boolean money;
    private final String description;

    Fact(boolean money, String description) {
        this.money = money;
        this.description = description;
    }

    /** True if the fact is an amount in minor units, false if it is a number of orders, items, customers, gaps or days. */
    public boolean isMoney() {
        return money;
    }

    /** What is counted, in words. */
    public String description() {
        return description;
    }

    /**
     * The customers whom a fact is about: of a count those among whom it is counted, of an amount those whose amounts are
     * summed. A floor for small cells asks how many there are.
     */
    Fact base() {
        return switch (this) {
            case ORDERS,
                    PRESENT_CUSTOMERS,
                    ACTIVE_CUSTOMERS,
                    REVENUE,
                    GROSS_REVENUE,
                    REFUNDED,
                    COST,
                    ITEMS,
                    NEW_CUSTOMERS,
                    REACTIVATED_CUSTOMERS,
                    CUSTOMERS_WITH_GAPS -> PRESENT_CUSTOMERS;
            case ORDER_GAPS, ORDER_GAP_DAYS -> CUSTOMERS_WITH_GAPS;
            case PREVIOUSLY_ACTIVE, RETAINED_CUSTOMERS, LAPSED_CUSTOMERS -> PREVIOUSLY_ACTIVE;
            case ACQUIRED_CUSTOMERS, REPEAT_CUSTOMERS -> ACQUIRED_CUSTOMERS;
            case NEW_CUSTOMERS_REVENUE, NEW_CUSTOMERS_COST -> NEW_CUSTOMERS;
        };
    }
}
