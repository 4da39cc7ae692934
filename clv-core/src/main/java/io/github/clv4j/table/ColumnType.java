package io.github.clv4j.table;

/** What a {@link Column} holds; each sink maps these to its own types. */
public enum ColumnType {
    /** Text. */
    TEXT,
    /** A whole number, read with {@link Column#longAt}. */
    INTEGER,
    /** A floating-point number, read with {@link Column#doubleAt}. */
    DECIMAL,
    /** An exact amount in minor units, read with {@link Column#longAt}; {@link Column#money} gives the scale. */
    MONEY,
    /** A date as days since 1970-01-01, read with {@link Column#longAt}. */
    DATE
}
