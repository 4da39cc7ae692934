package io.github.clv4j.csv;

import java.util.Objects;

/**
 * How a table is written as CSV. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: comma, decimal point, cells as they are.
 */
public final class CsvTableOptions {
    private static final CsvTableOptions DEFAULT = new CsvTableOptions(',', false);

    private final char separator;
    private final boolean formulaGuard;

    private CsvTableOptions(char separator, boolean formulaGuard) {
        this.separator = separator;
        this.formulaGuard = formulaGuard;
    }

    /** The defaults. */
    public static CsvTableOptions withDefaults() {
        return DEFAULT;
    }

    /** What stands between fields, such as {@code ;} or tab. Default {@code ,}. */
    public CsvTableOptions withSeparator(char character) {
        char checked = Objects.requireNonNull(
                CellFormat.DEFAULT.withSeparator(character).separator());
        return new CsvTableOptions(checked, formulaGuard);
    }

    /**
     * Text cells and column names that a spreadsheet would take for a formula (those that begin with {@code = + - @}, tab
     * or carriage return) get an apostrophe in front. Use it for files that people open in a spreadsheet while customers
     * choose their own ids. Default: cells are written as they are, so that ids can be joined to the host's own.
     */
    public CsvTableOptions withFormulaGuard() {
        return new CsvTableOptions(separator, true);
    }

    /** What stands between fields. */
    public char separator() {
        return separator;
    }

    /** True if text that looks like a formula gets an apostrophe in front. */
    public boolean formulaGuard() {
        return formulaGuard;
    }
}
