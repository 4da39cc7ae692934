package io.github.clv4j.rfm;

import java.util.OptionalDouble;

/**
 * What the customers of one segment, or of all, come to. What is undefined, such as the mean of no customers, is empty,
 * never 0.
 *
 * @param segment the segment's label
 * @param customers customers in it
 * @param customerShare customers divided by all customers of the profiles; undefined if there are none
 * @param revenueMinor exact sum of what they spent, net of refunds, in minor units
 * @param revenueShare revenue divided by all revenue of the profiles; undefined unless that is positive
 * @param orders sum of their orders
 * @param averageOrderValue revenue divided by orders, in major units; undefined without orders
 * @param meanOrders orders divided by customers; undefined without customers
 * @param meanSpend revenue divided by customers, in major units; undefined without customers
 * @param medianRecencyDays median of days since the last order (the mean of the middle two of an even number);
 *     undefined without orders
 */
public record SegmentProfile(
        String segment,
        long customers,
        OptionalDouble customerShare,
        long revenueMinor,
        OptionalDouble revenueShare,
        long orders,
        OptionalDouble averageOrderValue,
        OptionalDouble meanOrders,
        OptionalDouble meanSpend,
        OptionalDouble medianRecencyDays) {}
