package io.github.clv4j.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current record: of the header every name, of each later record the cells that were asked for. One instance serves
 * all records of a file.
 */
final class RecordFields extends AbstractBaseCsvCallbackHandler<RecordFields> {
    private final List<String> names = new ArrayList<>();
    private @Nullable Field @Nullable [] fields;
    private final long linesBefore;
    private long line;
    private String surplus = "";

    /** For a text from its beginning. */
    RecordFields() {
        linesBefore = 0;
        line = 1;
    }

    /** For the rest of a text whose header was read before. */
    RecordFields(List<String> names, long linesBefore) {
        this.linesBefore = linesBefore;
        line = linesBefore + 1;
        this.names.addAll(names);
        headerDone();
    }

    /** From now on records are read into fields. */
    final void headerDone() {
        fields = new Field[names.size()];
    }

    /** The field that takes the cells of a column. */
    Field field(String column) {
        int i = names.indexOf(column);
        if (fields == null || i < 0) {
            throw new IllegalStateException("no column '" + column + "' in " + names);
        }
        Field field = fields[i];
        if (field == null) {
            field = new Field(column);
            fields[i] = field;
        }
        return field;
    }

    /** The names that the header gives, without blanks around them. */
    List<String> names() {
        return names;
    }

    /** The line on which the current record begins. */
    long line() {
        return line;
    }

    /** Number of fields in the current record. */
    int count() {
        return getFieldCount();
    }

    /** The first field beyond the header's columns. */
    String surplus() {
        return surplus;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = linesBefore + startingLineNumber;
    }

    @Override
    protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
        if (fields == null) {
            names.add(new String(buf, offset, len).strip());
        } else if (fieldIdx < fields.length) {
            Field field = fields[fieldIdx];
            if (field != null) {
                field.set(buf, offset, len, quoted);
            }
        } else if (fieldIdx == fields.length) {
            surplus = new String(buf, offset, len);
        }
    }

    @Override
    protected RecordFields buildRecord() {
        return this;
    }
}
