package io.github.clv4j.jdbc;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.TransactionColumns;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the columns of transactions in a result, by name and type, before any row is read. */
final class ResultColumns {
    private final String sourceName;
    private final ResultSetMetaData columns;
    private final boolean micros;

    private ResultColumns(String sourceName, ResultSetMetaData columns, boolean micros) {
        this.sourceName = sourceName;
        this.columns = columns;
        this.micros = micros;
    }

    /** What reads the cells of a row, in no particular order. */
    static CellReader[] readers(ResultSet results, String sourceName, TransactionColumns wanted, LogOptions options)
            throws SQLException {
        return new ResultColumns(sourceName, results.getMetaData(), isDuckDb(results)).readers(wanted, options);
    }

    /** DuckDB's getters of time go through the default zone and are wrong around its changes; its long is exact. */
    private static boolean isDuckDb(ResultSet results) throws SQLException {
        Statement statement = results.getStatement();
        if (statement == null) {
            return false;
        }
        DatabaseMetaData database = statement.getConnection().getMetaData();
        return SqlDialect.of(database) == SqlDialect.DUCKDB;
    }

    private CellReader[] readers(TransactionColumns wanted, LogOptions options) throws SQLException {
        List<CellReader> readers = new ArrayList<>();
        int customer = find("customer", wanted.customer());
        readers.add(require(
                CellReaders.customer(ColumnKind.of(columns, customer), customer),
                customer,
                "a customer id",
                CellReaders.CUSTOMER_TYPES));
        int date = find("date", wanted.date());
        readers.add(require(date(date), date, "a date", CellReaders.DATE_TYPES));
        int amount = find("amount", wanted.amount());
        readers.add(require(
                CellReaders.number(ColumnKind.of(columns, amount), amount, NumberCell.AMOUNT),
                amount,
                "an amount",
                CellReaders.MONEY_TYPES));
        String costColumn = wanted.cost();
        if (costColumn != null) {
            int cost = find("cost", costColumn);
            readers.add(require(
                    CellReaders.number(ColumnKind.of(columns, cost), cost, NumberCell.COST),
                    cost,
                    "a cost",
                    CellReaders.MONEY_TYPES));
        }
        String quantityColumn = wanted.quantity();
        if (quantityColumn != null) {
            int quantity = find("quantity", quantityColumn);
            readers.add(require(
                    CellReaders.number(ColumnKind.of(columns, quantity), quantity, NumberCell.QUANTITY),
                    quantity,
                    "a quantity",
                    CellReaders.QUANTITY_TYPES));
        }
        List<String> dimensions = options.dimensions();
        for (int d = 0; d < dimensions.size(); d++) {
            int label = find("dimension '" + dimensions.get(d) + "'", wanted.dimension(dimensions.get(d)));
            readers.add(require(
                    CellReaders.label(ColumnKind.of(columns, label), label, d),
                    label,
                    "a label",
                    CellReaders.LABEL_TYPES));
        }
        return readers.toArray(CellReader[]::new);
    }

    private @Nullable CellReader date(int index) throws SQLException {
        // DuckDB's TIMESTAMP_S, _MS and _NS are other counts, and exact as LocalDateTime.
        boolean exactLong = micros && !columns.getColumnTypeName(index).startsWith("TIMESTAMP_");
        boolean localDates = "java.time.LocalDate".equals(columns.getColumnClassName(index));
        return CellReaders.date(ColumnKind.of(columns, index), index, exactLong, localDates);
    }

    /** As JDBC finds labels, whatever their case; but an exact match goes before, and two are an error. */
    private int find(String role, String name) throws SQLException {
        List<Integer> exact = new ArrayList<>();
        List<Integer> inAnyCase = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            labels.add(label);
            if (label.equals(name)) {
                exact.add(i);
            }
            if (label.equalsIgnoreCase(name)) {
                inAnyCase.add(i);
            }
        }
        List<Integer> found = exact.isEmpty() ? inAnyCase : exact;
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new DataException(sourceName + ": " + (found.isEmpty() ? "no column" : "more than one column") + " '"
                + name + "' for the " + role + "; the columns are " + labels);
    }

    private CellReader require(@Nullable CellReader reader, int index, String what, String types) throws SQLException {
        if (reader == null) {
            throw new DataException(sourceName + ": column '" + columns.getColumnLabel(index) + "' is of type "
                    + columns.getColumnTypeName(index) + "; " + what + " has to be " + types);
        }
        return reader;
    }
}
