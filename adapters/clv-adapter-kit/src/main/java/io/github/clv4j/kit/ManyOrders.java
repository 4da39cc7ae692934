package io.github.clv4j.kit;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/** Ten million orders of a million customers, each of whom has ten, in no order; the same ones each time. */
final class ManyOrders {
    static final int ROWS = 10_000_000;
    static final int CUSTOMERS = 1_000_000;
    static final MoneyScale MONEY = MoneyScale.of("EUR");

    /** Has no divisor in common with the number of customers, so that each comes before any comes again. */
    private static final long STEP = 7_919;

    private static final int FIRST_DAY = 18_993;
    private static final int DAYS = 1_000;

    private ManyOrders() {}

    static String customer(int row) {
        return "customer-" + (row * STEP % CUSTOMERS);
    }

    static int day(int row) {
        return FIRST_DAY + (int) (mixed(row) % DAYS);
    }

    static long amountMinor(int row) {
        return 1 + mixed(row) / DAYS % 50_000;
    }

    private static long mixed(int row) {
        long bits = (row + 1) * 0x9e3779b97f4a7c15L;
        return (bits ^ bits >>> 29) >>> 1;
    }

    /** All of them, made when they are asked for. */
    static Table table() {
        return Table.of(
                "orders",
                ROWS,
                List.of(
                        Column.text("customer_id", ManyOrders::customer),
                        Column.date("ordered_on", ManyOrders::day),
                        Column.money("amount", MONEY, ManyOrders::amountMinor)));
    }
}
