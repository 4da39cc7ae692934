package io.github.clv4j.csv;

import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a segment map of a row a cell into a builder. */
final class SegmentCells {
    private static final List<String> NEEDED = List.of(SegmentRows.CELL, SegmentRows.SEGMENT);
    private static final List<String> COLUMNS =
            List.of(SegmentRows.CELL, SegmentRows.SEGMENT, SegmentRows.TREATMENT, SegmentRows.DESCRIPTION);

    private final CsvSource source;
    private final String sourceName;
    private final SegmentMap.Builder builder;
    private final Map<String, Long> lineOfCell = new HashMap<>();
    private final Map<String, Gathered> segments = new LinkedHashMap<>();

    SegmentCells(CsvSource source, String sourceName, SegmentMap.Builder builder) {
        this.source = source;
        this.sourceName = sourceName;
        this.builder = builder;
    }

    /** What the rows of one segment tell. */
    private static final class Gathered {
        private final long line;
        private final List<String> cells = new ArrayList<>();
        private @Nullable String treatment;
        private @Nullable String description;

        private Gathered(long line) {
            this.line = line;
        }
    }

    void read() throws IOException {
        SegmentRows.requireColumns(source, NEEDED, COLUMNS);
        Field cell = source.field(SegmentRows.CELL);
        Field name = source.field(SegmentRows.SEGMENT);
        Field treatment = optional(SegmentRows.TREATMENT);
        Field description = optional(SegmentRows.DESCRIPTION);
        for (RecordFields row = source.next(); row != null; row = source.next()) {
            SegmentRows.requireCount(source, row);
            requireCell(row, cell);
            Gathered gathered = segments.get(name.name());
            if (gathered == null) {
                gathered = new Gathered(row.line());
                requireName(row, name, cell);
                segments.put(name.name(), gathered);
            }
            gathered.cells.add(cell.name());
            if (treatment != null && !treatment.isBlank()) {
                SegmentRows.treatment(sourceName, row, treatment);
                gathered.treatment = same(row, treatment, gathered.treatment, name);
            }
            if (description != null && !description.isBlank()) {
                gathered.description = same(row, description, gathered.description, name);
            }
        }
        segments.forEach(this::give);
    }

    private void give(String segment, Gathered gathered) {
        try {
            builder.segment(
                    segment,
                    String.join(" ", gathered.cells),
                    gathered.treatment == null ? Treatment.UNDECIDED : Treatment.of(gathered.treatment),
                    gathered.description == null ? "" : gathered.description);
        } catch (IllegalArgumentException e) {
            // What no row could tell alone, such as a segment that the builder has already.
            throw new DataException(
                    sourceName + ", row " + gathered.line + ", column '" + SegmentRows.SEGMENT + "': '" + segment
                            + "'; " + e.getMessage(),
                    e);
        }
    }

    private @Nullable Field optional(String column) {
        return source.header().contains(column) ? source.field(column) : null;
    }

    private void requireCell(RecordFields row, Field cell) {
        List<String> cells;
        try {
            cells = new Segment("cell", cell.name(), Treatment.UNDECIDED, "").cells(builder.bins());
        } catch (IllegalArgumentException e) {
            throw SegmentRows.fault(sourceName, row, cell, e);
        }
        // A rule such as R5 can be read, but is no cell.
        if (!cells.equals(List.of(cell.name()))) {
            throw SegmentRows.fault(
                    sourceName, row, cell, "it must be one cell, its three scores each 1 to " + builder.bins());
        }
        Long earlier = lineOfCell.putIfAbsent(cell.name(), row.line());
        if (earlier != null) {
            throw SegmentRows.fault(
                    sourceName, row, cell, "each cell must stand once; it is in row " + earlier + " too");
        }
    }

    /** Refuses a name that a map cannot have, in the row that brings it. */
    private void requireName(RecordFields row, Field name, Field cell) {
        try {
            SegmentMap.builder("names").bins(builder.bins()).segment(name.name(), cell.name(), Treatment.UNDECIDED, "");
        } catch (IllegalArgumentException e) {
            throw SegmentRows.fault(sourceName, row, name, e);
        }
    }

    private String same(RecordFields row, Field field, @Nullable String earlier, Field name) {
        if (earlier == null || earlier.equals(field.name())) {
            return field.name();
        }
        throw SegmentRows.fault(
                sourceName,
                row,
                field,
                "segment '" + name.name() + "' has '" + earlier + "' in an earlier row; it must be the same");
    }
}
