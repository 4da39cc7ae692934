package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;

/** What makes two tables the same. */
final class Tables {
    private Tables() {}

    static void assertSame(Table actual, Table expected) {
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.columns()).hasSameSizeAs(expected.columns());
        for (int c = 0; c < expected.columns().size(); c++) {
            Column a = actual.columns().get(c);
            Column e = expected.columns().get(c);
            assertThat(a.name()).isEqualTo(e.name());
            assertThat(a.type()).isEqualTo(e.type());
            if (e.type() == ColumnType.MONEY) {
                assertThat(a.money()).isEqualTo(e.money());
            }
            for (int row = 0; row < expected.rows(); row++) {
                assertSameCell(a, e, row);
            }
        }
    }

    private static void assertSameCell(Column a, Column e, int row) {
        assertThat(a.isNull(row)).as("%s of row %d is null", e, row).isEqualTo(e.isNull(row));
        if (e.isNull(row)) {
            return;
        }
        switch (e.type()) {
            case TEXT -> assertThat(a.textAt(row)).isEqualTo(e.textAt(row));
            case DECIMAL ->
                assertThat(Double.doubleToRawLongBits(a.doubleAt(row)))
                        .isEqualTo(Double.doubleToRawLongBits(e.doubleAt(row)));
            case INTEGER, MONEY, DATE -> assertThat(a.longAt(row)).isEqualTo(e.longAt(row));
        }
    }
}
