package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostRowsTest {
    private record Order(
            @Nullable String customer,
            @Nullable Instant placedAt,
            @Nullable BigDecimal total,
            @Nullable BigDecimal cost,
            @Nullable String channel) {}

    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final LogOptions SKIP = EUR.withBadRows(BadRowPolicy.skip());
    private static final Instant EVENING = Instant.parse("2025-03-01T23:30:00Z");
    private static final HostRows<Order> ORDERS = HostRows.of(Order::customer, Order::placedAt, Order::total);

    private static Order order(@Nullable String customer, String total) {
        return new Order(customer, EVENING, new BigDecimal(total), new BigDecimal("1.00"), "web");
    }

    @Test
    void readsObjectsWithCostLabelsAndZone() {
        LogOptions options = EUR.withTimeGrid(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS))
                .withCost()
                .withDimensions("channel");
        HostRows<Order> rows = ORDERS.withDimension("channel", Order::channel).withCost(Order::cost);
        List<Order> orders =
                List.of(order("c-17", "19.90"), new Order("c-17", EVENING, BigDecimal.TEN, BigDecimal.ZERO, null));

        TransactionLogBuilder expected = TransactionLog.builder(options);
        int day = (int) LocalDate.of(2025, 3, 2).toEpochDay();
        expected.add("c-17", day, 1990, 100, "web");
        expected.add("c-17", day, 1000, 0, (String) null);
        TransactionLog log = expected.build();
        assertThat(rows.read(orders, options).sameRows(log)).isTrue();
        assertThat(rows.read(orders.stream().parallel(), options).sameRows(log)).isTrue();
    }

    @Test
    void readsPrimitivesAndNumericIdsInMinorUnits() {
        record Sale(long shopper, LocalDate day, long cents) {}
        TransactionLog log = HostRows.of(Sale::shopper, Sale::day, Sale::cents)
                .withNumericIds()
                .withMinorUnits()
                .read(List.of(new Sale(7, LocalDate.EPOCH, 1990)), EUR);

        assertThat(log.index().isNumeric()).isTrue();
        assertThat(log.amountMinor(0)).isEqualTo(1990);
    }

    @Test
    void keepsNoObjects() {
        AtomicLong made = new AtomicLong();
        AtomicLong mostAhead = new AtomicLong();
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        HostRows.of((Long n) -> "c" + n % 10, n -> LocalDate.EPOCH, n -> {
                    mostAhead.accumulateAndGet(made.get() - n, Math::max);
                    return n;
                })
                .readInto(
                        LongStream.rangeClosed(1, 100_000).boxed().peek(n -> made.incrementAndGet()), "made", builder);

        assertThat(builder.build().rows()).isEqualTo(100_000);
        assertThat(mostAhead).hasValue(0);
    }

    @Test
    void nullsAndBadCellsAreRejectedByRow() {
        List<@Nullable Order> orders = Arrays.asList(
                order("a", "1"),
                null,
                order(null, "1"),
                new Order("a", null, BigDecimal.ONE, null, null),
                new Order("a", EVENING, null, null, null),
                order("a", "0.001"));
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        ORDERS.readInto(orders, "shop", builder);
        TransactionLog log = builder.build();

        assertThat(log.report().firstProblems())
                .extracting(RowProblem::toString)
                .containsExactly(
                        "shop, row 2, column 'object': no value; a row needs an object",
                        "shop, row 3, column 'customer': no value; a transaction needs the id of its customer",
                        "shop, row 4, column 'date': no value; dates must be dates, or dates and times, such as"
                                + " 2025-03-01T10:15:00Z",
                        "shop, row 5, column 'amount': no value; amounts must be numbers such as 1234.56",
                        "shop, row 6, column 'amount': '0.001'; EUR amounts have at most 2 decimals");
        assertThat(log.rows()).isEqualTo(1);
        assertThat(ORDERS.withRounding()
                        .read(Stream.of(order("a", "0.001")), EUR)
                        .amountMinor(0))
                .isZero();
        assertThatThrownBy(() -> ORDERS.read(orders, EUR))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("objects, row 2, column 'object'");
    }

    @Test
    void aFunctionThatThrowsEndsTheReadingUnderAnyPolicy() {
        HostRows<Order> rows = HostRows.of(
                order -> Objects.requireNonNull(order.customer(), "no account"), Order::placedAt, Order::total);

        assertThatThrownBy(() -> rows.read(Stream.of(order("a", "1"), order(null, "1")), SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage("objects, row 2, column 'customer': the function that gives it threw"
                        + " java.lang.NullPointerException: no account")
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void functionsAndOptionsHaveToAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDERS.read(Stream.of(), EUR.withDimensions("channel")))
                .withMessage("no function gives the labels of dimension 'channel'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ORDERS.withDimension("channel", Order::channel).read(Stream.of(), EUR));
        assertThatIllegalArgumentException().isThrownBy(() -> ORDERS.read(Stream.of(), EUR.withCost()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDERS.withCost(Order::cost).read(Stream.of(), EUR));
    }
}
