package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Keys order as customer, day and amount do, give them back, and are the same numbers whatever they were made by before. */
class RowKeysTest {
    private record Row(long customer, int day, long amount) {
        static final Comparator<Row> ORDER = Comparator.comparingLong(Row::customer)
                .thenComparingInt(Row::day)
                .thenComparingLong(Row::amount);
    }

    @Provide
    Arbitrary<Row> rows() {
        return Combinators.combine(
                        Arbitraries.longs().between(-5_000, 1L << 20),
                        Arbitraries.integers().between(-2_000, 30_000),
                        Arbitraries.longs().between(-(1L << 23), 1L << 23))
                .as(Row::new);
    }

    private static PlainExtent extent(List<Row> rows) {
        PlainExtent extent = new PlainExtent();
        for (Row row : rows) {
            extent.add(new PlainExtent(
                    row.customer, row.customer, row.day, row.day, row.amount, row.amount, row.amount == 0));
        }
        return extent;
    }

    @Property
    void keysOrderAsRowsDoAndGiveThemBack(@ForAll("rows") Row a, @ForAll("rows") Row b) {
        PlainExtent extent = extent(List.of(a, b));
        RowKeys keys = RowKeys.of(extent);
        assertThat(keys.hold(extent.restBits())).isTrue();
        for (Row row : List.of(a, b)) {
            long key = keys.key(row.customer, row.day, row.amount);
            assertThat(new Row(keys.customer(key), keys.day(key), keys.amount(key)))
                    .isEqualTo(row);
            assertThat(key >>> keys.customerShift()).isEqualTo(row.customer - keys.firstCustomer());
            assertThat(keys.dayOffset(key)).isEqualTo(row.day - keys.firstDay());
        }
        assertThat(Long.signum(
                        Long.compare(keys.key(a.customer, a.day, a.amount), keys.key(b.customer, b.day, b.amount))))
                .isEqualTo(Integer.signum(Row.ORDER.compare(a, b)));
    }

    @Property
    void aBlockTranslatesItsKeys(
            @ForAll @Size(min = 1, max = 40) List<@From("rows") Row> rows, @ForAll("rows") Row more) {
        PlainExtent some = extent(rows);
        PlainExtent all = extent(rows);
        all.add(extent(List.of(more)));
        long[] cells = rows.stream()
                .mapToLong(row -> RowKeys.of(some).key(row.customer, row.day, row.amount))
                .toArray();
        PlainBlock block = new PlainBlock(cells, PlainBlock.KEYED, some, new int[] {0, rows.size()});
        long[] to = new long[rows.size() + 3];
        block.copyKeys(0, RowKeys.of(all), to, 3);
        long[] pairs = new long[2 * rows.size() + 2];
        block.copyPairs(0, pairs, 1);

        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(to[3 + i]).isEqualTo(RowKeys.of(all).key(row.customer, row.day, row.amount));
            assertThat(new Row(block.rest(i), block.day(i), block.amount(i))).isEqualTo(row);
            assertThat(pairs[2 * (1 + i)]).isEqualTo(row.customer);
            long cell = pairs[2 * (1 + i) + 1];
            assertThat(PlainBlock.dayOf(cell)).isEqualTo(row.day);
            assertThat(PlainBlock.amountOf(cell)).isEqualTo(row.amount);
        }
    }

    @Property
    void aWidthIsEnough(@ForAll long customer, @ForAll long other, @ForAll long amount, @ForAll long otherAmount) {
        PlainExtent extent = extent(List.of(new Row(customer, 0, amount), new Row(other, 9_000, otherAmount)));
        int width = PlainBlock.widthFor(extent);
        RowKeys keys = RowKeys.of(extent);
        if (width == PlainBlock.KEYED) {
            for (Row row : List.of(new Row(customer, 0, amount), new Row(other, 9_000, otherAmount))) {
                long key = keys.key(row.customer, row.day, row.amount);
                assertThat(key).isNotNegative();
                assertThat(new Row(keys.customer(key), keys.day(key), keys.amount(key)))
                        .isEqualTo(row);
            }
        }
        if (width == PlainBlock.PAIRED) {
            for (long some : new long[] {amount, otherAmount}) {
                assertThat(PlainBlock.amountOf(PlainBlock.dayAndAmount(9_000, some)))
                        .isEqualTo(some);
            }
        }
    }
}
