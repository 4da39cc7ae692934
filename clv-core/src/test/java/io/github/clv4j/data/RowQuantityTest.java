package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Units of rows of typed cells and of objects. */
class RowQuantityTest {
    private static final LogOptions OPTIONS =
            LogOptions.of(MoneyScale.of("EUR")).withQuantity().withBadRows(BadRowPolicy.skip());
    private static final TransactionColumns COLUMNS =
            TransactionColumns.of("id", "day", "net").withQuantity("units");

    /** The log of one row with these units. */
    private static TransactionLog log(TransactionColumns columns, @Nullable Object units) {
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        RowWriter row = columns.writer(builder, "orders");
        if (columns.numericIds()) {
            row.customer(7);
        } else {
            row.customer("c");
        }
        row.day(20_000);
        row.amount(5);
        if (units instanceof Long whole) {
            row.quantity(whole);
        } else if (units instanceof Double real) {
            row.quantity(real);
        } else if (units instanceof String text) {
            row.quantity(text);
        } else {
            row.quantityValue(units);
        }
        row.write();
        return builder.build();
    }

    @Test
    void wholeNumbersOfAnyTypeAreTaken() {
        List<Object> threes = List.of(
                3L,
                3,
                (short) 3,
                (byte) 3,
                3.0,
                3f,
                "3",
                " 3.00 ",
                "30e-1",
                BigInteger.valueOf(3),
                new BigDecimal("3.0"));
        for (Object three : threes) {
            assertThat(log(COLUMNS, three).quantity(0))
                    .as(three.getClass() + " " + three)
                    .isEqualTo(3);
        }
        assertThat(log(COLUMNS.withNumericIds(), -2_147_483_648L).quantity(0)).isEqualTo(Integer.MIN_VALUE);
        assertThat(log(COLUMNS, BigDecimal.ZERO.setScale(5)).quantity(0)).isZero();
    }

    @Test
    void otherUnitsAreRejectedWithTheirRule() {
        String whole = "quantities that a log keeps must be whole numbers";
        assertRejected(2.5, "2.5", whole);
        assertRejected("0.1", "0.1", whole);
        assertRejected(new BigDecimal("1e-400"), "1E-400", whole);
        assertRejected(1L << 31, "2147483648", "quantities must fit 32 bits");
        assertRejected("1e300", "1E+300", "quantities must fit 32 bits");
        assertRejected(BigInteger.TWO.pow(70), "1180591620717411303424", "quantities must fit 32 bits");
        assertRejected(Double.NaN, "NaN", "quantities must be whole numbers");
        assertRejected(2.1f, "2.1", whole);
        assertRejected(Float.NaN, "NaN", "quantities must be whole numbers");
        String range = "quantities must fit 32 bits";
        assertRejected(new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE), "1.0E+2147483649", range);
        assertRejected(new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE), "1.0E-2147483646", whole);
        assertRejected("three", "three", "quantities must be whole numbers");
        assertRejected(true, "true", "quantities must be whole numbers");
        assertRejected(null, null, "quantities must be whole numbers");
    }

    private static void assertRejected(@Nullable Object units, @Nullable String value, String rule) {
        TransactionLog log = log(COLUMNS, units);
        assertThat(log.rows()).isZero();
        assertThat(log.report().firstProblems())
                .containsExactly(new RowProblem("orders", 1, "units", value, RejectReason.BAD_QUANTITY, rule));
    }

    @Test
    void objectsGiveTheirUnitsAndColumnsAndOptionsMustAgree() {
        record Line(String customer, LocalDate day, long net, int units) {}
        HostRows<Line> rows = HostRows.of(Line::customer, Line::day, Line::net);
        TransactionLog log = rows.withQuantity(Line::units)
                .read(
                        Stream.of(new Line("a", LocalDate.EPOCH, 4, 2), new Line("a", LocalDate.EPOCH, -2, -1)),
                        OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE));

        assertThat(log.quantity(0)).isEqualTo(-1);
        assertThat(log.quantity(1)).isEqualTo(2);
        assertThat(COLUMNS.names(OPTIONS)).containsExactly("id", "day", "net", "units");
        assertThat(COLUMNS).hasToString("customer 'id', date 'day', amount 'net', quantity 'units'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.read(List.of(), OPTIONS))
                .withMessage("the log's options have a quantity, but no quantity column is named");
        LogOptions without = LogOptions.of(MoneyScale.of("EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COLUMNS.names(without))
                .withMessage("quantity column is 'units', but the log's options are without quantity");
        RowWriter row = TransactionColumns.of("id", "day", "net").writer(TransactionLog.builder(without), "orders");
        assertThatIllegalStateException().isThrownBy(() -> row.quantity(1));
    }
}
