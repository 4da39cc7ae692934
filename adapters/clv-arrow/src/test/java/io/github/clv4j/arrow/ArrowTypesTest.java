package io.github.clv4j.arrow;

import static io.github.clv4j.arrow.Orders.COLUMNS;
import static io.github.clv4j.arrow.Orders.EUR;
import static io.github.clv4j.arrow.Orders.MARCH_1;
import static io.github.clv4j.arrow.Orders.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each type of column becomes. */
class ArrowTypesTest {
    private final Orders orders = new Orders();

    @AfterEach
    void allMemoryIsGivenBack() {
        orders.close();
    }

    private TransactionLog ofAmounts(int rows, FieldVector net) throws IOException {
        return orders.read(orders.stream(rows, orders.ids(rows), orders.days(rows), net), COLUMNS, SKIP);
    }

    private TransactionLog ofDays(int rows, FieldVector days, TimeGrid grid) throws IOException {
        return orders.read(
                orders.stream(rows, orders.ids(rows), days, orders.net(rows)), COLUMNS, SKIP.withTimeGrid(grid));
    }

    private static FieldVector[] wholes(String name, Orders orders, boolean large) {
        TinyIntVector int8 = new TinyIntVector(name, orders.allocator);
        int8.setSafe(0, -128);
        int8.setSafe(1, 127);
        SmallIntVector int16 = new SmallIntVector(name, orders.allocator);
        int16.setSafe(0, -32_768);
        int16.setSafe(1, 32_767);
        IntVector int32 = new IntVector(name, orders.allocator);
        int32.setSafe(0, Integer.MIN_VALUE);
        int32.setSafe(1, Integer.MAX_VALUE);
        BigIntVector int64 = new BigIntVector(name, orders.allocator);
        int64.setSafe(0, large ? Long.MIN_VALUE : -92_233_720_368_547_758L);
        int64.setSafe(1, large ? Long.MAX_VALUE : 92_233_720_368_547_758L);
        UInt1Vector uint8 = new UInt1Vector(name, orders.allocator);
        uint8.setSafe(0, 1);
        uint8.setSafe(1, 255);
        UInt2Vector uint16 = new UInt2Vector(name, orders.allocator);
        uint16.setSafe(0, 1);
        uint16.setSafe(1, 65_535);
        UInt4Vector uint32 = new UInt4Vector(name, orders.allocator);
        uint32.setSafe(0, 1);
        uint32.setSafe(1, -1);
        return new FieldVector[] {int8, int16, int32, int64, uint8, uint16, uint32};
    }

    private static final long[][] WHOLES = {
        {-128, 127},
        {-32_768, 32_767},
        {Integer.MIN_VALUE, Integer.MAX_VALUE},
        {-92_233_720_368_547_758L, 92_233_720_368_547_758L},
        {1, 255},
        {1, 65_535},
        {1, 4_294_967_295L}
    };

    @Test
    void wholeNumbersOfEveryWidthAreAmounts() throws IOException {
        FieldVector[] vectors = wholes("net", orders, false);
        for (int i = 0; i < vectors.length; i++) {
            assertThat(Orders.amounts(ofAmounts(2, vectors[i])))
                    .containsExactly(100 * WHOLES[i][0], 100 * WHOLES[i][1]);
        }
    }

    @Test
    void wholeNumbersAreUnitsIfTheyFit() throws IOException {
        FieldVector[] vectors = wholes("net", orders, false);
        // The same vector serves as the amount and as the units: a column may serve twice.
        for (int i = 0; i < vectors.length; i++) {
            boolean fits = (int) WHOLES[i][1] == WHOLES[i][1];
            TransactionLog log = orders.read(
                    orders.stream(2, orders.ids(2), orders.days(2), vectors[i]),
                    COLUMNS.withQuantity("net"),
                    SKIP.withQuantity());
            for (int row = 0; row < log.rows(); row++) {
                assertThat(100L * log.quantity(row)).isEqualTo(log.amountMinor(row));
            }
            assertThat(log.report().rejected().containsKey(RejectReason.BAD_QUANTITY))
                    .isEqualTo(!fits);
        }
    }

    @Test
    void wholeNumbersOfEveryWidthAreIds() throws IOException {
        FieldVector[] vectors = wholes("id", orders, true);
        for (int i = 0; i < vectors.length; i++) {
            boolean int64 = vectors[i] instanceof BigIntVector;
            byte[] stream = orders.stream(2, vectors[i], orders.days(2), orders.net(2));
            for (boolean numeric : new boolean[] {true, false}) {
                TransactionLog log = orders.read(stream, numeric ? COLUMNS.withNumericIds() : COLUMNS, EUR);
                assertThat(List.of(log.index().id(0), log.index().id(1)))
                        .containsExactlyInAnyOrder(
                                Long.toString(int64 ? Long.MIN_VALUE : WHOLES[i][0]),
                                Long.toString(int64 ? Long.MAX_VALUE : WHOLES[i][1]));
            }
        }
    }

    @Test
    void unsignedNumbersBeyondALongAreNamed() throws IOException {
        UInt8Vector net = new UInt8Vector("net", orders.allocator);
        net.setSafe(0, 5);
        net.setSafe(1, -1);
        TransactionLog log = ofAmounts(2, net);

        assertThat(Orders.amounts(log)).containsExactly(500L);
        assertThat(log.report().firstProblems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).isEqualTo(RejectReason.AMOUNT_OUT_OF_RANGE))
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("18446744073709551615"))
                .satisfies(problem -> assertThat(problem.row()).isEqualTo(2));

        UInt8Vector ids = new UInt8Vector("id", orders.allocator);
        ids.setSafe(0, 5);
        ids.setSafe(1, -1);
        byte[] stream = orders.stream(2, ids, orders.days(2), orders.net(2));
        assertThat(orders.read(stream, COLUMNS, EUR).index().indexOf("18446744073709551615"))
                .isNotNegative();
        assertThat(orders.read(stream, COLUMNS.withNumericIds(), SKIP).report().rejected())
                .containsEntry(RejectReason.BAD_CUSTOMER_ID, 1L);
    }

    @Test
    void floatsAreReadAsTheShortestDecimal() throws IOException {
        Float8Vector doubles = new Float8Vector("net", orders.allocator);
        doubles.setSafe(0, 0.1);
        doubles.setSafe(1, -1234567.89);
        doubles.setSafe(2, 0.001);
        doubles.setSafe(3, Double.NaN);
        TransactionLog log = ofAmounts(4, doubles);
        assertThat(Orders.amounts(log)).containsExactly(10L, -123_456_789L);
        assertThat(log.report().rejected())
                .containsEntry(RejectReason.TOO_MANY_DIGITS, 1L)
                .containsEntry(RejectReason.BAD_AMOUNT, 1L);

        Float4Vector floats = new Float4Vector("net", orders.allocator);
        floats.setSafe(0, 0.1f);
        floats.setSafe(1, 19.99f);
        assertThat(Orders.amounts(ofAmounts(2, floats))).containsExactly(10L, 1999L);
    }

    @Test
    void decimalsWithTooManyDigitsAreRejectedOrRounded() throws IOException {
        byte[] stream = orders.stream(3, orders.ids(3), orders.days(3), orders.net(4, 1_0050, 1_0150, 1_0200));

        TransactionLog exact = orders.read(stream, COLUMNS, SKIP);
        assertThat(Orders.amounts(exact)).containsExactly(102L);
        assertThat(exact.report().rejected()).containsEntry(RejectReason.TOO_MANY_DIGITS, 2L);
        assertThat(exact.report().firstProblems().get(0))
                .hasToString("orders, row 1, column 'net': '1.0050'; EUR amounts have at most 2 decimals");
        assertThat(Orders.amounts(orders.read(stream, COLUMNS.withRounding(), EUR)))
                .containsExactly(100L, 102L, 102L);
    }

    @Test
    void decimalsBeyondALongAreRejectedUnlessTheyFitTheCurrency() throws IOException {
        DecimalVector net = new DecimalVector("net", orders.allocator, 38, 20);
        net.setSafe(0, new BigDecimal("12345678901234567.89").setScale(20));
        net.setSafe(1, new BigDecimal("-12345678901234567.89").setScale(20));
        net.setSafe(2, new BigDecimal("123456789012345678.90").setScale(20));
        TransactionLog log = ofAmounts(3, net);

        assertThat(Orders.amounts(log)).containsExactly(1_234_567_890_123_456_789L, -1_234_567_890_123_456_789L);
        assertThat(log.report().rejected()).containsEntry(RejectReason.AMOUNT_OUT_OF_RANGE, 1L);
    }

    @ParameterizedTest
    @EnumSource(TimeUnit.class)
    void timestampsOfEveryUnitWithAndWithoutZone(TimeUnit unit) throws IOException {
        // 2025-02-28T23:30Z and 1969-12-31T23:59:59Z; in Berlin, an hour ahead, both are the next day.
        long perSecond = switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
        for (String zone : new String[] {"UTC", "America/New_York", null}) {
            Field field = new Field("day", FieldType.nullable(new ArrowType.Timestamp(unit, zone)), null);
            TimeStampVector days = (TimeStampVector) field.createVector(orders.allocator);
            days.setSafe(0, -perSecond);
            days.setSafe(1, 1_740_785_400L * perSecond + (perSecond - 1));
            TransactionLog log = ofDays(2, days, TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS));
            assertThat(Orders.days(log))
                    .as("%s", zone)
                    .containsExactlyElementsOf(
                            zone == null ? List.of("1969-12-31", "2025-02-28") : List.of("1970-01-01", "2025-03-01"));
        }
    }

    @Test
    void datesOfMillisecondsAreLocal() throws IOException {
        DateMilliVector days = new DateMilliVector("day", orders.allocator);
        days.setSafe(0, -86_400_000L);
        days.setSafe(1, MARCH_1.toEpochDay() * 86_400_000L);
        days.setSafe(2, Long.MAX_VALUE);
        TransactionLog log = ofDays(3, days, TimeGrid.of(ZoneId.of("America/New_York"), TimeStep.DAYS));

        assertThat(Orders.days(log)).containsExactly("1969-12-31", "2025-03-01");
        assertThat(log.report().rejected()).containsEntry(RejectReason.DATE_OUT_OF_RANGE, 1L);
    }

    @Test
    void largeTextIsText() throws IOException {
        LargeVarCharVector ids = new LargeVarCharVector("id", orders.allocator);
        ids.setSafe(0, "Öst".getBytes(StandardCharsets.UTF_8));
        ids.setSafe(1, "x".repeat(200).getBytes(StandardCharsets.UTF_8));
        TransactionLog log = orders.read(orders.stream(2, ids, orders.days(2), orders.net(2)), COLUMNS, EUR);

        assertThat(log.index().indexOf("Öst")).isNotNegative();
        assertThat(log.index().indexOf("x".repeat(200))).isNotNegative();
    }

    @Test
    void textThatIsNotUtf8IsNoText() throws IOException {
        VarCharVector ids = new VarCharVector("id", orders.allocator);
        ids.setSafe(0, "replaced \ufffd is a character".getBytes(StandardCharsets.UTF_8));
        ids.setSafe(1, new byte[] {'a', (byte) 0xff});
        byte[] stream = orders.stream(2, ids, orders.days(2), orders.net(2));

        assertThatThrownBy(() -> orders.read(stream, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage("orders, column 'id': value 1 of the batch is not UTF-8");
    }

    @Test
    void otherTypesAreNamed() throws IOException {
        BitVector net = new BitVector("net", orders.allocator);
        net.setSafe(0, 1);
        assertRefused(
                orders.stream(1, orders.ids(1), orders.days(1), net),
                "orders, column 'net' is of type Bool; amounts and costs must be whole numbers, decimal128");
        assertRefused(
                orders.stream(1, orders.ids(1), orders.texts("net", "1"), ListVector.empty("day", orders.allocator)),
                "orders, column 'day' is of type List; dates must be date32");
        VarBinaryVector ids = new VarBinaryVector("id", orders.allocator);
        ids.setSafe(0, new byte[] {1});
        assertRefused(
                orders.stream(1, ids, orders.days(1), orders.net(1)),
                "orders, column 'id' is of type Binary; customer ids must be");
    }

    private void assertRefused(byte[] stream, String message) {
        assertThatThrownBy(() -> orders.read(stream, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void missingAndDoubleColumnsAreNamed() throws IOException {
        assertRefused(
                orders.stream(1, orders.ids(1), orders.days(1)), "orders: no column 'net'; the columns are [id, day]");
        assertRefused(
                orders.stream(1, orders.ids(1), orders.days(1), orders.net(1), orders.net(1)),
                "orders: there are two columns 'net'; the columns are [id, day, net, net]");
    }

    @Test
    void columnsThatAreNotNeededMayHaveAnyType() throws IOException {
        ListVector tags = ListVector.empty("tags", orders.allocator);
        tags.addOrGetVector(FieldType.nullable(ArrowType.Utf8.INSTANCE));
        tags.allocateNew();
        Field view = new Field("view", FieldType.nullable(ArrowType.Utf8View.INSTANCE), null);
        FieldVector views = view.createVector(orders.allocator);
        views.allocateNew();
        BitVector flags = new BitVector("flag", orders.allocator);
        flags.setSafe(0, 1);
        byte[] stream = orders.stream(1, tags, views, orders.ids(1), flags, orders.days(1), orders.net(1));

        assertThat(Orders.amounts(orders.read(stream, COLUMNS, EUR))).containsExactly(100L);
    }

    @Test
    void aColumnMayServeTwice() throws IOException {
        byte[] stream = orders.stream(1, orders.ids(1), orders.days(1), orders.net(1), orders.texts("place", "web"));
        TransactionLog log = orders.read(
                stream,
                COLUMNS.withDimension("channel", "place").withDimension("site", "place"),
                EUR.withDimensions("channel", "site"));

        assertThat(log.dimension("channel").labels()).containsExactly("web");
        assertThat(log.dimension("site").labels()).containsExactly("web");
    }
}
