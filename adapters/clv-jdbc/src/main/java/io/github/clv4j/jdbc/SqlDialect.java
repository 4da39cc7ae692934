package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** How a database replaces rows by key, and which types it has. */
public enum SqlDialect {
    /** PostgreSQL: {@code INSERT … ON CONFLICT DO UPDATE}, which needs a unique constraint on the key. */
    POSTGRESQL("TEXT", true),
    /** DuckDB: as PostgreSQL, but rows are sent as arrays, as each statement of a batch is costly there. */
    DUCKDB("VARCHAR", true),
    /** H2: {@code MERGE INTO … KEY}. Creating a table commits there. */
    H2("CHARACTER VARYING", false),
    /**
     * Any other database: rows are deleted by key and inserted, in one transaction. No tables are created, as its types are not
     * known; the error says how one would be by standard SQL.
     */
    GENERIC("VARCHAR(255)", false);

    private final String text;
    private final boolean transactionalCreate;

    SqlDialect(String text, boolean transactionalCreate) {
        this.text = text;
        this.transactionalCreate = transactionalCreate;
    }

    /**
     * The dialect of a database, by its product's name.
     *
     * @throws SQLException if the database fails
     */
    public static SqlDialect of(DatabaseMetaData database) throws SQLException {
        return switch (database.getDatabaseProductName().toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "duckdb" -> DUCKDB;
            case "h2" -> H2;
            default -> GENERIC;
        };
    }

    /** True if creating and dropping tables can be rolled back. */
    boolean transactionalCreate() {
        return transactionalCreate;
    }

    /** The type that holds every value of a column. */
    String type(Column column) {
        return switch (column.type()) {
            case TEXT -> text;
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE PRECISION";
            // 64 bits of minor units have up to 19 digits.
            case MONEY -> "DECIMAL(19, " + column.money().digits() + ")";
            case DATE -> "DATE";
        };
    }
}
