package io.github.clv4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every adapter that writes tables has to do, whatever its format: every cell is stored, an unknown cell is not a
 * zero or an empty text, and a failure leaves what was there. An adapter's test extends this and tells how a table is
 * written by the adapter and what is then stored.
 */
public abstract class SinkContract {
    private static final MoneyScale EUR = MoneyScale.of("EUR");

    /** Where a test may keep files; nothing else may be in it after a failure. */
    @TempDir
    protected Path folder;

    /** Writes a table with the adapter under a name, replacing what was there. */
    protected abstract void write(String name, Table table) throws Exception;

    /** What is stored under a name, read by other means than the adapter; null if nothing is. */
    protected abstract @Nullable Cells stored(String name) throws Exception;

    /** Whether a number column can hold positive and negative infinity. */
    protected boolean holdsInfinity() {
        return true;
    }

    private void assertStored(Table table) throws Exception {
        write("result", table);
        assertThat(stored("result")).isEqualTo(Cells.of(table));
    }

    private static Table ofNumbers(int rows) {
        return Table.of(
                "numbers",
                rows,
                List.of(Column.integer("n", row -> row), Column.text("odd", row -> row % 2 == 0 ? null : "o" + row)));
    }

    @Test
    void textStaysAsItIs() throws Exception {
        List<@Nullable String> texts = new ArrayList<>(Samples.TEXTS);
        texts.add(null);
        assertStored(Table.of(
                "texts",
                texts.size(),
                List.of(Column.text("text", texts::get), Column.text("all", row -> Samples.TEXTS.get(0)))));
    }

    @Test
    void anUnknownCellIsNoEmptyText() throws Exception {
        assertStored(Table.of(
                "texts",
                3,
                List.of(Column.text("text", row -> row == 0 ? "" : null), Column.text("none", row -> null))));
    }

    @Test
    void wholeNumbersAreExact() throws Exception {
        long[] values = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, 7};
        assertStored(Table.of(
                "integers",
                values.length,
                List.of(
                        Column.integer("known", row -> values[row]),
                        Column.integer("some", row -> values[row], row -> row % 2 == 1),
                        Column.integer("none", row -> values[row], row -> true))));
    }

    @Test
    void moneyIsExactInEveryCurrency() throws Exception {
        long[] values = {0, 1, -1, 1990, Long.MAX_VALUE, -Long.MAX_VALUE, (1L << 53) + 1};
        List<Column> columns = new ArrayList<>();
        for (int digits : new int[] {0, 2, 3, 9}) {
            MoneyScale scale = MoneyScale.of("X" + digits, digits);
            columns.add(Column.money("of " + digits, scale, row -> values[row]));
            columns.add(Column.money("some of " + digits, scale, row -> values[row], row -> row % 3 == 1));
        }
        assertStored(Table.of("amounts", values.length, columns));
    }

    @Test
    void datesAreDates() throws Exception {
        int[] days = {0, -1, TimeGrid.MIN_DAY, TimeGrid.MAX_DAY, 20_148, 19_782};
        assertStored(Table.of(
                "dates",
                days.length,
                List.of(
                        Column.date("known", row -> days[row]),
                        Column.date("some", row -> days[row], row -> row % 2 == 0))));
    }

    @Test
    void numbersKeepEveryBit() throws Exception {
        Random random = new Random(7);
        double[] values = new double[40];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 5 == 0 ? Double.NaN : random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        }
        double[] edges = {0.1, 1.0 / 3, Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL, 1e15, 100, 0};
        System.arraycopy(edges, 0, values, 6, edges.length);
        if (holdsInfinity()) {
            values[30] = Double.POSITIVE_INFINITY;
            values[31] = Double.NEGATIVE_INFINITY;
        }
        assertStored(Table.of(
                "numbers",
                values.length,
                List.of(Column.decimal("number", row -> values[row]), Column.decimal("none", row -> Double.NaN))));
    }

    @Test
    void noRowsKeepTheirColumns() throws Exception {
        assertStored(ofNumbers(0));
    }

    @Test
    void oneRow() throws Exception {
        assertStored(ofNumbers(1));
    }

    @Test
    void manyRowsStayInOrder() throws Exception {
        assertStored(ofNumbers(20_000));
    }

    @Test
    void columnsMayHaveAnyName() throws Exception {
        List<Column> columns = new ArrayList<>();
        for (String name : List.of("select", "two words", "a,b", "say \"x\"", "it's", "Größe", "size_2", "%", "a.b")) {
            columns.add(Column.integer(name, row -> row));
        }
        assertStored(Table.of("names", 2, columns));
    }

    @Test
    void aSecondTableReplacesTheFirst() throws Exception {
        assertStored(ofNumbers(1_000));
        assertStored(Table.of("other", 2, List.of(Column.money("m", EUR, row -> row))));
    }

    private static Table failingAt(int failing) {
        return Table.of("failing", failing + 10, List.of(Column.integer("n", row -> {
            if (row >= failing) {
                throw new IllegalStateException("row " + row + " is not to be had");
            }
            return row;
        })));
    }

    @Test
    void aFailureHalfWayLeavesNothing() throws Exception {
        for (int row : new int[] {0, 1, 5_000}) {
            assertThatThrownBy(() -> write("result", failingAt(row)))
                    .hasStackTraceContaining("row " + row + " is not to be had");
            assertThat(stored("result")).isNull();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aFailureHalfWayLeavesTheEarlierTable() throws Exception {
        assertStored(ofNumbers(10));
        List<String> before = files();

        assertThatThrownBy(() -> write("result", failingAt(5_000))).hasStackTraceContaining("is not to be had");

        assertThat(stored("result")).isEqualTo(Cells.of(ofNumbers(10)));
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
