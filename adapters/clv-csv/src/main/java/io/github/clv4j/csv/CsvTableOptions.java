package io.github.clv4j.csv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a table is written as CSV. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: comma, decimal point, cells as they are, packed as the file's name ends.
 */
public final class CsvTableOptions {
    private static final CsvTableOptions DEFAULT = new CsvTableOptions(',', false, null);

    private final char separator;
    private final boolean formulaGuard;
    private final @Nullable CsvCompression compression;

    private CsvTableOptions(char separator, boolean formulaGuard, @Nullable CsvCompression compression) {
        this.separator = separator;
        this.formulaGuard = formulaGuard;
        this.compression = compression;
    }

    /** The defaults. */
    public static CsvTableOptions withDefaults() {
        return DEFAULT;
    }

    /** What stands between fields, such as {@code ;} or tab. Default {@code ,}. */
    public CsvTableOptions withSeparator(char character) {
        char checked = Objects.requireNonNull(
                CellFormat.DEFAULT.withSeparator(character).separator());
        return new CsvTableOptions(checked, formulaGuard, compression);
    }

    /**
     * Text cells and column names that a spreadsheet would take for a formula (those that begin with {@code = + - @}, tab
     * or carriage return) get an apostrophe in front. Use it for files that people open in a spreadsheet while customers
     * choose their own ids. Default: cells are written as they are, so that ids can be joined to the host's own.
     */
    public CsvTableOptions withFormulaGuard() {
        return new CsvTableOptions(separator, true, compression);
    }

    /**
     * How a file is packed; what is written to a writer never is. Default: as the file's name ends, {@code .gz} or {@code
     * .zst}, otherwise not at all.
     */
    public CsvTableOptions withCompression(CsvCompression packing) {
        return new CsvTableOptions(separator, formulaGuard, Objects.requireNonNull(packing, "packing"));
    }

    /** What stands between fields. */
    public char separator() {
        return separator;
    }

    /** True if text that looks like a formula gets an apostrophe in front. */
    public boolean formulaGuard() {
        return formulaGuard;
    }

    /** How a file is packed, or null if its name tells. */
    public @Nullable CsvCompression compression() {
        return compression;
    }
}
