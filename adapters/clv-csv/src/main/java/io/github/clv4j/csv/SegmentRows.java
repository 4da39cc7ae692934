package io.github.clv4j.csv;

import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.util.List;

/** Reads a segment map of a row a segment into a builder. */
final class SegmentRows {
    static final String CELL = "cell";
    static final String SEGMENT = "segment";
    static final String RULE = "rule";
    static final String TREATMENT = "treatment";
    static final String DESCRIPTION = "description";

    private static final List<String> COLUMNS = List.of(SEGMENT, RULE, TREATMENT, DESCRIPTION);

    private final CsvSource source;
    private final String sourceName;
    private final SegmentMap.Builder builder;

    SegmentRows(CsvSource source, String sourceName, SegmentMap.Builder builder) {
        this.source = source;
        this.sourceName = sourceName;
        this.builder = builder;
    }

    void read() throws IOException {
        requireColumns(source, COLUMNS, COLUMNS);
        Field name = source.field(SEGMENT);
        Field rule = source.field(RULE);
        Field treatment = source.field(TREATMENT);
        Field description = source.field(DESCRIPTION);
        for (RecordFields row = source.next(); row != null; row = source.next()) {
            requireCount(source, row);
            Treatment known = treatment(sourceName, row, treatment);
            try {
                new Segment("rule", rule.name(), known, "").cells(builder.bins());
            } catch (IllegalArgumentException e) {
                throw fault(sourceName, row, rule, e);
            }
            try {
                builder.segment(name.name(), rule.name(), known, description.name());
            } catch (IllegalArgumentException e) {
                throw fault(sourceName, row, name, e);
            }
        }
    }

    static Treatment treatment(String sourceName, RecordFields row, Field field) {
        try {
            return Treatment.of(field.name());
        } catch (IllegalArgumentException e) {
            throw fault(sourceName, row, field, e);
        }
    }

    static void requireColumns(CsvSource source, List<String> needed, List<String> known) {
        for (String column : source.header()) {
            if (!known.contains(column)) {
                throw new DataException(source.where() + ": column '" + column + "' is unknown; " + forms());
            }
        }
        for (String column : needed) {
            if (!source.header().contains(column)) {
                throw new DataException(source.where() + ": column '" + column + "' is missing; " + forms());
            }
        }
    }

    private static String forms() {
        return "the columns are " + String.join(", ", COLUMNS) + "; or " + CELL + ", " + SEGMENT + " and, if wanted, "
                + TREATMENT + ", " + DESCRIPTION;
    }

    static void requireCount(CsvSource source, RecordFields row) {
        int columns = source.header().size();
        if (row.count() != columns) {
            throw new DataException(source.where() + ": the row has " + row.count()
                    + (row.count() == 1 ? " field" : " fields") + ", the header " + columns
                    + "; both must have as many");
        }
    }

    static DataException fault(String sourceName, RecordFields row, Field field, IllegalArgumentException e) {
        return new DataException(told(sourceName, row, field, String.valueOf(e.getMessage())), e);
    }

    static DataException fault(String sourceName, RecordFields row, Field field, String rule) {
        return new DataException(told(sourceName, row, field, rule));
    }

    private static String told(String sourceName, RecordFields row, Field field, String rule) {
        return sourceName + ", row " + row.line() + ", column '" + field.column() + "': "
                + (field.isBlank() ? "no value" : "'" + field.name() + "'") + "; " + rule;
    }
}
