package io.github.clv4j.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One CSV text with a header, record by record; faults of the text are told with source and line. */
final class CsvSource {
    /** Characters of the longest field: an unclosed quote ends here at the latest, not with the memory. */
    static final int LONGEST_FIELD = 1 << 20;

    private static final Pattern PARSERS_LINE = Pattern.compile(" \\(record starting at line \\d+\\)$");

    private final String name;
    private final char separator;
    private final RecordFields record;
    private final Iterator<RecordFields> records;

    private CsvSource(Reader in, String name, char separator, RecordFields record) {
        this.name = name;
        this.separator = separator;
        this.record = record;
        this.records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                // Rows with another number of fields than the header are bad rows, which a policy may skip.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(record, in)
                .iterator();
    }

    /**
     * Reads the header.
     *
     * @throws DataException if there is none or it names a column twice
     */
    static CsvSource open(Reader in, String name, @Nullable Character separator) throws IOException {
        HeaderPeek peek = new HeaderPeek(in);
        char found;
        try {
            found = peek.separator(separator, name + ", line 1");
        } catch (UndecodableException e) {
            throw new DataException(name + ", line 1: " + e.getMessage(), e);
        }
        CsvSource source = new CsvSource(peek, name, found, new RecordFields());
        source.readHeader();
        return source;
    }

    /**
     * The records of a later part of the same text, which begins with one.
     *
     * @param linesBefore lines of the text before the part
     */
    CsvSource continued(Reader in, long linesBefore) {
        return new CsvSource(in, name, separator, new RecordFields(header(), linesBefore));
    }

    private void readHeader() throws IOException {
        if (next() == null) {
            throw new DataException(name + " is empty; it must begin with a header line that names the columns");
        }
        Set<String> seen = new HashSet<>();
        for (String column : header()) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw new DataException(
                        where() + ": the header names column '" + column + "' twice; the header is " + header());
            }
        }
        record.headerDone();
    }

    /** The names of the columns. */
    List<String> header() {
        return record.names();
    }

    /** The field that takes the cells of a column. */
    Field field(String column) {
        return record.field(column);
    }

    /** Source and line of the current record. */
    String where() {
        return name + ", line " + record.line();
    }

    /**
     * The next record, or null after the last. It is valid until the next call.
     *
     * @throws DataException if the text's quoting or encoding is broken, from which there is no way on
     */
    @Nullable
    RecordFields next() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new DataException(where() + ": " + quotingFault(e), e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof UndecodableException) {
                throw new DataException(where() + ": " + cause.getMessage(), e);
            }
            throw cause;
        }
    }

    private static String quotingFault(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("The maximum buffer size")) {
            return "a field has more than " + LONGEST_FIELD
                    + " characters; most often a quote is opened that is never closed";
        }
        // The line is told in front, counted from the beginning of the text, of which the parser may know a part.
        return PARSERS_LINE.matcher(message).replaceFirst("");
    }
}
