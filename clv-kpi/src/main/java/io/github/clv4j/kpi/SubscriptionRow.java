package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as a source tells it. What is wrong with it is found by {@link SubscriptionsBuilder}, which knows the
 * currency and the customers.
 *
 * @param customerId the customer; null or blank is a fault
 * @param plan what is subscribed to, or null if that is not told
 * @param start first day; null is a fault
 * @param end the first day on which it holds no more, or null if it is open
 * @param amountMinor amount of one billing interval in minor units
 * @param interval how often the amount is billed
 * @param currency currency of the amount, or null for that of the builder
 * @param row number of the row that it came from, for messages: the line number for files; 0 if it is to be counted
 */
public record SubscriptionRow(
        @Nullable String customerId,
        @Nullable String plan,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        long amountMinor,
        BillingInterval interval,
        @Nullable String currency,
        long row) {
    /** Checks that the interval is there. */
    public SubscriptionRow {
        Objects.requireNonNull(interval, "interval");
    }

    /**
     * An open subscription without a plan.
     *
     * @param mrrMinor monthly recurring revenue in minor units
     */
    public static SubscriptionRow of(@Nullable String customerId, @Nullable LocalDate start, long mrrMinor) {
        return new SubscriptionRow(customerId, null, start, null, mrrMinor, BillingInterval.MONTHLY, null, 0);
    }

    /** The same subscription of a plan. */
    public SubscriptionRow withPlan(@Nullable String label) {
        return new SubscriptionRow(customerId, label, start, end, amountMinor, interval, currency, row);
    }

    /**
     * The same subscription with an end.
     *
     * @param firstDayAfter the first day on which it holds no more, or null if it is open
     */
    public SubscriptionRow until(@Nullable LocalDate firstDayAfter) {
        return new SubscriptionRow(customerId, plan, start, firstDayAfter, amountMinor, interval, currency, row);
    }

    /** The same subscription, its amount billed every such interval. */
    public SubscriptionRow billed(BillingInterval every) {
        return new SubscriptionRow(customerId, plan, start, end, amountMinor, every, currency, row);
    }

    /** The same subscription, its amount in a stated currency. */
    public SubscriptionRow inCurrency(@Nullable String code) {
        return new SubscriptionRow(customerId, plan, start, end, amountMinor, interval, code, row);
    }

    /** The same subscription, with the number of the row that it came from. */
    public SubscriptionRow withRow(long number) {
        return new SubscriptionRow(customerId, plan, start, end, amountMinor, interval, currency, number);
    }
}
