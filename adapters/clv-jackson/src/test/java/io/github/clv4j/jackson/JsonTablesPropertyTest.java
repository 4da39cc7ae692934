package io.github.clv4j.jackson;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class JsonTablesPropertyTest {
    /** Any characters, halves of surrogate pairs included; any bits of a double, all NaN being one unknown cell. */
    @Property(tries = 300)
    void anyTableComesBackToTheBit(
            @ForAll String name,
            @ForAll @Size(5) @UniqueElements List<@NotBlank String> names,
            @ForAll @Size(max = 6) List<String> texts,
            @ForAll @Size(min = 1, max = 6) List<Long> longs,
            @ForAll @Size(min = 1, max = 6) List<Long> bits,
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = -5_000_000, max = 5_000_000) Long> days,
            @ForAll @IntRange(max = 9) int digits,
            @ForAll JsonLayout layout)
            throws IOException {
        int rows = texts.size();
        Table table = Table.of(
                name,
                rows,
                List.of(
                        Column.text(names.get(0), row -> row % 3 == 2 ? null : texts.get(row)),
                        Column.integer(names.get(1), row -> longs.get(row % longs.size()), row -> row % 4 == 3),
                        Column.decimal(names.get(2), row -> Double.longBitsToDouble(bits.get(row % bits.size()))),
                        Column.money(
                                names.get(3),
                                MoneyScale.of("X", digits),
                                row -> Math.max(-Long.MAX_VALUE, longs.get(row % longs.size())),
                                row -> row == 1),
                        Column.date(names.get(4), row -> days.get(row % days.size()), row -> row == 2)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonTables.write(table, out, layout);
        Table read = JsonTables.read(
                new ByteArrayInputStream(out.toByteArray()),
                "t",
                JsonReadOptions.withDefaults().withLayout(layout));
        Tables.assertSame(read, table);
    }
}
