package io.github.clv4j.data;

/** The cells of a row that are numbers, for a source that reads them all in the same way. */
public enum NumberCell {
    /** What the row is worth. */
    AMOUNT,
    /** What it cost. */
    COST,
    /** How many units it is of; whole. */
    QUANTITY
}
