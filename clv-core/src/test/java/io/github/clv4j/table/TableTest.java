package io.github.clv4j.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.MoneyScale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final @Nullable String[] NAMES = {"a", null, "", "d"};

    private static Table table() {
        return Table.of(
                "customers",
                4,
                List.of(
                        Column.text("name", row -> NAMES[row]),
                        Column.integer("orders", row -> 10L * row, row -> row == 2),
                        Column.decimal("score", row -> row == 3 ? Double.NaN : row / 4.0),
                        Column.money("revenue", EUR, row -> -105L * row, row -> row == 0),
                        Column.date("first", row -> row - 1L, row -> row == 1)));
    }

    private static List<@Nullable String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.column(column).textAt(row))
                .toList();
    }

    @Test
    void cellsAreToldAsTextWithoutALocale() {
        assertThat(texts(table(), "name")).containsExactly("a", null, "", "d");
        assertThat(texts(table(), "orders")).containsExactly("0", "10", null, "30");
        assertThat(texts(table(), "score")).containsExactly("0.0", "0.25", "0.5", null);
        assertThat(texts(table(), "revenue")).containsExactly(null, "-1.05", "-2.10", "-3.15");
        assertThat(texts(table(), "first")).containsExactly("1969-12-31", null, "1970-01-02", "1970-01-03");
    }

    @Test
    void cellsAreToldAsNumbers() {
        Table table = table();
        assertThat(table.column("orders").longAt(1)).isEqualTo(10);
        assertThat(table.column("orders").doubleAt(1)).isEqualTo(10);
        assertThat(table.column("orders").doubleAt(2)).isNaN();
        assertThat(table.column("revenue").longAt(2)).isEqualTo(-210);
        assertThat(table.column("revenue").doubleAt(2)).isEqualTo(-2.1);
        assertThat(table.column("revenue").doubleAt(0)).isNaN();
        assertThat(table.column("score").doubleAt(2)).isEqualTo(0.5);
        assertThat(table.column("score").doubleAt(3)).isNaN();
        assertThat(table.column("first").longAt(0)).isEqualTo(-1);
    }

    @Test
    void unknownCellsAreUnknownAndNothingElseIs() {
        Table table = table();
        for (Column column : table.columns()) {
            int unknown = List.of("name", "orders", "score", "revenue", "first").indexOf(column.name());
            int expected = new int[] {1, 2, 3, 0, 1}[unknown];
            for (int row = 0; row < 4; row++) {
                assertThat(column.isNull(row)).as("%s %s", column, row).isEqualTo(row == expected);
                assertThat(column.textAt(row) == null).isEqualTo(row == expected);
            }
        }
        assertThat(Column.integer("all known", row -> 0).isNull(0)).isFalse();
        assertThat(Column.money("all known", EUR, row -> 0).isNull(0)).isFalse();
        assertThat(Column.date("all known", row -> 0).isNull(0)).isFalse();
        assertThat(Column.text("empty text is text", row -> "").isNull(0)).isFalse();
        assertThat(Column.decimal("infinity is known", row -> Double.POSITIVE_INFINITY)
                        .textAt(0))
                .isEqualTo("Infinity");
    }

    @Test
    void columnsKnowTheirTypes() {
        assertThat(table().columns().stream().map(Column::type))
                .containsExactly(
                        ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.MONEY, ColumnType.DATE);
        assertThat(table().column("revenue").money()).isEqualTo(EUR);
        assertThat(table().column("revenue")).hasToString("revenue MONEY");
    }

    @Test
    void aCellIsNotReadAsWhatItIsNot() {
        Table table = table();
        assertThatIllegalStateException()
                .isThrownBy(() -> table.column("name").longAt(0))
                .withMessage("column 'name' is TEXT; it has no whole numbers");
        assertThatIllegalStateException().isThrownBy(() -> table.column("score").longAt(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> table.column("name").doubleAt(0))
                .withMessage("column 'name' is TEXT, not a number");
        assertThatIllegalStateException().isThrownBy(() -> table.column("first").doubleAt(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> table.column("orders").money())
                .withMessage("column 'orders' is INTEGER, not money");
    }

    @Test
    void datesAreIsoThroughoutTheCalendar() {
        long[] days = {
            LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay(), 19_782
        };
        Column column = Column.date("day", row -> days[row]);
        assertThat(column.textAt(0)).isEqualTo("0001-01-01");
        assertThat(column.textAt(1)).isEqualTo("9999-12-31");
        assertThat(column.textAt(2)).isEqualTo("2024-02-29");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e21, 1e-7, 123456789.123, -0.0, Double.MIN_VALUE, Double.MAX_VALUE})
    void aNumberIsReadBackFromItsText(double value) {
        String text = Column.decimal("d", row -> value).textAt(0);
        assertThat(text).isNotNull();
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    @Test
    void aColumnNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Column.integer(" ", row -> 0))
                .withMessage("column name is blank");
    }

    @Test
    void columnsAreFoundByName() {
        assertThat(table().column("score").name()).isEqualTo("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().column("Score"))
                .withMessage("table 'customers' has no column 'Score'; it has [name, orders, score, revenue, first]");
    }

    @Test
    void aTableHasColumnsWithNamesOfTheirOwn() {
        Column column = Column.integer("n", row -> row);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", 1, List.of(column, Column.text("n", row -> "x"))))
                .withMessage("table 't' has two columns named 'n'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", 1, List.of()))
                .withMessage("table 't' has no columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("t", -1, List.of(column)))
                .withMessage("rows is -1; it must be 0 or more");
        assertThat(Table.of("t", 0, List.of(column)).rows()).isZero();
    }

    @Test
    void aTableDoesNotChangeWithTheListItWasMadeFrom() {
        List<Column> columns = new ArrayList<>(List.of(Column.integer("n", row -> row)));
        Table table = Table.of("t", 1, columns);
        columns.clear();
        assertThat(table.columns()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> table.columns().clear());
        assertThat(table).hasToString("t: 1 rows of [n INTEGER]");
    }

    @Test
    void furtherColumnsStandAtTheRight() {
        Table table = table();
        Table wider = table.with(List.of(Column.integer("more", row -> row)));
        assertThat(wider.columns()).hasSize(6).last().extracting(Column::name).isEqualTo("more");
        assertThat(wider.name()).isEqualTo("customers");
        assertThat(table.columns()).hasSize(5);
        assertThatIllegalArgumentException().isThrownBy(() -> table.with(List.of(Column.integer("score", row -> row))));
    }

    @Test
    void rowsAreReorderedRepeatedAndLeftOut() {
        int[] order = {3, 0, 3};
        Table table = table().rows(order);
        Arrays.fill(order, 1);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(texts(table, "name")).containsExactly("d", "a", "d");
        assertThat(texts(table, "orders")).containsExactly("30", "0", "30");
        assertThat(texts(table, "score")).containsExactly(null, "0.0", null);
        assertThat(texts(table, "revenue")).containsExactly("-3.15", null, "-3.15");
        assertThat(texts(table, "first")).containsExactly("1970-01-03", "1969-12-31", "1970-01-03");
        assertThat(table.column("revenue").money()).isEqualTo(EUR);
        assertThat(table().rows(new int[0]).rows()).isZero();
    }

    @Test
    void reorderingFollowsReordering() {
        Table twice = table().rows(new int[] {2, 1, 0}).rows(new int[] {2, 0});
        assertThat(texts(twice, "name")).containsExactly("a", "");
        assertThat(texts(twice, "orders")).containsExactly("0", null);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> twice.rows(new int[] {2}));
    }

    @Test
    void rowsOutsideTheTableAreRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table().rows(new int[] {0, 4}));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table().rows(new int[] {-1}));
    }
}
