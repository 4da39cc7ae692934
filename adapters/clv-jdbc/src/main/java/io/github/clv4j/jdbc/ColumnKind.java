package io.github.clv4j.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** What a result's column holds, as far as transactions are concerned; told by its type and, where that is vague, by its class. */
enum ColumnKind {
    /** SMALLINT, INTEGER, BIGINT. */
    WHOLE,
    /** DECIMAL and NUMERIC without decimals that fit a {@code long}: how some databases have ids. */
    WHOLE_DECIMAL,
    /** DECIMAL, NUMERIC and whole numbers beyond BIGINT. */
    DECIMAL,
    /** DOUBLE PRECISION. */
    DOUBLE,
    /** REAL. */
    REAL,
    /** VARCHAR and the like. */
    TEXT,
    /** CHAR, filled up with blanks. */
    PADDED_TEXT,
    /** UUID. */
    UUID,
    /** DATE. */
    DATE,
    /** TIMESTAMP without time zone. */
    LOCAL_TIMESTAMP,
    /** TIMESTAMP WITH TIME ZONE. */
    MOMENT,
    /** What transactions have no use for. */
    OTHER;

    private static final int LONG_DIGITS = 18;

    static ColumnKind of(ResultSetMetaData columns, int index) throws SQLException {
        String javaClass = String.valueOf(columns.getColumnClassName(index));
        if (javaClass.equals("java.util.UUID")) {
            return UUID;
        }
        return switch (columns.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
            case Types.DECIMAL, Types.NUMERIC -> decimal(columns, index);
            case Types.REAL -> REAL;
            case Types.FLOAT -> javaClass.equals("java.lang.Float") ? REAL : DOUBLE;
            // PostgreSQL says DOUBLE of its locale-dependent type money too.
            case Types.DOUBLE -> javaClass.equals("java.lang.Double") ? DOUBLE : OTHER;
            case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.NULL -> TEXT;
            case Types.CHAR, Types.NCHAR -> PADDED_TEXT;
            case Types.DATE -> DATE;
            case Types.TIMESTAMP ->
                // PostgreSQL says TIMESTAMP of both.
                "timestamptz".equals(columns.getColumnTypeName(index)) ? MOMENT : LOCAL_TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> MOMENT;
            case Types.OTHER ->
                switch (javaClass) {
                    case "java.math.BigInteger" -> DECIMAL;
                    case "java.lang.String" -> TEXT;
                    default -> OTHER;
                };
            default -> OTHER;
        };
    }

    private static ColumnKind decimal(ResultSetMetaData columns, int index) throws SQLException {
        int digits = columns.getPrecision(index);
        return columns.getScale(index) == 0 && digits > 0 && digits <= LONG_DIGITS ? WHOLE_DECIMAL : DECIMAL;
    }
}
