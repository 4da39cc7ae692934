package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriterTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final LogOptions SKIP = EUR.withBadRows(BadRowPolicy.skip()).withRefunds(RefundPolicy.KEEP_NEGATIVE);
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");
    private static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);

    private static TransactionLog written(TransactionColumns columns, LogOptions options, Consumer<RowWriter> rows) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        rows.accept(columns.writer(builder, "orders"));
        return builder.build();
    }

    /** The log of one row of customer c on 1 March over 1.00, in which some cells are set anew. */
    private static TransactionLog one(TransactionColumns columns, LogOptions options, Consumer<RowWriter> cells) {
        return written(columns, options, row -> {
            row.customer("c");
            row.date(MARCH_1);
            row.amount(1);
            cells.accept(row);
            row.write();
        });
    }

    private static void assertDay(LogOptions options, LocalDate expected, Consumer<RowWriter> cells) {
        assertThat(LocalDate.ofEpochDay(one(COLUMNS, options, cells).day(0))).isEqualTo(expected);
    }

    private static void assertAmount(TransactionColumns columns, long expected, Consumer<RowWriter> cells) {
        assertThat(one(columns, SKIP, cells).amountMinor(0)).isEqualTo(expected);
    }

    private static void assertProblem(String expected, TransactionLog log) {
        assertThat(log.report().read()).isEqualTo(1);
        assertThat(log.report().firstProblems()).singleElement().hasToString(expected);
    }

    private static void assertProblem(String expected, Consumer<RowWriter> cells) {
        assertProblem(expected, one(COLUMNS, SKIP, cells));
    }

    @Test
    void writesWhatTheBuilderTakes() {
        LogOptions options = SKIP.withCost().withDimensions("channel", "category");
        TransactionColumns columns = COLUMNS.withCost("cogs").withDimension("category", "product group");
        TransactionLog log = written(columns, options, row -> {
            row.customer("c-17");
            row.date(MARCH_1);
            row.amount(new BigDecimal("19.90"));
            row.cost(5.25);
            row.label(0, "web");
            row.write();
            row.label(1, "toys");
            row.cost("0.75");
            row.amount(-500, 2);
            row.day(0);
            row.customer(18);
            row.write();
        });

        TransactionLogBuilder expected = TransactionLog.builder(options);
        expected.add("c-17", (int) MARCH_1.toEpochDay(), 1990, 525, "web", null);
        expected.add("18", 0, -500, 75, null, "toys");
        assertThat(log.sameRows(expected.build())).isTrue();
        assertThat(log.report().accepted()).isEqualTo(2);
        assertThat(columns.names(options)).containsExactly("id", "day", "net", "cogs", "channel", "product group");
    }

    /** A number of any kind goes to the cell that it is told for, and by no other rules than by that cell's own setters. */
    @Test
    void numbersGoToTheirCells() {
        LogOptions options = SKIP.withCost().withQuantity();
        TransactionColumns columns = COLUMNS.withCost("cogs").withQuantity("units");
        TransactionLog log = written(columns, options, row -> {
            for (Consumer<NumberCell> set : numberSetters(row)) {
                row.customer("c");
                row.date(MARCH_1);
                row.amount(100);
                row.cost(100);
                row.quantity(100);
                for (NumberCell cell : NumberCell.values()) {
                    set.accept(cell);
                }
                row.write();
            }
        });
        assertThat(log.rows()).isEqualTo(6);
        for (int row = 0; row < log.rows(); row++) {
            assertThat(log.amountMinor(row)).isEqualTo(300);
            assertThat(log.costMinor(row)).isEqualTo(300);
            assertThat(log.quantity(row)).isEqualTo(3);
        }
        Map<NumberCell, String> names =
                Map.of(NumberCell.AMOUNT, "net", NumberCell.COST, "cogs", NumberCell.QUANTITY, "units");
        for (NumberCell cell : NumberCell.values()) {
            for (Consumer<RowWriter> bad : List.<Consumer<RowWriter>>of(
                    row -> row.number(cell, 1_005, 3),
                    row -> row.number(cell, new BigDecimal("1.005")),
                    row -> row.number(cell, 1.005),
                    row -> row.number(cell, 1.005f),
                    row -> row.number(cell, "1.005"),
                    row -> row.badNumber(cell, "1.005"))) {
                TransactionLog none = one(columns, options, row -> {
                    row.cost(1);
                    row.quantity(1);
                    bad.accept(row);
                });
                assertThat(none.rows()).isZero();
                assertThat(none.report().firstProblems().get(0).toString())
                        .contains("column '" + names.get(cell) + "': '1.005'");
            }
        }
    }

    private static List<Consumer<NumberCell>> numberSetters(RowWriter row) {
        return List.of(
                cell -> row.number(cell, 3, 0),
                cell -> row.number(cell, 3_000, 3),
                cell -> row.number(cell, new BigDecimal("3.0")),
                cell -> row.number(cell, 3.0),
                cell -> row.number(cell, 3f),
                cell -> row.number(cell, " 3 "));
    }

    @Test
    void readsEveryKindOfTimeInTheGridsZone() {
        LogOptions tokyo = EUR.withTimeGrid(TimeGrid.of(ZoneId.of("Asia/Tokyo"), TimeStep.DAYS));
        Instant evening = Instant.parse("2025-03-01T20:00:00Z");
        LocalDate next = MARCH_1.plusDays(1);

        assertDay(tokyo, MARCH_1, row -> row.dateTime(MARCH_1.atTime(23, 59)));
        assertDay(tokyo, next, row -> row.instant(evening));
        assertDay(tokyo, next, row -> row.instant(evening.getEpochSecond(), TimeUnit.SECONDS));
        assertDay(tokyo, next, row -> row.instant(evening.toEpochMilli(), TimeUnit.MILLISECONDS));
        assertDay(tokyo, next, row -> row.instant(evening.toEpochMilli() * 1_000, TimeUnit.MICROSECONDS));
        assertDay(tokyo, next, row -> row.instant(evening.toEpochMilli() * 1_000_000, TimeUnit.NANOSECONDS));
        assertDay(tokyo, MARCH_1, row -> row.dateTime(evening.toEpochMilli(), TimeUnit.MILLISECONDS));
        assertDay(tokyo, MARCH_1, row -> row.dateValue(LocalDateTime.of(MARCH_1, LocalTime.MAX)));
        assertDay(tokyo, next, row -> row.dateValue(OffsetDateTime.parse("2025-03-01T20:00:00+00:00")));
        assertDay(tokyo, next, row -> row.dateValue(ZonedDateTime.parse("2025-03-01T12:00:00-08:00")));
        assertDay(tokyo, LocalDate.of(1969, 12, 31), row -> row.dateTime(-1, TimeUnit.NANOSECONDS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(COLUMNS, EUR, row -> row.instant(1, TimeUnit.MINUTES)))
                .withMessageContaining("MINUTES");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-01, 2025-03-01",
        "2025-03-01T23:59, 2025-03-01",
        "2025-03-01 23:59:59.123456789, 2025-03-01",
        "2025-03-01T23:30Z, 2025-03-02",
        "2025-03-01T23:30:00 UTC, 2025-03-02",
        "2025-03-01T23:30:00+0200, 2025-03-01",
        "2025-03-01T23:30:00-18, 2025-03-02",
        "0001-01-01, 0001-01-01",
        "9999-12-31T23:59:59, 9999-12-31",
    })
    void readsIsoText(String text, LocalDate expected) {
        LogOptions berlin = EUR.withTimeGrid(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS));
        assertDay(berlin, expected, row -> row.date(" " + text + "\t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2025-02-30",
                "2025-3-1",
                "01.03.2025",
                "2025-03-01T24:00",
                "2025-03-01T10:60",
                "2025-03-01T10:00:60",
                "2025-03-01T10:00+19",
                "2025-03-01T10:00+18:01",
                "2025-03-01Z",
                "٢٠٢٥-03-01",
                "12025-03-01"
            })
    void otherTextIsNoDate(String text) {
        assertProblem(
                "orders, row 1, column 'day': '" + text
                        + "'; dates must be dates, or dates and times, such as 2025-03-01T10:15:00Z",
                row -> row.date(text));
    }

    @Test
    void daysOutOfRangeAreNamedAsTheSourceGaveThem() {
        String rule = "'; dates must be in 0001-01-01..9999-12-31";
        String where = "orders, row 1, column 'day': '";
        assertProblem(where + "+10000-01-01" + rule, row -> row.date(LocalDate.of(10_000, 1, 1)));
        assertProblem(where + "0000-12-31" + rule, row -> row.day(TimeGrid.MIN_DAY - 1L));
        assertProblem(where + "day " + Long.MAX_VALUE + rule, row -> row.day(Long.MAX_VALUE));
        assertProblem(where + Instant.MAX + rule, row -> row.instant(Instant.MAX));
        assertProblem(where + LocalDateTime.MIN + rule, row -> row.dateTime(LocalDateTime.MIN));
        assertProblem(where + "0000-01-01" + rule, row -> row.date("0000-01-01"));
        assertProblem(
                where + Long.MAX_VALUE + " seconds since 1970-01-01T00:00" + rule,
                row -> row.instant(Long.MAX_VALUE, TimeUnit.SECONDS));
        assertProblem(
                "orders, row 1, column 'day': '2025-03-01T10:00'; dates must not be after 2025-02-28",
                one(COLUMNS, SKIP.withLastDay(LocalDate.of(2025, 2, 28)), row -> row.dateTime(MARCH_1.atTime(10, 0))));
    }

    @Test
    void amountsOfEveryTypeAreExact() {
        assertAmount(COLUMNS, 1200, row -> row.amount(12));
        assertAmount(COLUMNS, -1234, row -> row.amount(-1234, 2));
        assertAmount(COLUMNS, 120, row -> row.amount(12_000, 4));
        assertAmount(COLUMNS, 12_000, row -> row.amount(12, -1));
        assertAmount(COLUMNS, 10, row -> row.amount(0.1));
        assertAmount(COLUMNS, 10, row -> row.amount(0.1f));
        assertAmount(COLUMNS, 0, row -> row.amount(-0.0));
        assertAmount(COLUMNS, 214_748_364_700L, row -> row.amount(Integer.MAX_VALUE));
        assertAmount(COLUMNS, 9_007_199_254_740_99L, row -> row.amount(9007199254740.99));
        assertAmount(COLUMNS, 100_000_000_000_000_000L, row -> row.amount(1e15));
        assertAmount(COLUMNS, 150_000, row -> row.amount(" +1.5e3 "));
        assertAmount(COLUMNS, Long.MAX_VALUE, row -> row.amount(Long.MAX_VALUE, 2));
        assertAmount(COLUMNS, -Long.MAX_VALUE, row -> row.amount(new BigDecimal("-92233720368547758.07")));
        assertAmount(COLUMNS, 700, row -> row.amountValue((short) 7));
        assertAmount(COLUMNS, 700, row -> row.amountValue(BigInteger.valueOf(7)));
        assertAmount(COLUMNS, 750, row -> row.amountValue("7.5"));
        assertAmount(COLUMNS, 750, row -> row.amountValue(7.5f));
        assertAmount(COLUMNS.withMinorUnits(), 12, row -> row.amount(12));
        assertAmount(COLUMNS.withMinorUnits(), 12, row -> row.amount(new BigDecimal("12.00")));
        assertAmount(COLUMNS.withMinorUnits(), 12, row -> row.amount(12.0));
    }

    @Test
    void amountsThatAreNoneAreNamed() {
        String where = "orders, row 1, column 'net': '";
        String digits = "'; EUR amounts have at most 2 decimals";
        String range = "'; amounts must fit 64 bits of minor units";
        String number = "'; amounts must be numbers such as 1234.56";
        assertProblem(where + "0.125" + digits, row -> row.amount(0.125));
        assertProblem(where + "0.125" + digits, row -> row.amount(125, 3));
        assertProblem(where + "1E-400" + digits, row -> row.amount("1e-400"));
        assertProblem(where + "0.30000000000000004" + digits, row -> row.amount(0.1 + 0.2));
        assertProblem(where + Long.MAX_VALUE + range, row -> row.amount(Long.MAX_VALUE));
        assertProblem(where + "-92233720368547758.08" + range, row -> row.amount(Long.MIN_VALUE, 2));
        assertProblem(where + "1.0E+300" + range, row -> row.amount(1e300));
        assertProblem(where + "NaN" + number, row -> row.amount(Double.NaN));
        assertProblem(where + "-Infinity" + number, row -> row.amount(Float.NEGATIVE_INFINITY));
        assertProblem(where + "1,5" + number, row -> row.amount("1,5"));
        assertProblem(where + "1e1000" + number, row -> row.amount("1e1000"));
        assertProblem(where + "١" + number, row -> row.amount("١"));
        assertProblem(where + "true" + number, row -> row.amountValue(true));
        assertProblem(
                where + "1.5'; amounts in minor units of EUR are whole numbers",
                one(COLUMNS.withMinorUnits(), SKIP, row -> row.amount(1.5)));
        assertProblem(
                where + "-1.00'; negative amounts (refunds) are rejected",
                one(COLUMNS, SKIP.withRefunds(RefundPolicy.REJECT), row -> row.amount(-1)));
        assertProblem(
                where + "0.00'; amounts of zero are rejected",
                one(COLUMNS, SKIP.withZeroAmounts(ZeroAmountPolicy.REJECT), row -> row.amount(0.0)));
    }

    @ParameterizedTest
    @CsvSource({"0.125, 12, 1", "0.135, 14, 1", "-0.126, -13, 1", "0.12, 12, 0", "1e-400, 0, 1"})
    void roundsWhereToldToAndCountsIt(String text, long minor, long rounded) {
        TransactionLog log = one(COLUMNS.withRounding(), SKIP, row -> row.amount(text));
        assertThat(log.amountMinor(0)).isEqualTo(minor);
        assertThat(log.report().roundedAmounts()).isEqualTo(rounded);
    }

    @Test
    void aCostHasItsOwnReason() {
        LogOptions options = SKIP.withCost();
        TransactionColumns columns = COLUMNS.withCost("cogs");
        TransactionLog log = written(columns, options, row -> {
            for (Object cost : new Object[] {"0.001", "x", "1e30", "-2"}) {
                row.customer("c");
                row.date(MARCH_1);
                row.amount(1);
                row.costValue(cost);
                row.write();
            }
            row.customer("c");
            row.date(MARCH_1);
            row.amount(1);
            row.write();
        });
        assertThat(log.report().rejected()).containsOnlyKeys(RejectReason.BAD_COST);
        assertThat(log.report().firstProblems())
                .extracting(RowProblem::toString)
                .containsExactly(
                        "orders, row 1, column 'cogs': '0.001'; EUR costs have at most 2 decimals",
                        "orders, row 2, column 'cogs': 'x'; costs must be numbers such as 1234.56",
                        "orders, row 3, column 'cogs': '1E+30'; costs must fit 64 bits of minor units",
                        "orders, row 5, column 'cogs': no value; costs must be numbers such as 1234.56");
        assertThat(log.costMinor(0)).isEqualTo(-200);
    }

    @Test
    void idsAreTextUnlessToldOtherwise() {
        TransactionLog text = written(COLUMNS, SKIP, row -> {
            for (Object id : new Object[] {"007", 7L, 7, " x "}) {
                row.customerValue(id);
                row.date(MARCH_1);
                row.amount(1);
                row.write();
            }
        });
        assertThat(text.index().isNumeric()).isFalse();
        assertThat(text.customers()).isEqualTo(3);

        TransactionLog numbers = written(COLUMNS.withNumericIds(), SKIP, row -> {
            for (Object id : new Object[] {7L, "7", "-9", "007", "+7", "x", "9223372036854775808"}) {
                row.customerValue(id);
                row.date(MARCH_1);
                row.amount(1);
                row.write();
            }
        });
        assertThat(numbers.index().isNumeric()).isTrue();
        assertThat(numbers.customers()).isEqualTo(2);
        assertThat(numbers.report().rejected()).containsExactlyEntriesOf(Map.of(RejectReason.BAD_CUSTOMER_ID, 4L));
        assertThat(numbers.report().firstProblems().get(0))
                .hasToString("orders, row 4, column 'id': '007'; customer ids are read as numbers: they must be whole,"
                        + " fit 64 bits and have no leading zeros");
    }

    @Test
    void absentAndWrongCellsAreFaultsInOneOrder() {
        String id = "; a transaction needs the id of its customer";
        assertProblem("orders, row 1, column 'id': no value" + id, row -> row.customer((String) null));
        assertProblem("orders, row 1, column 'id': ' '" + id, row -> row.customer(" "));
        assertProblem(
                "orders, row 1, column 'id': '[a]'; customer ids must be text or whole numbers",
                row -> row.badCustomer("[a]"));
        assertProblem(
                "orders, row 1, column 'id': '1.5'; customer ids must be text or whole numbers",
                row -> row.customerValue(1.5));
        TransactionLog log = written(COLUMNS, SKIP, row -> {
            row.write();
            row.row(70);
            row.customer("c");
            row.badAmount("?");
            row.badDate("?");
            row.write();
            row.customer("c");
            row.dateValue(LocalTime.NOON);
            row.write();
            row.customer("c");
            row.date(MARCH_1);
            row.amount((BigDecimal) null);
            row.write();
            row.reject("line", "{", "rows must be objects");
        });
        assertThat(log.report().firstProblems())
                .extracting(problem -> problem.row() + " " + problem.column() + " " + problem.reason())
                .containsExactly(
                        "1 id EMPTY_CUSTOMER_ID",
                        "70 day BAD_DATE",
                        "71 day BAD_DATE",
                        "72 net BAD_AMOUNT",
                        "73 line BAD_ROW");
        assertThat(log.report().read()).isEqualTo(5);
    }

    @Test
    void aRowThatEndsTheReadingLeavesNoCellsBehind() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        RowWriter row = COLUMNS.writer(builder, "orders");
        row.customer("c");
        row.amount(1);
        assertThatThrownBy(row::write)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders, row 1, column 'day': no value;");
        row.date(MARCH_1);
        assertThatThrownBy(row::write).hasMessageStartingWith("orders, row 2, column 'id': no value;");
    }

    @Test
    void columnsAndOptionsHaveToAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COLUMNS.withCost("cogs").writer(TransactionLog.builder(EUR), "orders"))
                .withMessage("cost column is 'cogs', but the log's options are without cost");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COLUMNS.names(EUR.withCost()))
                .withMessage("the log's options have a cost, but no cost column is named");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COLUMNS.withDimension("shop", "s").names(EUR.withDimensions("channel")))
                .withMessage("columns are named for dimensions [shop]; the log's dimensions are [channel]");
        assertThatIllegalArgumentException().isThrownBy(() -> COLUMNS.withCost(" "));
        assertThatIllegalStateException().isThrownBy(() -> one(COLUMNS, EUR, row -> row.cost(1)));
        assertThat(COLUMNS.withCost("cogs").withDimension("channel", "c"))
                .hasToString("customer 'id', date 'day', amount 'net', cost 'cogs', channel 'c'");
    }
}
