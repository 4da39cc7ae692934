package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.BillingInterval;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.SubscriptionOptions;
import io.github.clv4j.kpi.SubscriptionRow;
import io.github.clv4j.kpi.Subscriptions;
import io.github.clv4j.kpi.SubscriptionsBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads subscriptions: columns {@code customer_id}, {@code start} (first day) and {@code amount}, and, if known, {@code
 * plan}, {@code end} (first day without it; empty while open) and {@code interval} that the amount is billed by: {@code
 * weekly}, {@code monthly} (also where it is empty), {@code quarterly}, {@code yearly}, or a number of days, weeks, months or
 * years such as {@code 6 months}. The customers need not be those of the log.
 *
 * @param rows what became of the rows
 */
record SubscriptionFile(Subscriptions subscriptions, SideFile rows) {
    private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,3}) (day|week|month|year)s?");

    static SubscriptionFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows)
            throws IOException {
        SideFile side =
                new SideFile(file.toString(), money, decimalComma, badRows).withNames("customer_id", "customer");
        SubscriptionsBuilder builder =
                Subscriptions.builder(SubscriptionOptions.of(money).withSource(file.toString()));
        side.read(
                file,
                "--subscriptions",
                List.of("customer_id", "start", "amount"),
                row -> builder.add(subscription(row)));
        return new SubscriptionFile(builder.build(), side);
    }

    private static SubscriptionRow subscription(SideFile.Row row) {
        String customer = row.text("customer_id");
        if (customer.isEmpty()) {
            throw row.fault("customer_id", customer, RejectReason.EMPTY_CUSTOMER_ID, "a customer id is needed");
        }
        String plan = row.text("plan");
        // Tables use these two names for all plans together and for none.
        boolean taken = plan.equals(PeriodFacts.ALL) || plan.equals(PeriodFacts.UNGROUPED);
        return SubscriptionRow.of(customer, row.day("start"), row.amount("amount"))
                .withPlan(plan.isEmpty() ? null : taken ? plan + " (plan)" : plan)
                .until(row.text("end").isEmpty() ? null : row.day("end"))
                .billed(interval(row))
                .withRow(row.number());
    }

    private static BillingInterval interval(SideFile.Row row) {
        String text = row.text("interval").toLowerCase(Locale.ROOT);
        switch (text) {
            case "", "monthly", "month" -> {
                return BillingInterval.MONTHLY;
            }
            case "weekly", "week" -> {
                return BillingInterval.WEEKLY;
            }
            case "quarterly", "quarter" -> {
                return BillingInterval.QUARTERLY;
            }
            case "yearly", "annual", "annually", "year" -> {
                return BillingInterval.YEARLY;
            }
            default -> {}
        }
        Matcher matcher = INTERVAL.matcher(text);
        if (matcher.matches()) {
            TimeStep unit = TimeStep.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S");
            return BillingInterval.of(Integer.parseInt(matcher.group(1)), unit);
        }
        throw row.fault(
                "interval",
                row.text("interval"),
                RejectReason.BAD_ROW,
                "must be weekly, monthly, quarterly, yearly, or such as 6 months");
    }
}
