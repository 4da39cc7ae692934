package io.github.clv4j.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables as CSV: a header line, then a line for each row, quoted where RFC 4180 asks for it; lines end with a
 * line feed, files are UTF-8 without byte order mark, packed if their name ends with {@code .gz} or {@code .zst} (see {@link
 * CsvTableOptions#withCompression}).
 *
 * <p>Cells are those of {@link Column#textAt}: plain decimals in major units for money, ISO-8601 dates, numbers with a
 * decimal point; nothing depends on the locale. An unknown cell is empty; a known text of no characters is {@code ""}.
 * Text is written as it is, also where a spreadsheet would take it for a formula: see {@link
 * CsvTableOptions#withFormulaGuard()}.
 */
public final class CsvTables {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvTables() {}

    /**
     * Writes a table to a file with the default options.
     *
     * @see #write(Table, Path, CsvTableOptions)
     * @throws IOException if the file cannot be written
     */
    public static void write(Table table, Path file) throws IOException {
        write(table, file, CsvTableOptions.withDefaults());
    }

    /**
     * Writes a table to a file, replacing it if it exists. The file is there as a whole or not at all: the table is
     * written to a temporary file in the same folder, which then takes the name; if anything fails the temporary file is
     * deleted and an earlier file stays.
     *
     * @throws IOException if the file cannot be written, such as {@link java.nio.file.NoSuchFileException} if its folder
     *     does not exist
     */
    public static void write(Table table, Path file, CsvTableOptions options) throws IOException {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(options, "options");
        CsvCompression stated = options.compression();
        CsvCompression compression = stated == null ? CsvCompression.ofName(file) : stated;
        TextFile.write(file, compression, writer -> write(table, writer, options));
    }

    /**
     * Writes a table to a writer with the default options. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(Table table, Writer writer) throws IOException {
        write(table, writer, CsvTableOptions.withDefaults());
    }

    /**
     * Writes a table to a writer. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(Table table, Writer writer, CsvTableOptions options) throws IOException {
        List<Column> columns = table.columns();
        @Nullable String[] cells = new @Nullable String[columns.size()];
        try {
            CsvWriter csv = CsvWriter.builder()
                    .fieldSeparator(options.separator())
                    .lineDelimiter(LineDelimiter.LF)
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .build(writer);
            for (int c = 0; c < cells.length; c++) {
                cells[c] = text(columns.get(c).name(), options);
            }
            csv.writeRecord(cells);
            for (int row = 0; row < table.rows(); row++) {
                for (int c = 0; c < cells.length; c++) {
                    Column column = columns.get(c);
                    String cell = column.textAt(row);
                    cells[c] = column.type() == ColumnType.TEXT ? text(cell, options) : cell;
                }
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static @Nullable String text(@Nullable String cell, CsvTableOptions options) {
        boolean guarded = options.formulaGuard()
                && cell != null
                && !cell.isEmpty()
                && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return guarded ? "'" + cell : cell;
    }
}
