package io.github.clv4j.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes segment maps as CSV. A file has one of two forms, which its header tells; columns may stand in any order.
 *
 * <p>By rule, a row for each segment in order of precedence, all columns needed; {@link SegmentMap} tells the notation:
 *
 * <pre>
 * segment,rule,treatment,description
 * Best,R4-5 FM4-5,keep,"bought lately, and much"
 * Other,any,cross-sell,everybody else
 * </pre>
 *
 * <p>By cell, a row for each cell, each of them once, as people fill in a sheet; {@code treatment} and {@code description}
 * may be left out. Segments come in the order of their first row. Treatment and description of a segment are those of any of
 * its rows, and must not differ between them; a segment without treatment is {@link
 * io.github.clv4j.rfm.Treatment#UNDECIDED}.
 *
 * <pre>
 * cell,segment,treatment
 * 555,Best,keep
 * 554,Best,
 * </pre>
 *
 * <p>What a CSV file has no place for is told by a builder:
 *
 * <pre>{@code
 * SegmentMap map = CsvSegmentMaps.read(
 *         Path.of("segments.csv"), SegmentMap.builder("Ours").source("marketing, March 2025").bins(5));
 * }</pre>
 *
 * <p>Fields are separated by comma, semicolon or tab, which the header line tells. Blanks around a cell are left out unless
 * it is quoted; text is UTF-8 or obeys its byte order mark.
 *
 * <p>A {@link DataException} is thrown if the file is no map: a column is missing, unknown or named twice, a row has another
 * number of fields than the header, a value is wrong (the message names file, row, column, value and rule; the row is the
 * line on which it begins), or the map is not total or has a segment that gets no cell (the message names file, cells and
 * segments).
 */
public final class CsvSegmentMaps {
    private CsvSegmentMaps() {}

    /**
     * Reads a map from a file.
     *
     * @param header the map's name, and its source, precedence, bins and policy for overlaps; gets the file's segments
     * @throws IOException if the file cannot be read
     */
    public static SegmentMap read(Path file, SegmentMap.Builder header) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(new DecodingReader(in, null), file.toString(), header);
        }
    }

    /**
     * Reads a map from text. The reader is read to its end and not closed.
     *
     * @param sourceName what errors call the text
     * @param header the map's name, and its source, precedence, bins and policy for overlaps; gets the text's segments
     * @throws IOException if the reader fails
     */
    public static SegmentMap read(Reader in, String sourceName, SegmentMap.Builder header) throws IOException {
        CsvSource source = CsvSource.open(in, sourceName, null);
        if (source.header().contains(SegmentRows.CELL)) {
            new SegmentCells(source, sourceName, header).read();
        } else {
            new SegmentRows(source, sourceName, header).read();
        }
        try {
            return header.build();
        } catch (IllegalArgumentException e) {
            throw new DataException(sourceName + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a map's segments to a file by rule, in UTF-8, replacing it if it exists; the file is there as a whole or not at
     * all. Name, source, precedence, bins and policy for overlaps are not written.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SegmentMap map, Path file) throws IOException {
        TextFile.write(file, CsvCompression.NONE, writer -> write(map, writer));
    }

    /**
     * Writes a map's segments by rule. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(SegmentMap map, Writer writer) throws IOException {
        try {
            // All quoted, because blanks around a cell that is not are left out when it is read.
            CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .quoteStrategy(QuoteStrategies.ALWAYS)
                    .build(writer);
            csv.writeRecord(SegmentRows.SEGMENT, SegmentRows.RULE, SegmentRows.TREATMENT, SegmentRows.DESCRIPTION);
            for (Segment segment : map.segments()) {
                csv.writeRecord(
                        segment.name(), segment.rule(), segment.treatment().id(), segment.description());
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
