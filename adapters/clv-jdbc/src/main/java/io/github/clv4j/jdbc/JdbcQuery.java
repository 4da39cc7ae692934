package io.github.clv4j.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An SQL query with its parameters, and how its rows are fetched. Immutable; each {@code with} method returns a changed
 * copy.
 *
 * <pre>{@code
 * JdbcQuery.of("SELECT customer_id, ordered_at, net_total FROM orders WHERE shop = ?", "Berlin").named("orders")
 * }</pre>
 */
public final class JdbcQuery {
    private static final int DEFAULT_FETCH_SIZE = 10_000;
    private static final int LONGEST_NAME = 80;

    private final String sql;
    private final List<@Nullable Object> parameters;
    private final String name;
    private final int fetchSize;

    private JdbcQuery(String sql, List<@Nullable Object> parameters, String name, int fetchSize) {
        this.sql = sql;
        this.parameters = parameters;
        this.name = name;
        this.fetchSize = fetchSize;
    }

    /**
     * A query.
     *
     * @param sql in the database's own words; sent as it is, so that text from elsewhere belongs into parameters
     * @param parameters values for its question marks, in order; bound with {@link
     *     java.sql.PreparedStatement#setObject(int, Object)}, which takes the types that the driver takes
     */
    public static JdbcQuery of(String sql, @Nullable Object... parameters) {
        if (Objects.requireNonNull(sql, "sql").isBlank()) {
            throw new IllegalArgumentException("the query is blank");
        }
        List<@Nullable Object> values = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(parameters)));
        return new JdbcQuery(sql, values, shortened(sql), DEFAULT_FETCH_SIZE);
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /** What messages call the query. Default: the first {@value #LONGEST_NAME} characters of its SQL. */
    public JdbcQuery named(String newName) {
        if (Objects.requireNonNull(newName, "name").isBlank()) {
            throw new IllegalArgumentException("the name of the query is blank");
        }
        return new JdbcQuery(sql, parameters, newName, fetchSize);
    }

    /**
     * Rows that the driver fetches at a time, a hint to it. Default {@value #DEFAULT_FETCH_SIZE}.
     *
     * @param rows 1 or more
     */
    public JdbcQuery withFetchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("fetch size is " + rows + "; it must be 1 or more");
        }
        return new JdbcQuery(sql, parameters, name, rows);
    }

    /** The SQL. */
    public String sql() {
        return sql;
    }

    /** The values for its question marks; cannot be changed. */
    public List<@Nullable Object> parameters() {
        return parameters;
    }

    /** What messages call the query. */
    public String name() {
        return name;
    }

    /** Rows that the driver fetches at a time. */
    public int fetchSize() {
        return fetchSize;
    }

    /** Its name. Parameters are not told: they may be personal. */
    @Override
    public String toString() {
        return name;
    }
}
