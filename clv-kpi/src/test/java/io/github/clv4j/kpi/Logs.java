package io.github.clv4j.kpi;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small logs for tests. */
final class Logs {
    static final MoneyScale EUR = MoneyScale.of("EUR");

    private Logs() {}

    /** A row to build logs from. */
    record Row(
            String customer,
            int day,
            long amount,
            long cost,
            int quantity,
            @Nullable String channel) {
        Row(String customer, int day, long amount, long cost, @Nullable String channel) {
            this(customer, day, amount, cost, 0, channel);
        }

        Row withQuantity(int units) {
            return new Row(customer, day, amount, cost, units, channel);
        }
    }

    /** A log with channel and, if told so, cost. */
    static TransactionLog of(List<Row> rows, RefundPolicy refunds, boolean withCost) {
        LogOptions options = LogOptions.of(EUR).withRefunds(refunds).withDimensions("channel");
        TransactionLogBuilder builder = TransactionLog.builder(withCost ? options.withCost() : options);
        for (Row row : rows) {
            builder.add(row.customer(), row.day(), row.amount(), withCost ? row.cost() : 0, row.channel());
        }
        return builder.build();
    }

    /** A log with channel, quantity and, if told so, cost. */
    static TransactionLog withQuantity(List<Row> rows, RefundPolicy refunds, boolean withCost) {
        LogOptions options =
                LogOptions.of(EUR).withRefunds(refunds).withQuantity().withDimensions("channel");
        TransactionLogBuilder builder = TransactionLog.builder(withCost ? options.withCost() : options);
        for (Row row : rows) {
            builder.add(
                    row.customer(), row.day(), row.amount(), withCost ? row.cost() : 0, row.quantity(), row.channel());
        }
        return builder.build();
    }

    static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    static Row row(String customer, String date, long amount) {
        return new Row(customer, day(date), amount, 0, "shop");
    }

    static Row row(String customer, String date, long amount, long cost, @Nullable String channel) {
        return new Row(customer, day(date), amount, cost, channel);
    }

    /**
     * Five customers around the first quarter of 2011, refunds kept:
     *
     * <pre>
     *      Dec      Jan          Feb         Mar
     * a             10.00 20.00  30.00
     * b             40.00                    5.00
     * c                          8.00 -3.00
     * d                                      100.00
     * e    7.00     1.00
     * </pre>
     */
    static List<Row> quarter() {
        return List.of(
                row("a", "2011-01-05", 10_00, 6_00, "web"),
                row("a", "2011-01-20", 20_00, 10_00, "shop"),
                row("a", "2011-02-03", 30_00, 20_00, "web"),
                row("b", "2011-01-10", 40_00, 25_00, "shop"),
                row("b", "2011-03-02", 5_00, 6_00, "shop"),
                row("c", "2011-02-14", 8_00, 4_00, null),
                row("c", "2011-02-20", -3_00, -1_00, null),
                row("d", "2011-03-10", 100_00, 50_00, "web"),
                row("e", "2010-12-24", 7_00, 2_00, "shop"),
                row("e", "2011-01-31", 1_00, 50, "web"));
    }
}
