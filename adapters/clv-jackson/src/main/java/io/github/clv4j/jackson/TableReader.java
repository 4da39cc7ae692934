package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonToken;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table from the JSON that {@link TableWriter} writes, row by row. */
final class TableReader {
    private static final List<String> KEYS = List.of("schema", "version", "name", "columns", "rowCount", "rows");
    private static final List<String> HEADER_KEYS = List.of("schema", "version", "name", "columns", "rowCount");

    private final JsonInput in;
    private final boolean lines;
    private final List<ColumnCells> columns = new ArrayList<>();
    private boolean hasSchema;
    private boolean hasVersion;
    private @Nullable String name;
    private int rowCount = -1;
    private int rows;

    private TableReader(JsonInput in, boolean lines) {
        this.in = in;
        this.lines = lines;
    }

    /** The table that begins at the current token, up to its end. */
    static Table readDocument(JsonInput in) throws IOException {
        return new TableReader(in, false).document();
    }

    /** The table whose first line begins at the current token, up to the end of the text. */
    static Table readLines(JsonInput in) throws IOException {
        return new TableReader(in, true).lines();
    }

    private Table document() throws IOException {
        requireObject("a table");
        boolean hasRows = false;
        while (in.next() == JsonToken.FIELD_NAME) {
            if (in.name().equals("rows")) {
                requireHeader();
                hasRows = true;
                in.next();
                arrays();
            } else {
                header();
            }
        }
        if (!hasRows) {
            requireHeader();
            throw in.fault("the key 'rows' is missing; keys are " + KEYS);
        }
        return table();
    }

    private Table lines() throws IOException {
        requireObject("the first line, which tells of the table,");
        while (in.next() == JsonToken.FIELD_NAME) {
            header();
        }
        requireHeader();
        Map<String, Integer> places = new HashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            places.put(columns.get(c).name(), c);
        }
        for (JsonToken token = in.next(); token != null; token = in.next()) {
            object(places);
        }
        return table();
    }

    private void requireObject(String what) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            throw in.fault(what + " must be an object, not " + in.quoted());
        }
    }

    private void header() throws IOException {
        String key = in.name();
        in.next();
        switch (key) {
            case "schema" -> schema();
            case "version" -> version();
            case "name" -> name = string(key);
            case "columns" -> columns();
            case "rowCount" -> {
                rowCount = whole(key);
                if (rowCount < 0) {
                    throw in.fault("rowCount is " + rowCount + "; it must be 0 or more");
                }
            }
            default -> throw in.fault("the key '" + key + "' is unknown; keys are " + (lines ? HEADER_KEYS : KEYS));
        }
    }

    private void schema() throws IOException {
        String wanted = lines ? TableWriter.LINES_SCHEMA : TableWriter.SCHEMA;
        String schema = string("schema");
        if (!schema.equals(wanted)) {
            throw in.fault("schema is '" + schema + "'; it must be '" + wanted + "'");
        }
        hasSchema = true;
    }

    private void version() throws IOException {
        int version = whole("version");
        if (version > JsonTables.VERSION) {
            throw in.fault("version " + version + " is newer than " + JsonTables.VERSION
                    + ", which this version of clv4j reads; update clv4j");
        }
        if (version < 1) {
            throw in.fault("version is " + version + "; it must be 1 or more");
        }
        hasVersion = true;
    }

    private void requireHeader() {
        List<String> missing = new ArrayList<>();
        for (String key : HEADER_KEYS) {
            boolean has = switch (key) {
                case "schema" -> hasSchema;
                case "version" -> hasVersion;
                case "name" -> name != null;
                case "columns" -> !columns.isEmpty();
                default -> rowCount >= 0;
            };
            if (!has) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            throw in.fault("keys " + missing + " are missing; they must come before the rows");
        }
    }

    private void columns() throws IOException {
        if (in.token() != JsonToken.START_ARRAY) {
            throw in.fault("columns must be an array, not " + in.quoted());
        }
        while (in.next() != JsonToken.END_ARRAY) {
            requireObject("a column");
            columns.add(column());
        }
        if (columns.isEmpty()) {
            throw in.fault("columns is empty; a table has at least one");
        }
        try {
            // Two of the same name are refused before any row is read.
            table(0);
        } catch (IllegalArgumentException e) {
            throw new DataException(in.where() + ": " + e.getMessage(), e);
        }
    }

    private ColumnCells column() throws IOException {
        String column = null;
        ColumnType type = null;
        String currency = null;
        int digits = -1;
        while (in.next() == JsonToken.FIELD_NAME) {
            String key = in.name();
            in.next();
            switch (key) {
                case "name" -> column = string("name");
                case "type" -> type = type(string("type"));
                case "currency" -> currency = string("currency");
                case "digits" -> digits = whole("digits");
                default ->
                    throw in.fault(
                            "the key '" + key + "' of a column is unknown; keys are [name, type, currency, digits]");
            }
        }
        if (column == null || type == null) {
            throw in.fault("a column must have a name and a type");
        }
        if ((type == ColumnType.MONEY) != (currency != null && digits >= 0)) {
            throw in.fault("column '" + column + "' is of type " + type.name().toLowerCase(Locale.ROOT)
                    + "; columns of money, and no others, have currency and digits (0 to " + MoneyScale.MAX_DIGITS
                    + ")");
        }
        try {
            return new ColumnCells(column, type, currency == null ? null : MoneyScale.of(currency, digits));
        } catch (IllegalArgumentException e) {
            throw new DataException(in.where() + ", column '" + column + "': " + e.getMessage(), e);
        }
    }

    private ColumnType type(String text) {
        for (ColumnType type : ColumnType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
                return type;
            }
        }
        throw in.fault("type is '" + text + "'; it must be text, integer, decimal, money or date");
    }

    private void arrays() throws IOException {
        if (in.token() != JsonToken.START_ARRAY) {
            throw in.fault("rows must be an array, not " + in.quoted());
        }
        in.beginRow();
        while (in.next() != JsonToken.END_ARRAY) {
            if (in.token() != JsonToken.START_ARRAY) {
                throw in.fault("row " + (rows + 1) + " must be an array, not " + in.quoted());
            }
            int c = 0;
            for (; in.next() != JsonToken.END_ARRAY; c++) {
                if (c == columns.size()) {
                    throw in.fault("row " + (rows + 1) + " has more cells than the " + c + " columns");
                }
                cell(columns.get(c));
            }
            requireCells(c);
            endRow();
        }
    }

    private void object(Map<String, Integer> places) throws IOException {
        requireObject("row " + (rows + 1));
        int cells = 0;
        while (in.next() == JsonToken.FIELD_NAME) {
            String key = in.name();
            // As they are written, the fields come in the order of the columns.
            boolean inOrder =
                    cells < columns.size() && columns.get(cells).name().equals(key);
            Integer place = inOrder ? Integer.valueOf(cells) : places.get(key);
            if (place == null) {
                throw in.fault("row " + (rows + 1) + ": the table has no column '" + key + "'");
            }
            in.next();
            cell(columns.get(place));
            cells++;
        }
        requireCells(cells);
        endRow();
    }

    private void requireCells(int cells) {
        if (cells != columns.size()) {
            throw in.fault(
                    "row " + (rows + 1) + " has " + cells + " cells; the table has " + columns.size() + " columns");
        }
    }

    private void endRow() {
        rows++;
        if (rows > rowCount) {
            throw in.fault("there are more rows than rowCount says, " + rowCount);
        }
        in.beginRow();
    }

    private void cell(ColumnCells column) throws IOException {
        String rule = column.read(in, rows);
        if (rule != null) {
            throw in.fault("row " + (rows + 1) + ", column '" + column.name() + "': the value is " + in.quoted() + "; "
                    + rule);
        }
    }

    private Table table() {
        if (rows != rowCount) {
            throw in.fault("there are " + rows + " rows; rowCount says " + rowCount);
        }
        return table(rows);
    }

    private Table table(int count) {
        List<Column> views = columns.stream().map(ColumnCells::view).toList();
        return Table.of(Objects.requireNonNullElse(name, ""), count, views);
    }

    private String string(String key) throws IOException {
        if (in.token() != JsonToken.VALUE_STRING) {
            throw in.fault(key + " is " + in.quoted() + "; it must be text");
        }
        return in.text();
    }

    private int whole(String key) throws IOException {
        if (in.isLong() && in.longValue() == (int) in.longValue()) {
            return (int) in.longValue();
        }
        throw in.fault(key + " is " + in.quoted() + "; it must be a whole number of at most " + Integer.MAX_VALUE);
    }
}
