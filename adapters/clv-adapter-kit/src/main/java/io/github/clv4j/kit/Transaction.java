package io.github.clv4j.kit;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLogBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row to be stored in an adapter's format, in the columns {@link #COLUMNS}.
 *
 * @param customer a String; null in a bad row
 * @param date a LocalDate; null or a String in a bad row
 * @param amount a BigDecimal in EUR; null or a String in a bad row
 * @param cost as the amount
 * @param channel a label or null
 * @param category a label or null
 * @param units a whole BigDecimal; null, a String or another BigDecimal in a bad row
 */
public record Transaction(
        @Nullable Object customer,
        @Nullable Object date,
        @Nullable Object amount,
        @Nullable Object cost,
        @Nullable String channel,
        @Nullable String category,
        @Nullable Object units) {
    /** Names of the columns, in the order of the components. */
    public static final List<String> COLUMNS =
            List.of("customer_id", "ordered_on", "amount", "cost", "channel", "product group", "units");

    /** A row that every format can hold and every log takes. */
    static Transaction of(String customer, LocalDate date, long amountMinor) {
        return new Transaction(
                customer,
                date,
                BigDecimal.valueOf(amountMinor, 2),
                BigDecimal.valueOf(25, 2),
                "web",
                "toys",
                BigDecimal.valueOf(2));
    }

    /** The cells, in the order of {@link #COLUMNS}. */
    public @Nullable Object[] cells() {
        return new @Nullable Object[] {customer, date, amount, cost, channel, category, units};
    }

    /** Adds a sound row to a builder, without any adapter. */
    void addTo(TransactionLogBuilder builder) {
        LogOptions options = builder.options();
        if (!(customer instanceof String id && date instanceof LocalDate day && amount instanceof BigDecimal money)) {
            throw new IllegalStateException("not a sound row: " + this);
        }
        int epochDay = options.timeGrid().day(day);
        long minor = options.money().exact(money);
        if (options.hasCost() && cost instanceof BigDecimal spent && units instanceof BigDecimal sold) {
            long spentMinor = options.money().exact(spent);
            builder.add(id, epochDay, minor, spentMinor, sold.intValueExact(), channel, category);
        } else {
            builder.add(id, epochDay, minor);
        }
    }
}
