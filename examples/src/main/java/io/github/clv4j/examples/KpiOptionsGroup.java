package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.PeriodCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say by what periods KPIs are told, and which files tell what the log does not. */
final class KpiOptionsGroup {
    @Option(
            names = "--calendar",
            paramLabel = "NAME",
            defaultValue = "month",
            description = "periods of the KPI tables and trends: " + KpiCalendars.NAMES + " [${DEFAULT-VALUE}]")
    String calendar = "month";

    @Option(
            names = "--fewest-customers",
            paramLabel = "K",
            defaultValue = "1",
            description = "KPIs that tell of fewer customers are hidden, with those that would give them away; other"
                    + " tables know no floor [${DEFAULT-VALUE}]")
    int fewestCustomers = 1;

    @Option(
            names = "--cost-to-serve",
            paramLabel = "FILE",
            description =
                    "CSV file with a column cost and, if known, customer_id, channel, kind and contacts; for profit"
                            + " by customer and the whale curve")
    @Nullable
    Path costToServe;

    @Option(
            names = "--subscriptions",
            paramLabel = "FILE",
            description = "CSV file with columns customer_id, start, amount and, if known, plan, end and interval; for"
                    + " recurring revenue, churn and survival")
    @Nullable
    Path subscriptions;

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    void requireRanges() {
        KpiCalendars.named(calendar);
        InputOptions.require(
                fewestCustomers >= 1, "--fewest-customers is " + fewestCustomers + "; it must be 1 or more");
    }

    KpiSettings settings(InputOptions input, MoneyScale money) throws IOException {
        boolean comma = input.decimal == InputOptions.Decimals.comma;
        BadRowPolicy badRows = input.badRows();
        PeriodCalendar periods = KpiCalendars.named(calendar);
        return new KpiSettings(
                calendar.toLowerCase(Locale.ROOT),
                periods,
                fewestCustomers,
                costToServe == null ? null : CostFile.read(Objects.requireNonNull(costToServe), money, comma, badRows),
                subscriptions == null
                        ? null
                        : SubscriptionFile.read(Objects.requireNonNull(subscriptions), money, comma, badRows));
    }
}
