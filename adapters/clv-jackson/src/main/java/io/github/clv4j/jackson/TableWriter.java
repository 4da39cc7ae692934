package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Tables as JSON, row by row. */
final class TableWriter {
    static final String SCHEMA = "clv4j-table";
    static final String LINES_SCHEMA = "clv4j-table-lines";

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    /** What is above, halves of surrogate pairs first of all, is escaped: a lone half has no bytes in UTF-8. */
    private static final int HIGHEST_AS_IS = 0xD7FF;

    private static final JsonFactory FACTORY = ((JsonFactoryBuilder) JsonFactory.builder())
            .highestNonEscapedChar(HIGHEST_AS_IS)
            // The same digits on every Java.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // A failure half-way must not end in a text that looks whole.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private TableWriter() {}

    static void write(Table table, OutputStream out, JsonLayout layout) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        if (layout == JsonLayout.LINES) {
            json.setRootValueSeparator(new SerializedString("\n"));
            json.writeStartObject();
            header(table, LINES_SCHEMA, json);
            json.writeEndObject();
            rows(table, json);
        } else {
            json.setPrettyPrinter(new OnLines());
            document(table, json);
        }
        json.writeRaw('\n');
        json.flush();
    }

    static void writeRows(Table table, OutputStream out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.setRootValueSeparator(new SerializedString("\n"));
        rows(table, json);
        if (table.rows() > 0) {
            json.writeRaw('\n');
        }
        json.flush();
    }

    static void document(Table table, JsonGenerator json) throws IOException {
        json.writeStartObject();
        header(table, SCHEMA, json);
        json.writeArrayFieldStart("rows");
        List<Column> columns = table.columns();
        for (int row = 0; row < table.rows(); row++) {
            json.writeStartArray();
            for (int c = 0; c < columns.size(); c++) {
                cell(columns.get(c), row, json);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void header(Table table, String schema, JsonGenerator json) throws IOException {
        json.writeStringField("schema", schema);
        json.writeNumberField("version", JsonTables.VERSION);
        json.writeStringField("name", table.name());
        json.writeArrayFieldStart("columns");
        for (Column column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().name().toLowerCase(Locale.ROOT));
            if (column.type() == ColumnType.MONEY) {
                json.writeStringField("currency", column.money().currency());
                json.writeNumberField("digits", column.money().digits());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("rowCount", table.rows());
    }

    private static void rows(Table table, JsonGenerator json) throws IOException {
        List<Column> columns = table.columns();
        for (int row = 0; row < table.rows(); row++) {
            json.writeStartObject();
            for (Column column : columns) {
                json.writeFieldName(column.name());
                cell(column, row, json);
            }
            json.writeEndObject();
        }
    }

    private static void cell(Column column, int row, JsonGenerator json) throws IOException {
        if (column.isNull(row)) {
            json.writeNull();
            return;
        }
        switch (column.type()) {
            case TEXT, MONEY, DATE -> json.writeString(column.textAt(row));
            case INTEGER -> {
                long value = column.longAt(row);
                if (value >= -EXACT_IN_DOUBLE && value <= EXACT_IN_DOUBLE) {
                    json.writeNumber(value);
                } else {
                    json.writeString(Long.toString(value));
                }
            }
            case DECIMAL -> number(column.doubleAt(row), json);
        }
    }

    /** A number; infinities are strings, NaN is null. */
    static void number(double value, JsonGenerator json) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (Double.isInfinite(value)) {
            json.writeString(Double.toString(value));
        } else {
            json.writeNumber(value);
        }
    }

    /** Each column and each row on a line of its own. */
    private static final class OnLines extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;
        /** Within the object, within one of its arrays. */
        private static final int ENTRIES = 2;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            line(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(',');
            line(json);
        }

        private static void line(JsonGenerator json) throws IOException {
            if (json.getOutputContext().getNestingDepth() == ENTRIES) {
                json.writeRaw('\n');
            }
        }
    }
}
