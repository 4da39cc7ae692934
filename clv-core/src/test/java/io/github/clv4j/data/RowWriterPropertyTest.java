package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever type an amount comes in, it is the amount that {@link MoneyScale} gives for its decimal. */
class RowWriterPropertyTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");

    private static String amount(MoneyScale money, TransactionColumns columns, Consumer<RowWriter> cell) {
        TransactionLogBuilder builder = TransactionLog.builder(
                LogOptions.of(money).withBadRows(BadRowPolicy.skip()).withRefunds(RefundPolicy.KEEP_NEGATIVE));
        RowWriter row = columns.writer(builder, "orders");
        row.customer("c");
        row.day(0);
        cell.accept(row);
        row.write();
        TransactionLog log = builder.build();
        return log.rows() == 1
                ? log.amountMinor(0) + (log.report().roundedAmounts() == 1 ? " rounded" : "")
                : log.report().rejected().keySet().toString();
    }

    private static String expected(MoneyScale money, BigDecimal decimal, boolean mayRound) {
        long minor;
        boolean rounded = false;
        try {
            minor = money.exact(decimal);
        } catch (TooManyDigitsException e) {
            if (!mayRound) {
                return "[TOO_MANY_DIGITS]";
            }
            minor = money.rounded(decimal);
            rounded = true;
        } catch (ArithmeticException e) {
            return "[AMOUNT_OUT_OF_RANGE]";
        }
        return minor == Long.MIN_VALUE ? "[AMOUNT_OUT_OF_RANGE]" : minor + (rounded ? " rounded" : "");
    }

    @Property(tries = 500)
    void unscaledAndScale(
            @ForAll long unscaled,
            @ForAll @IntRange(min = -25, max = 30) int scale,
            @ForAll @IntRange(max = 9) int digits,
            @ForAll boolean mayRound) {
        MoneyScale money = MoneyScale.of("X", digits);
        BigDecimal decimal = BigDecimal.valueOf(unscaled, scale);
        TransactionColumns columns = mayRound ? COLUMNS.withRounding() : COLUMNS;
        String expected = expected(money, decimal, mayRound);

        assertThat(amount(money, columns, row -> row.amount(unscaled, scale))).isEqualTo(expected);
        assertThat(amount(money, columns, row -> row.amount(decimal))).isEqualTo(expected);
        assertThat(amount(money, columns, row -> row.amount(decimal.toString())))
                .isEqualTo(expected);
    }

    @Property(tries = 500)
    void doubles(@ForAll double number, @ForAll @IntRange(max = 9) int digits, @ForAll boolean mayRound) {
        MoneyScale money = MoneyScale.of("X", digits);
        TransactionColumns columns = mayRound ? COLUMNS.withRounding() : COLUMNS;

        assertThat(amount(money, columns, row -> row.amount(number)))
                .isEqualTo(expected(money, BigDecimal.valueOf(number), mayRound));
    }

    @Property(tries = 500)
    void doublesThatDenoteMinorUnits(@ForAll long seed, @ForAll @IntRange(max = 9) int digits) {
        long minor = seed % 999_999_999_999_999L;
        MoneyScale money = MoneyScale.of("X", digits);

        assertThat(amount(money, COLUMNS, row -> row.amount(money.toMajor(minor))))
                .isEqualTo(Long.toString(minor));
    }

    @Property(tries = 500)
    void floatsAreTheirOwnShortestDecimal(@ForAll @IntRange(min = -999_999, max = 999_999) int minor) {
        MoneyScale money = MoneyScale.of("EUR");

        assertThat(amount(
                        money, COLUMNS, row -> row.amount(money.toDecimal(minor).floatValue())))
                .isEqualTo(Integer.toString(minor));
    }
}
