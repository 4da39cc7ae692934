package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements that write a result in a dialect. Names are quoted as the driver says, values are question marks. */
final class SqlText {
    /** Where a table is made that then takes the name of another; not a name that anybody else gives. */
    private static final String STAGED = "__clv4j_staged";

    private final SqlDialect dialect;
    private final String quote;
    private final JdbcTarget target;
    private final List<Column> columns;

    private SqlText(SqlDialect dialect, String quote, JdbcTarget target, List<Column> columns) {
        this.dialect = dialect;
        this.quote = quote;
        this.target = target;
        this.columns = columns;
    }

    static SqlText of(SqlDialect dialect, DatabaseMetaData database, JdbcTarget target, Table table)
            throws SQLException {
        String quote = database.getIdentifierQuoteString();
        if (quote == null || quote.isBlank()) {
            throw new SQLException("table '" + target + "': the database cannot quote names");
        }
        return new SqlText(dialect, quote, target, table.columns());
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private String qualified(String name) {
        String schema = target.schema();
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    private String table() {
        return qualified(target.table());
    }

    private String staged() {
        return qualified(target.table() + STAGED);
    }

    private String list(Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    private String keys(Function<String, String> text, String between) {
        return target.key().stream().map(text).collect(Collectors.joining(between));
    }

    private String names() {
        return " (" + list(column -> quoted(column.name())) + ")";
    }

    String createIfAbsent() {
        return "CREATE TABLE IF NOT EXISTS " + definition(table());
    }

    String create() {
        return "CREATE TABLE " + definition(table());
    }

    String createStaged() {
        return "CREATE TABLE " + definition(staged());
    }

    private String definition(String name) {
        String key = target.key().isEmpty() ? "" : ", PRIMARY KEY (" + keys(this::quoted, ", ") + ")";
        return name + " (" + list(column -> quoted(column.name()) + " " + dialect.type(column)) + key + ")";
    }

    String dropIfPresent() {
        return "DROP TABLE IF EXISTS " + table();
    }

    String dropStaged() {
        return "DROP TABLE IF EXISTS " + staged();
    }

    String rename() {
        return "ALTER TABLE " + staged() + " RENAME TO " + quoted(target.table());
    }

    String insertStaged() {
        return "INSERT INTO " + staged() + names() + " VALUES (" + list(column -> "?") + ")";
    }

    /** Puts rows in; those with a key replace others that have the same, except in the generic dialect. */
    String write() {
        return switch (dialect) {
            case H2 ->
                "MERGE INTO " + table() + names() + " KEY (" + keys(this::quoted, ", ") + ") VALUES ("
                        + list(column -> "?") + ")";
            case DUCKDB ->
                "INSERT INTO " + table() + names() + " SELECT "
                        + list(column -> "unnest(CAST(? AS " + dialect.type(column) + "[]))") + onConflict();
            case POSTGRESQL ->
                "INSERT INTO " + table() + names() + " VALUES (" + list(column -> "?") + ")" + onConflict();
            case GENERIC -> "INSERT INTO " + table() + names() + " VALUES (" + list(column -> "?") + ")";
        };
    }

    private String onConflict() {
        if (target.key().isEmpty()) {
            return "";
        }
        String changes = columns.stream()
                .filter(column -> !target.key().contains(column.name()))
                .map(column -> quoted(column.name()) + " = EXCLUDED." + quoted(column.name()))
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + keys(this::quoted, ", ") + ") DO "
                + (changes.isEmpty() ? "NOTHING" : "UPDATE SET " + changes);
    }

    String deleteByKey() {
        return "DELETE FROM " + table() + " WHERE " + keys(name -> quoted(name) + " = ?", " AND ");
    }
}
