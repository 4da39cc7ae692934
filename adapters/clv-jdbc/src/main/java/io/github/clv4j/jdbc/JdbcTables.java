package io.github.clv4j.jdbc;

import io.github.clv4j.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Writes results to database tables.
 *
 * <pre>{@code
 * JdbcTables.write(
 *         scores.toTable(), dataSource, JdbcTarget.upsert("rfm_scores", "customer_id").withCreate());
 * }</pre>
 *
 * <p>Columns have the names of the result's columns, in quotes. Text becomes text, whole numbers BIGINT, numbers DOUBLE
 * PRECISION, money an exact DECIMAL in major units, dates DATE; a column that is there already may have another type that
 * the database converts to. An unknown cell, and a number that is undefined (NaN), is NULL; infinity stays.
 *
 * <p>All rows are written in one transaction: if anything fails, what was there stays. To write the same result again
 * leaves the same rows. Rows of an earlier result whose key is no longer among the new ones stay; to be rid of them,
 * replace the table, or delete them in a transaction of your own around the writing.
 *
 * <p>A connection that does not commit by itself is in a transaction of the caller's: it is neither committed nor rolled
 * back, so that an exception asks the caller to roll back. In H2 the creation of a table commits that too.
 * Replacing a table is one transaction in PostgreSQL and DuckDB; in H2 the new table, whole beside the old one, takes its
 * place in two steps.
 */
public final class JdbcTables {
    private JdbcTables() {}

    /**
     * Writes a result to a database table, on a connection of its own.
     *
     * @see #write(Table, Connection, JdbcTarget)
     * @throws SQLException as there
     */
    public static void write(Table table, DataSource database, JdbcTarget target) throws SQLException {
        try (Connection connection = database.getConnection()) {
            write(table, connection, target);
        }
    }

    /**
     * Writes a result to a database table.
     *
     * @throws SQLException if the database fails or refuses a row; the message names the table and the rows that were sent
     *     together
     * @throws io.github.clv4j.data.DataException if two rows have the same key or a key is unknown, before anything is
     *     written; the message names table, row and column
     * @throws IllegalArgumentException if a key column is not in the result, or a table is to be created in the generic
     *     dialect
     */
    public static void write(Table table, Connection connection, JdbcTarget target) throws SQLException {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(target, "target");
        TableWriter.of(connection, table, target).write();
    }
}
