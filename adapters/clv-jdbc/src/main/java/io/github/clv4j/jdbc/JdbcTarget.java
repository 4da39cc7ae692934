package io.github.clv4j.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database table that a result is written to, and what becomes of the rows that are there. Immutable; each {@code
 * with} method returns a changed copy.
 *
 * <pre>{@code
 * JdbcTarget.upsert("rfm_scores", "customer_id", "as_of").withCreate()
 * }</pre>
 *
 * <p>Names are quoted: they are taken exactly, whatever their characters and case. A database that folds unquoted names
 * to upper case (H2, Oracle) knows a table that was created without quotes by its upper-case name.
 */
public final class JdbcTarget {
    private static final int DEFAULT_BATCH_SIZE = 1_000;

    private final String table;
    private final @Nullable String schema;
    private final List<String> key;
    private final boolean create;
    private final int batchSize;
    private final @Nullable SqlDialect dialect;

    private JdbcTarget(
            String table,
            @Nullable String schema,
            List<String> key,
            boolean create,
            int batchSize,
            @Nullable SqlDialect dialect) {
        this.table = table;
        this.schema = schema;
        this.key = key;
        this.create = create;
        this.batchSize = batchSize;
        this.dialect = dialect;
    }

    /**
     * Rows take the place of those with the same key, and stand beside all others. Where the result has as-of dates in
     * the key, those of other dates stay.
     *
     * @param table name of the database table
     * @param key names of the columns that tell rows apart, at least one; PostgreSQL and DuckDB need a primary key or unique
     *     constraint on them
     */
    public static JdbcTarget upsert(String table, String... key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("table '" + table + "': an upsert needs key columns");
        }
        List<String> columns = List.of(key);
        if (Set.copyOf(columns).size() < columns.size()) {
            throw new IllegalArgumentException("table '" + table + "': a key column is given twice: " + columns);
        }
        return new JdbcTarget(named(table, "table"), null, columns, false, DEFAULT_BATCH_SIZE, null);
    }

    /** The table is created anew with the result's columns, in the place of one that is there. */
    public static JdbcTarget replace(String table) {
        return new JdbcTarget(named(table, "table"), null, List.of(), true, DEFAULT_BATCH_SIZE, null);
    }

    /** The schema of the table. Default: that which the connection looks for tables in. */
    public JdbcTarget withSchema(String name) {
        return new JdbcTarget(table, named(name, "schema"), key, create, batchSize, dialect);
    }

    /** Creates the table, with the key as its primary key, if it does not exist. Default: it has to exist. */
    public JdbcTarget withCreate() {
        return new JdbcTarget(table, schema, key, true, batchSize, dialect);
    }

    /**
     * Rows that are sent at a time. Default {@value #DEFAULT_BATCH_SIZE}.
     *
     * @param rows 1 or more
     */
    public JdbcTarget withBatchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("batch size is " + rows + "; it must be 1 or more");
        }
        return new JdbcTarget(table, schema, key, create, rows, dialect);
    }

    /**
     * How the database is spoken to. Default: {@link SqlDialect#of}. {@link SqlDialect#GENERIC} upserts into tables without
     * a unique constraint too.
     */
    public JdbcTarget withDialect(SqlDialect newDialect) {
        return new JdbcTarget(table, schema, key, create, batchSize, Objects.requireNonNull(newDialect, "dialect"));
    }

    private static String named(String name, String what) {
        if (Objects.requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException("name of the " + what + " is blank");
        }
        return name;
    }

    /** Name of the database table. */
    public String table() {
        return table;
    }

    /** The schema of the table, or null for the connection's. */
    public @Nullable String schema() {
        return schema;
    }

    /** The columns that tell rows apart; empty if the table is replaced. */
    public List<String> key() {
        return key;
    }

    /** True if the table is created where it does not exist. */
    public boolean create() {
        return create;
    }

    /** Rows that are sent at a time. */
    public int batchSize() {
        return batchSize;
    }

    /** How the database is spoken to, or null to find it out. */
    public @Nullable SqlDialect dialect() {
        return dialect;
    }

    /** The table with its schema, as messages tell it. */
    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}
