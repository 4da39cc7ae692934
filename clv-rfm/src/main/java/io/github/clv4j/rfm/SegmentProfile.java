package io.github.clv4j.rfm;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the customers of one segment, or of all, come to. What is undefined, such as the mean of no customers, is empty,
 * never 0.
 *
 * @param segment the segment's label
 * @param customers customers in it
 * @param customerShare customers divided by all customers of the profiles; undefined if there are none
 * @param revenueMinor exact sum of what they spent, net of refunds, in minor units
 * @param revenueShare revenue divided by all revenue of the profiles; undefined unless that is positive
 * @param marginMinor exact revenue less the log's cost, in minor units; undefined if the log has no cost
 * @param marginShare margin divided by all margin of the profiles; undefined unless that is positive
 * @param orders sum of their orders
 * @param averageOrderValue revenue divided by orders, in major units; undefined without orders
 * @param meanOrders orders divided by customers; undefined without customers
 * @param meanSpend revenue divided by customers, in major units; undefined without customers
 * @param recencySpread days since the last order, over the customers with an order; undefined if there are none
 * @param ordersSpread orders of a customer; undefined without customers
 * @param spendSpread what a customer spent, net of refunds, in major units; undefined without customers
 * @param clv what they are worth; undefined unless the profiles were made with a value for each customer
 */
public record SegmentProfile(
        String segment,
        long customers,
        OptionalDouble customerShare,
        long revenueMinor,
        OptionalDouble revenueShare,
        OptionalLong marginMinor,
        OptionalDouble marginShare,
        long orders,
        OptionalDouble averageOrderValue,
        OptionalDouble meanOrders,
        OptionalDouble meanSpend,
        Optional<Spread> recencySpread,
        Optional<Spread> ordersSpread,
        Optional<Spread> spendSpread,
        Optional<SegmentValue> clv) {
    /** Median of days since the last order; undefined without orders. */
    public OptionalDouble medianRecencyDays() {
        return recencySpread.isPresent() ? OptionalDouble.of(recencySpread.get().p50()) : OptionalDouble.empty();
    }
}
