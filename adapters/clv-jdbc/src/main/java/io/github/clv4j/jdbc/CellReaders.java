package io.github.clv4j.jdbc;

import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.RowWriter;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How a column of a kind is read as a part of a transaction; null where it cannot be. A NULL leaves the cell absent. */
final class CellReaders {
    static final String CUSTOMER_TYPES =
            "SMALLINT, INTEGER, BIGINT, DECIMAL of up to 18 digits without decimals, VARCHAR, CHAR or UUID";
    static final String DATE_TYPES =
            "DATE, TIMESTAMP, TIMESTAMP WITH TIME ZONE, or VARCHAR or CHAR with ISO 8601 dates";
    static final String MONEY_TYPES =
            "DECIMAL, NUMERIC, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, or VARCHAR or CHAR with decimal numbers";
    static final String QUANTITY_TYPES =
            "SMALLINT, INTEGER, BIGINT, DECIMAL, NUMERIC, REAL, DOUBLE PRECISION, or VARCHAR or CHAR with whole numbers";
    static final String LABEL_TYPES = "VARCHAR, CHAR, SMALLINT, INTEGER, BIGINT or UUID";

    /** SQL standard: class of the conditions that are faults of the data. */
    private static final String DATA_EXCEPTION = "22";

    private CellReaders() {}

    static @Nullable CellReader customer(ColumnKind kind, int index) {
        return switch (kind) {
            case WHOLE, WHOLE_DECIMAL ->
                (results, row) -> {
                    long id = results.getLong(index);
                    if (id != 0 || !results.wasNull()) {
                        row.customer(id);
                    }
                };
            case TEXT, UUID -> (results, row) -> row.customer(results.getString(index));
            case PADDED_TEXT -> (results, row) -> row.customer(unpadded(results.getString(index)));
            default -> null;
        };
    }

    /** With {@code micros} the driver gives timestamps as microseconds. */
    static @Nullable CellReader date(ColumnKind kind, int index, boolean micros, boolean localDates) {
        CellReader reader = switch (kind) {
            case DATE ->
                localDates
                        ? (results, row) -> row.date((LocalDate) results.getObject(index))
                        : (results, row) -> row.date(results.getObject(index, LocalDate.class));
            case LOCAL_TIMESTAMP ->
                micros
                        ? (results, row) -> {
                            long time = results.getLong(index);
                            if (time != 0 || !results.wasNull()) {
                                row.dateTime(time, TimeUnit.MICROSECONDS);
                            }
                        }
                        : (results, row) -> row.dateTime(results.getObject(index, LocalDateTime.class));
            case MOMENT ->
                micros
                        ? (results, row) -> {
                            long time = results.getLong(index);
                            if (time != 0 || !results.wasNull()) {
                                row.instant(time, TimeUnit.MICROSECONDS);
                            }
                        }
                        : (results, row) -> {
                            OffsetDateTime time = results.getObject(index, OffsetDateTime.class);
                            row.instant(time == null ? null : time.toInstant());
                        };
            case TEXT, PADDED_TEXT -> (results, row) -> row.date(results.getString(index));
            default -> null;
        };
        return reader == null ? null : orBad(reader, index, RowWriter::badDate);
    }

    static @Nullable CellReader number(ColumnKind kind, int index, NumberCell cell) {
        CellReader reader = switch (kind) {
            case WHOLE ->
                (results, row) -> {
                    long number = results.getLong(index);
                    if (number != 0 || !results.wasNull()) {
                        row.number(cell, number, 0);
                    }
                };
            case WHOLE_DECIMAL, DECIMAL -> (results, row) -> row.number(cell, results.getBigDecimal(index));
            case DOUBLE ->
                (results, row) -> {
                    double number = results.getDouble(index);
                    if (!results.wasNull()) {
                        row.number(cell, number);
                    }
                };
            case REAL ->
                (results, row) -> {
                    float number = results.getFloat(index);
                    if (!results.wasNull()) {
                        row.number(cell, number);
                    }
                };
            case TEXT, PADDED_TEXT -> (results, row) -> row.number(cell, results.getString(index));
            default -> null;
        };
        return reader == null ? null : orBad(reader, index, (row, value) -> row.badNumber(cell, value));
    }

    static @Nullable CellReader label(ColumnKind kind, int index, int dimension) {
        return switch (kind) {
            case TEXT, UUID, WHOLE -> (results, row) -> row.label(dimension, results.getString(index));
            case PADDED_TEXT -> (results, row) -> row.label(dimension, unpadded(results.getString(index)));
            default -> null;
        };
    }

    /** A value that has no Java counterpart, such as NaN in a NUMERIC, is a fault of its row and not of the reading. */
    private static CellReader orBad(CellReader reader, int index, BiConsumer<RowWriter, @Nullable String> bad) {
        return (results, row) -> {
            try {
                reader.read(results, row);
            } catch (SQLException e) {
                String state = e.getSQLState();
                if (state == null || !state.startsWith(DATA_EXCEPTION)) {
                    throw e;
                }
                bad.accept(row, results.getString(index));
            }
        };
    }

    private static @Nullable String unpadded(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
